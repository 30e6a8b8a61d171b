import { renderConsole } from "#reports/console/render-console.ts";
import type { ConsoleOptions } from "#reports/console/console-settings.ts";
import { sweepOf, typedFrom } from "#reports/model/commands/replay.ts";
import { renderQuiet } from "#reports/quiet.ts";
import { EXIT } from "#suites/record/verdicts/exit-code.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { silenced, type Console } from "#cli/console.ts";
import { FILES, recordName, type Output } from "./results/output.ts";
import type { RunFlags } from "./run-flags.ts";
import type { RunTarget } from "./target/run-target.ts";

/** How the outcome of a run is printed; by default as text, with progress on standard error. */
export interface TellingFlags {
  /** Prints the record on standard output, and nothing else there. */
  readonly json?: boolean;
  /** Prints nothing if all is as expected, otherwise one line per cause. */
  readonly quiet?: boolean;
  /** Prints before the end what was not tested, coverage, and every cause in full. */
  readonly verbose?: boolean;
}

/** The console that a run tells its progress to. */
export function progressConsole(console: Console, { quiet }: TellingFlags): Console {
  return quiet === true ? silenced(console) : console;
}

/** What the user should know of the target; with --quiet only once the run has ended in trouble, which it may explain. */
export function tellWarnings(target: Pick<RunTarget, "warnings">, console: Pick<Console, "note">): void {
  for (const warning of target.warnings) console.note(`Warning: ${warning}`);
}

/** The same after the run, where nothing was said before it. */
export function tellWarningsLate(
  target: Pick<RunTarget, "warnings">,
  { outcome }: RunRecord,
  { quiet }: TellingFlags,
  console: Pick<Console, "note">,
): void {
  if (quiet === true && outcome.exitCode !== EXIT.conformant) tellWarnings(target, console);
}

/** Tells how a run ended, as the flags want it told. */
export function tellEnd(
  record: RunRecord,
  output: Output,
  {
    json,
    quiet,
    format,
    verbose,
    isReplay,
    sweep = sweepOf(record),
    typed = typedFrom(record),
  }: TellingFlags & Pick<RunFlags, "format"> & Pick<ConsoleOptions, "isReplay" | "sweep" | "typed">,
  console: Console,
): void {
  if (json === true) return console.json(record);
  const options = { width: console.width, paint: console.paint, sweep, typed };
  if (quiet === true) {
    const text = renderQuiet(record, options);
    if (text !== "") console.print(text);
    return;
  }
  const [recordFile, reportFile] = [output.path(recordName(format)), output.path(FILES.html)];
  const { onTerminal } = console;
  const text = renderConsole(record, { ...options, verbose, recordFile, reportFile, isReplay, onTerminal });
  // What stands below it is told by the caller.
  console.print(`${text}\n`);
}

/** Where to read on: the last thing that is said. */
export function tellReport(
  output: Output,
  { format, json }: TellingFlags & Pick<RunFlags, "format">,
  progress: Pick<Console, "print" | "note">,
): void {
  const file = reportFile(output, format);
  if (file !== undefined) (json === true ? progress.note : progress.print)(`Report: ${file}`);
}

/** The page, or the first file where none was asked for. */
export function reportFile(output: Pick<Output, "path">, format: RunFlags["format"]): string | undefined {
  const file = format.includes("html") ? "html" : format[0];
  return file === undefined ? undefined : output.path(FILES[file]);
}
