import type { Console } from "../console.ts";
import { expectationsTemplate } from "../run/expectations-template.ts";
import { interruption } from "../run/interruption.ts";
import { FILES, openOutput } from "../run/output.ts";
import { progressOf } from "../run/progress.ts";
import { renderConsole } from "../../reports/console.ts";
import { readKillMatrix } from "../files/read-kill-matrix.ts";
import type { RunFlags } from "../run/run-flags.ts";
import { fire, planRun } from "../run/run-suite.ts";
import { openRunTarget } from "../run/run-target.ts";

export interface RunCommandFlags extends RunFlags {
  /** The selftest.json whose detection power the page is to show. */
  readonly killMatrix?: string;
}

/** Fires and judges; answers the exit code. */
export async function runCommand(flags: RunCommandFlags, console: Console): Promise<number> {
  const plan = planRun(flags);
  const killMatrix = flags.killMatrix === undefined ? undefined : readKillMatrix(flags.killMatrix);
  const output = openOutput(flags.out);
  const stop = interruption(console, output.path("journal.ndjson"));
  const target = await openRunTarget(flags, stop.signal);
  const place = target.embedded ? `the embedded reference server on ${target.endpoint}` : target.endpoint;
  console.note(`Testing ${place}, seed ${plan.seed}`);
  const progress = progressOf(console, plan.requirements);
  try {
    const record = await fire({ plan, target, output, signal: stop.signal, onEvent: progress.show });
    progress.done();
    output.finish(record, flags.format, killMatrix);
    console.print(
      renderConsole(record, {
        width: console.width,
        paint: console.paint,
        recordFile: output.path(FILES.json),
        reportFile: output.path(FILES.html),
      }),
    );
    const template = expectationsTemplate(record);
    if (template !== undefined) {
      const file = output.write("known-failures.yaml", template);
      console.print(`To expect these failures: fill in the reasons in ${file} and run with --expectations ${file}`);
    }
    return record.outcome.exitCode;
  } finally {
    progress.done();
    stop.release();
    await target.close();
  }
}
