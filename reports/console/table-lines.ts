import { isJudged, VERDICT_WORDS, VERDICTS, type Verdict } from "#suites/record/verdicts/verdict.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { signOf, tallyByLevel, unjudgedParts, UNJUDGED_WORDS, type Tally } from "#suites/record/verdicts/tally.ts";
import { AREA_TITLES } from "#reports/model/names/level-words.ts";
import { notAsked, resourceRows, thereOf } from "#reports/model/standing/resource-rows.ts";
import { areaRows } from "#reports/model/standing/area-rows.ts";
import { clip, wrapText } from "#reports/model/text/wrap.ts";
import type { ConsoleSettings } from "./console-settings.ts";

/** The table of areas by level, and what its marks mean. */
export function tableLines(record: RunRecord, settings: ConsoleSettings): string[] {
  const { width, paint } = settings;
  const rows = areaRows(record).map((row) => ({ name: AREA_TITLES[row.area], byLevel: row.byLevel }));
  if (rows.length === 0) return [];
  // Where nothing was judged, a table says no more than the verdict does.
  if (!record.requirements.some(({ verdict }) => isJudged(verdict))) return [];
  const told = rows.filter(({ byLevel }) => isTold(byLevel.MUST) || isTold(byLevel.SHOULD));
  const all = [...told, { name: "All", byLevel: tallyByLevel(record.requirements) }];
  const cell = Math.min(20, Math.floor((width - 2) / 3));
  const first = Math.min(24, width - 2 - 2 * cell);
  const line = (name: string, must: string, should: string) => `  ${name.padEnd(first)}${must.padEnd(cell)}${should}`;
  return [
    paint("soft", line("", "MUST", "SHOULD").trimEnd()),
    ...all.map(({ name, byLevel }) => {
      const text = line(clip(name, first - 1), met(byLevel.MUST, cell - 1), met(byLevel.SHOULD, cell)).trimEnd();
      if (byLevel.MUST.missed + byLevel.MUST.notThere > 0) return paint("bad", text);
      return isTold(byLevel.MUST) && signOf(byLevel.MUST) === "pass" && byLevel.SHOULD.missed === 0
        ? text
        : paint("caution", text);
    }),
    ...signLines(
      all.flatMap(({ byLevel }) => [byLevel.MUST, byLevel.SHOULD]),
      settings,
    ),
  ];
}

/** What the signs in a table mean, of those that it has. */
function signLines(tallies: readonly Tally[], { width, paint }: ConsoleSettings): string[] {
  const found = new Set(tallies.filter(({ judged }) => judged > 0).map(signOf));
  const told = VERDICTS.filter((verdict) => found.has(verdict) && MEANS[verdict] !== undefined);
  if (told.length === 0) return [];
  const text = told.map((verdict) => `${VERDICT_WORDS[verdict].sign} ${MEANS[verdict] ?? ""}`).join(", ");
  return wrapText(text, width - 2).map((line) => paint("soft", `  ${line}`));
}

const MEANS: Partial<Readonly<Record<Verdict, string>>> = {
  "not-implemented": `some are ${UNJUDGED_WORDS.notThere}`,
  inconclusive: `some are ${UNJUDGED_WORDS.open}`,
  stale: `some are ${UNJUDGED_WORDS.stale}`,
  warn: "some are met by a tolerated answer",
};

/** One line for each kind of resource of a service: how many of its operations are there, and the MUST met. */
export function resourceLines(record: RunRecord, { width, paint }: ConsoleSettings): string[] {
  const [rows, others] = [resourceRows(record), notAsked(record)];
  if (rows.length === 0) return [];
  const must = 20;
  const second = Math.max(must, ...rows.map((row) => thereOf(row).length + 2));
  const first = Math.max(8, Math.min(30, width - 2 - second - must));
  const line = (name: string, there: string, met: string) => `  ${name.padEnd(first)}${there.padEnd(second)}${met}`;
  return [
    paint("soft", line("", "operations", "MUST")),
    ...rows.map((row) => {
      const { name, called, there, byLevel } = row;
      const text = line(clip(name, first - 1), thereOf(row), met(byLevel.MUST, must));
      return byLevel.MUST.missed > 0 || there < called ? paint("bad", text) : text;
    }),
    ...(others === undefined ? [] : [paint("soft", `  ${others}`)]),
  ];
}

/** Met of judged, with the sign of what is worst beside it; where nothing was judged, what came of the most severe. */
function met(tally: Tally, width: number): string {
  const { met: count, judged } = tally;
  const [first] = unjudgedParts({ ...tally, observed: 0, notTested: 0 });
  if (judged === 0) return first === undefined ? "–" : clip(first.word, width);
  const sign = signOf(tally);
  return `${count} of ${judged}${sign === "pass" ? "" : ` ${VERDICT_WORDS[sign].sign}`}`;
}

/** What nothing was judged of is among what was not tested. */
function isTold({ all, observed, notTested }: Tally): boolean {
  return all > observed + notTested;
}
