import { statSync } from "node:fs";
import type { JournalPlace } from "#custody/journal/journal-entry.ts";
import { readJournal, readLines } from "#custody/journal/journal.ts";
import { byPlace, isSamePlace, wentWithRun } from "#custody/journal/journal-places.ts";
import { openNames } from "#custody/journal/open-names.ts";
import { outstanding } from "#custody/journal/outstanding.ts";
import { visibleLine } from "#reports/model/text/harmless-text.ts";
import { placeInWords } from "./place-in-words.ts";

/** Names that a run has asked for and that may still exist. */
export function namesLeft(journal: string, runId: string): string[] {
  try {
    return outstanding(readJournal(journal)).flatMap(({ name, intend }) => (intend.runId === runId ? [name] : []));
  } catch {
    // Whoever asks has no time to mend anything, and knows the journal.
    return [];
  }
}

const PLACES_TOLD = 3;

/**
 * What the journal in a run's folder says may be left and is nothing to this run: of another user, or of another
 * endpoint or account. Undefined if there is nothing.
 */
export function othersLeft(journal: string, key: string | undefined, here: JournalPlace): string | undefined {
  // A device has no end.
  if (statSync(journal, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
  const names = openNames(readLines(journal, key));
  const foreign = names.filter((name) => name.foreign);
  const elsewhere = byPlace(names.filter((name) => !name.foreign)).filter(
    ({ place }) => place === undefined || (!wentWithRun(place) && !isSamePlace(place, here)),
  );
  const told = [
    ...(foreign.length > 0 ? [`${foreign.length} that nothing proves you to have written down`] : []),
    ...elsewhere.slice(0, PLACES_TOLD).map((group) => `${group.names.length} at ${inWords(group.place)}`),
    ...(elsewhere.length > PLACES_TOLD ? [`and more at ${elsewhere.length - PLACES_TOLD} other places`] : []),
  ];
  if (told.length === 0) return undefined;
  return visibleLine(
    `${journal} has names of other runs, possibly still registered; this run leaves them alone: ${told.join(", ")}`,
  );
}

function inWords(place: JournalPlace | undefined): string {
  return place === undefined ? "a place that it does not name" : placeInWords(place);
}
