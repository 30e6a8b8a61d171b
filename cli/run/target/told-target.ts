import type { Console } from "../../console.ts";
import { withAwaitedTarget, type TargetStartFlags } from "../../started/await-target.ts";
import { interruption } from "../interruption.ts";
import { JOURNAL, type Output } from "../results/output.ts";
import type { RunFlags } from "../run-flags.ts";
import type { RunTarget } from "./run-target.ts";
import { progressConsole, type TellingFlags } from "../tell.ts";
import { withinOutput } from "../results/within-output.ts";

/** What a command that fires at a target works with. */
export interface ToldTarget {
  readonly target: RunTarget;
  readonly output: Output;
  /** Where the progress is told: nowhere with --quiet. */
  readonly progress: Console;
  /** Aborted by Ctrl-C and its like. */
  readonly signal: AbortSignal;
}

/** Lends the output folder and the target that the flags name, started if they say so, until `use` is done or interrupted. */
export function withToldTarget<Result>(
  flags: RunFlags & TargetStartFlags & TellingFlags,
  console: Console,
  use: (told: ToldTarget) => Promise<Result>,
): Promise<Result> {
  return withinOutput(flags.out, async (output) => {
    const progress = progressConsole(console, flags);
    if (output.notice !== undefined) progress.note(output.notice);
    const { signal, release } = interruption(console, output.path(JOURNAL));
    try {
      const awaiting = { console: progress, logFile: output.path("target.log"), signal };
      return await withAwaitedTarget(flags, awaiting, (target) => use({ target, output, progress, signal }));
    } finally {
      release();
    }
  });
}
