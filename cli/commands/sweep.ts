import { dirname } from "node:path";
import { EXIT } from "../../suites/record/outcome.ts";
import { readJournal, strikeGone } from "../../clusters/journal/journal.ts";
import { byPlace, type NamesOfPlace } from "../../clusters/journal/journal-places.ts";
import { outstanding } from "../../clusters/journal/outstanding.ts";
import { sweep, type SweepReport } from "../../clusters/removing/sweep.ts";
import { visibleLine } from "../../reports/model/strangers-text.ts";
import type { Console } from "../console.ts";
import { lockFolder } from "../files/folder-lock.ts";
import type { RunFlags } from "../run/run-flags.ts";
import { RUN_TAG_KEY } from "../../suites/plan/target-kind.ts";
import { openRunTarget, type RunTarget } from "../run/run-target.ts";
import { placeInWords, planSweep, type PlaceToSweep } from "./sweep-places.ts";

export interface SweepFlags {
  readonly journal: string;
}

/** Deregisters what a journal says may be left, and nothing else. */
export async function sweepCommand(flags: RunFlags & SweepFlags, console: Console): Promise<number> {
  const { journal } = flags;
  // Nothing writes to the journal before its places have been seen to fit.
  readJournal(journal);
  const lock = lockFolder(dirname(journal), {
    flag: `--journal ${journal}`,
    holder: "a run at work",
    mend: "sweep once it has ended",
  });
  try {
    const { places, gone, leftOut } = planSweep(byPlace(outstanding(readJournal(journal))), flags);
    const codes = await sweepAll(places, journal, console);
    strikeGone(journal, gone);
    if (gone.length > 0) console.print(`${gone.length} gone with the server that the run had brought along`);
    for (const group of leftOut) console.print(`not looked for: ${inWords(group)}`);
    if (codes.length === 0) tell({ removed: [], absent: [], left: [], untouched: undefined }, console);
    return leftOut.length > 0 ? EXIT.clustersLeft : Math.max(0, ...codes);
  } finally {
    lock.release();
  }
}

function inWords({ place, names }: NamesOfPlace): string {
  const where = place === undefined ? "at a place that the journal does not name" : `at ${placeInWords(place)}`;
  return `${names.length} of the journal's names, ${where}`;
}

/** All places are let through by the guard before the first is swept. */
async function sweepAll(places: readonly PlaceToSweep[], journal: string, console: Console): Promise<number[]> {
  const targets: RunTarget[] = [];
  try {
    for (const { flags } of places) targets.push(await openRunTarget(flags, new AbortController().signal));
    const codes: number[] = [];
    for (const [index, { target, endpoint, region, redactor }] of targets.entries()) {
      console.note(`Sweeping ${endpoint}, ${region}`);
      const names = places[index]?.names ?? [];
      const report = await sweep(target, {
        journalFile: journal,
        names,
        runTagKey: RUN_TAG_KEY,
        redact: redactor.text,
      });
      codes.push(tell(report, console));
    }
    return codes;
  } finally {
    for (const target of targets) await target.close();
  }
}

function tell({ removed, absent, left, untouched }: SweepReport, console: Console): number {
  console.print(`${removed.length} deregistered, ${absent.length} gone already, ${left.length} left`);
  if (untouched !== undefined) console.print(`${untouched} other clusters listed and not touched`);
  for (const { name, reason, command } of left) {
    console.print(`left: ${JSON.stringify(name)}: ${visibleLine(reason)}`);
    if (command !== undefined) console.print(`  ${command}`);
  }
  return left.length > 0 ? EXIT.clustersLeft : 0;
}
