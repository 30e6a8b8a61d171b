import { isJudged } from "../../suites/record/verdicts/verdict.ts";
import type { RunRecord } from "../../suites/record/record.ts";
import { tallyByLevel, tolerated, type Tally } from "../../suites/record/verdicts/tally.ts";
import { AREA_TITLES } from "../model/level-words.ts";
import { notAsked, resourceRows, thereOf } from "../model/resource-rows.ts";
import { areaRows, metByTolerated } from "../model/area-rows.ts";
import { clip, wrapText } from "../model/text/wrap.ts";
import { type ConsoleSettings, IDS_SHOWN } from "./console-settings.ts";

/** The table of areas by level, and what its marks mean. */
export function tableLines(record: RunRecord, settings: ConsoleSettings): string[] {
  const { width, paint } = settings;
  const rows = areaRows(record).map((row) => ({ name: AREA_TITLES[row.area], byLevel: row.byLevel }));
  if (rows.length === 0) return [];
  // Where nothing was judged, a table says no more than the verdict does.
  if (!record.requirements.some(({ verdict }) => isJudged(verdict))) return [];
  const told = rows.filter(({ byLevel }) => isTold(byLevel.MUST) || isTold(byLevel.SHOULD));
  const all = [...told, { name: "All", byLevel: tallyByLevel(record.requirements) }];
  const cell = Math.min(16, Math.floor((width - 2) / 3));
  const first = Math.min(24, width - 2 - 2 * cell);
  const line = (name: string, must: string, should: string) => `  ${name.padEnd(first)}${must.padEnd(cell)}${should}`;
  return [
    paint("soft", line("", "MUST", "SHOULD").trimEnd()),
    ...all.map(({ name, byLevel }) => {
      const text = line(clip(name, first - 1), met(byLevel.MUST), met(byLevel.SHOULD)).trimEnd();
      if (byLevel.MUST.missed > 0) return paint("bad", text);
      return byLevel.SHOULD.missed > 0 || byLevel.MUST.open > 0 ? paint("caution", text) : text;
    }),
    ...(all.some(({ byLevel }) => hasOpen(byLevel.MUST) || hasOpen(byLevel.SHOULD))
      ? [paint("soft", "  ? some are undecided")]
      : []),
    ...toleratedLines(record, settings),
  ];
}

/** Which MUST are met by a tolerated answer only: a count alone would have nobody look at them. */
function toleratedLines(record: RunRecord, { width, paint, reportFile }: ConsoleSettings): string[] {
  const ids = metByTolerated(record).map(({ id }) => id);
  if (ids.length === 0) return [];
  const more = ids.length > IDS_SHOWN ? `, and ${ids.length - IDS_SHOWN} more` : "";
  const count = tolerated(tallyByLevel(record.requirements).MUST);
  const text = `of the MUST met, ${count}: ${ids.slice(0, IDS_SHOWN).join(", ")}${more} (see ${reportFile})`;
  return wrapText(text, width - 2).map((line) => paint("caution", `  ${line}`));
}

/** One line for each kind of resource of a service: how many of its operations are there, and the MUST met. */
export function resourceLines(record: RunRecord, { width, paint }: ConsoleSettings): string[] {
  const [rows, others] = [resourceRows(record), notAsked(record)];
  if (rows.length === 0) return [];
  const must = 14;
  const second = Math.max(must, ...rows.map((row) => thereOf(row).length + 2));
  const first = Math.max(8, Math.min(30, width - 2 - second - must));
  const line = (name: string, there: string, met: string) => `  ${name.padEnd(first)}${there.padEnd(second)}${met}`;
  return [
    paint("soft", line("", "operations", "MUST")),
    ...rows.map((row) => {
      const { name, called, there, byLevel } = row;
      const text = line(clip(name, first - 1), thereOf(row), met(byLevel.MUST));
      return byLevel.MUST.missed > 0 || there < called ? paint("bad", text) : text;
    }),
    ...(others === undefined ? [] : [paint("soft", `  ${others}`)]),
  ];
}

function met(tally: Tally): string {
  const { met: count, judged, missed, open } = tally;
  if (judged === 0) return open > 0 ? "undecided" : "–";
  return `${count} of ${judged}${missed > 0 ? " ✗" : hasOpen(tally) ? " ?" : ""}`;
}

/** What nothing was judged of is among what was not tested. */
function isTold({ judged, open }: Tally): boolean {
  return judged > 0 || open > 0;
}

function hasOpen({ judged, missed, open }: Tally): boolean {
  return judged > 0 && missed === 0 && open > 0;
}
