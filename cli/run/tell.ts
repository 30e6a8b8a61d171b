import { renderConsole } from "../../reports/console.ts";
import { renderQuiet } from "../../reports/quiet.ts";
import type { RunRecord } from "../../suites/record/record.ts";
import { silenced, type Console } from "../console.ts";
import { FILES, type Output } from "./output.ts";

/** How a run's end is told. */
export interface TellingFlags {
  /** The record on standard output, and nothing else there. */
  readonly json?: boolean;
  /** Nothing where all is as expected. */
  readonly quiet?: boolean;
}

/** The console that a run tells its progress to. */
export function progressConsole(console: Console, { quiet }: TellingFlags): Console {
  return quiet === true ? silenced(console) : console;
}

/** Tells how a run ended, as the flags want it told. */
export function tellEnd(record: RunRecord, output: Output, { json, quiet }: TellingFlags, console: Console): void {
  if (json === true) return console.json(record);
  const options = { width: console.width, paint: console.paint };
  if (quiet === true) {
    const text = renderQuiet(record, options);
    if (text !== "") console.print(text);
    return;
  }
  const [recordFile, reportFile] = [output.path(FILES.json), output.path(FILES.html)];
  console.print(renderConsole(record, { ...options, recordFile, reportFile }));
}
