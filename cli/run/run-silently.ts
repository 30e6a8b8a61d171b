import type { RunEvent } from "../../suites/record/events.ts";
import type { RunRecord } from "../../suites/record/record.ts";
import { openOutput } from "./output.ts";
import type { RunFlags } from "./run-flags.ts";
import { fire, type RunPlan } from "./run-suite.ts";
import { openRunTarget } from "./run-target.ts";

/** A run that somebody's code asks for. */
export interface SilentRun {
  readonly flags: RunFlags;
  readonly plan: RunPlan;
  readonly signal: AbortSignal;
  /** Where AWS's own variables are looked up instead of `process.env`. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  readonly onEvent: (event: RunEvent) => void;
}

/** Fires and judges, and leaves in the output folder what was asked for. Prints nothing. */
export async function runSilently({ flags, plan, signal, env, onEvent }: SilentRun): Promise<RunRecord> {
  const output = openOutput(flags.out);
  try {
    const target = await openRunTarget(flags, signal, env);
    try {
      const record = await fire({ plan, target, output, signal, onEvent });
      output.finish(record, flags.format);
      return record;
    } finally {
      await target.close();
    }
  } finally {
    output.close();
  }
}
