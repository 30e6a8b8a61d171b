import type { RunRecord, UnsupportedResult } from "#suites/record/record.ts";
import { tellingCase } from "#reports/model/telling-case.ts";
import { metByTolerated } from "#reports/model/standing/area-rows.ts";
import { existingSentence } from "#reports/model/standing/existing.ts";
import { knownToFail, reasonInFull } from "#reports/model/standing/known-to-fail.ts";
import { notTested } from "#reports/model/standing/not-tested.ts";
import { unsupportedIn } from "#reports/model/standing/unsupported.ts";
import { brief } from "#reports/model/text/format.ts";
import { cellCode, prose } from "#reports/model/text/markdown-text.ts";

/** Rows or ids of one list at most. */
export const IDS_SHOWN = 30;

export function notTestedText(record: RunRecord): string {
  const [groups, unsupported] = [notTested(record), unsupportedIn(record)];
  if (groups.length + unsupported.length === 0) return "";
  const existing = existingSentence(record);
  const said = existing === undefined ? [] : ["", `${prose(existing)}.`];
  return [`## Not tested`, ...said, ...untestedTable(groups), ...unsupportedTable(unsupported)].join("\n");
}

function untestedTable(groups: ReturnType<typeof notTested>): string[] {
  if (groups.length === 0) return [];
  return [
    "",
    `| Verdict | Why | Requirements |`,
    `| --- | --- | --- |`,
    ...groups.map(
      ({ word, reason, requirements }) =>
        `| ${word} | ${prose(brief(reason, 500))} | ${idsOf(requirements.map(({ id }) => id))} |`,
    ),
  ];
}

/** What of the contract no run judges. */
function unsupportedTable(groups: readonly UnsupportedResult[]): string[] {
  if (groups.length === 0) return [];
  return [
    "",
    `| Not handled | Operations |`,
    `| --- | --- |`,
    ...groups.map(({ what, operations }) => `| ${prose(brief(what, 500))} | ${idsOf(operations)} |`),
  ];
}

export function knownText(record: RunRecord): string {
  const groups = knownToFail(record);
  if (groups.length === 0) return "";
  return [
    `## Known to fail`,
    "",
    `| Why | Requirements |`,
    `| --- | --- |`,
    ...groups.map(
      (group) => `| ${prose(brief(reasonInFull(group), 500))} | ${idsOf(group.requirements.map(({ id }) => id))} |`,
    ),
  ].join("\n");
}

/** Which MUST are met by a tolerated answer only, and by which. */
export function toleratedText(record: RunRecord): string {
  const met = metByTolerated(record);
  if (met.length === 0) return "";
  return [
    `## Met by a tolerated answer only`,
    "",
    `| Requirement | Expected | Received |`,
    `| --- | --- | --- |`,
    ...met.slice(0, IDS_SHOWN).map((requirement) => {
      const { expected = "", received = "" } = tellingCase(requirement)?.judgement ?? {};
      return `| ${cellCode(requirement.id)} | ${prose(brief(expected, 300))} | ${prose(brief(received, 300))} |`;
    }),
    ...(met.length > IDS_SHOWN ? ["", `and ${met.length - IDS_SHOWN} more`] : []),
  ].join("\n");
}

/** The first of them, and how many more there are, for a cell of a table. */
function idsOf(ids: readonly string[]): string {
  const shown = ids.slice(0, IDS_SHOWN).map(cellCode);
  const more = ids.length - shown.length;
  return `${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
