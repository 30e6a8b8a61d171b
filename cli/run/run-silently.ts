import type { RunEvent } from "#suites/record/events.ts";
import type { RunRecord } from "#suites/record/record.ts";
import type { RunFlags } from "./run-flags.ts";
import { fire, type RunPlan } from "./run-suite.ts";
import { requireShareable, writeShared } from "./results/share.ts";
import { withinOutput } from "./results/within-output.ts";
import { withAwaitedTarget, type TargetStartFlags } from "#cli/started/await-target.ts";

/** A run that somebody's code asks for. */
export interface SilentRun {
  readonly flags: RunFlags & TargetStartFlags;
  readonly plan: RunPlan;
  readonly signal: AbortSignal;
  /** Where AWS's own variables are looked up instead of `process.env`. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  readonly onEvent: (event: RunEvent) => void;
}

/** Starts the target where the flags say how, fires and judges, and leaves in the output folder what was asked for. Prints nothing. */
export async function runSilently({ flags, plan, signal, env, onEvent }: SilentRun): Promise<RunRecord> {
  requireShareable(flags);
  return withinOutput(flags.out, (output) => {
    const awaiting = { console: { note: () => undefined }, logFile: output.path("target.log"), signal, env };
    return withAwaitedTarget({ ...flags, ...plan.flags }, awaiting, async (target) => {
      const record = await fire({ plan, target, output, signal, onEvent });
      output.finish(record, flags.format);
      writeShared(record, plan);
      return record;
    });
  });
}
