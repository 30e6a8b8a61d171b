import { EXIT } from "../../suites/record/outcome.ts";
import { sweep, type SweepReport } from "../../clusters/sweep.ts";
import { visibleLine } from "../../reports/model/visible.ts";
import type { Console } from "../console.ts";
import type { RunFlags } from "../run/run-flags.ts";
import { RUN_TAG_KEY } from "../../suites/plan/target-kind.ts";
import { openRunTarget } from "../run/run-target.ts";
import { UsageError } from "../usage-error.ts";

export interface SweepFlags {
  readonly journal: string;
}

/** Deregisters what a journal says may be left, and nothing else. */
export async function sweepCommand(flags: RunFlags & SweepFlags, console: Console): Promise<number> {
  const target = await openRunTarget(flags, new AbortController().signal);
  if (target.embedded) {
    await target.close();
    throw new UsageError("sweep needs a target: give --endpoint-url or --aws, the one that the run was against");
  }
  try {
    const report = await sweep(target.target, flags.journal, { runTagKey: RUN_TAG_KEY });
    return tell(report, console);
  } finally {
    await target.close();
  }
}

function tell({ removed, absent, left, untouched }: SweepReport, console: Console): number {
  console.print(`${removed.length} deregistered, ${absent.length} gone already, ${left.length} left`);
  if (untouched !== undefined) console.print(`${untouched} other clusters listed and not touched`);
  for (const { name, reason, command } of left) {
    console.print(`left: ${JSON.stringify(name)}: ${visibleLine(reason)}`);
    console.print(`  ${command}`);
  }
  return left.length > 0 ? EXIT.clustersLeft : 0;
}
