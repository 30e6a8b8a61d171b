import type { PartCoverage } from "#suites/record/parts/contract-seen.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { COVERAGE_WORDS, neverSeen } from "#reports/model/standing/coverage.ts";
import { cellCode } from "#reports/model/text/markdown-text.ts";

const NAMES_SHOWN = 30;

/** A table of how much of each part of the contract was seen; empty where the record says nothing of it. */
export function coverageText({ coverage = [] }: RunRecord): string {
  if (coverage.length === 0) return "";
  return [
    `## Coverage of the contract`,
    "",
    `| Part | Seen | Never seen |`,
    `| --- | --- | --- |`,
    ...coverage.map(rowOf),
  ].join("\n");
}

function rowOf(part: PartCoverage): string {
  const names = neverSeen(part).flatMap(({ operation = "", names: each }) =>
    each.map((name) => `${operation} ${name}`.trim()),
  );
  const shown = names.slice(0, NAMES_SHOWN).map((name) => cellCode(name));
  const more = names.length - shown.length;
  const { word } = COVERAGE_WORDS[part.part];
  return `| ${word} | ${part.seen} of ${part.of} | ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""} |`;
}
