import type { RunRecord } from "#suites/record/record.ts";
import { type Tally, signOf, tallyByLevel } from "#suites/record/verdicts/tally.ts";
import { VERDICT_WORDS } from "#suites/record/verdicts/verdict.ts";
import { AREA_TITLES, LEVELS } from "#reports/model/names/level-words.ts";
import { areaRows, describeTally } from "#reports/model/standing/area-rows.ts";
import { notAsked, resourceRows, thereOf } from "#reports/model/standing/resource-rows.ts";

export function areaText(record: RunRecord): string {
  const rows = areaRows(record).map(({ area, byLevel }) => ({ name: AREA_TITLES[area], byLevel }));
  const all = [...rows, { name: "**All**", byLevel: tallyByLevel(record.requirements) }];
  return [
    `## Area by level`,
    "",
    `| Area | ${LEVELS.join(" | ")} |`,
    `| --- |${" --- |".repeat(LEVELS.length)}`,
    ...all.map(({ name, byLevel }) => `| ${name} | ${LEVELS.map((level) => cell(byLevel[level])).join(" | ")} |`),
  ].join("\n");
}

/** The operations of a service by the resource that they are about; empty for a run about RegisterCluster. */
export function resourceText(record: RunRecord): string {
  const [rows, others] = [resourceRows(record), notAsked(record)];
  if (rows.length === 0) return "";
  return [
    `## Operations by resource`,
    "",
    `| Resource | there | MUST |`,
    `| --- | --- | --- |`,
    ...rows.map((row) => `| ${row.name} | ${thereOf(row)} | ${cell(row.byLevel.MUST)} |`),
    ...(others === undefined ? [] : ["", `${others}.`]),
  ].join("\n");
}

function cell(tally: Tally): string {
  const sign = signOf(tally);
  return `${sign === "pass" || tally.all === 0 ? "" : `${VERDICT_WORDS[sign].sign} `}${describeTally(tally)}`;
}
