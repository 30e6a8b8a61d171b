import type { RequirementResult, RunRecord } from "#suites/record/record.ts";

/** Of every requirement of a record, by its id: see verdictWords. */
export function verdictsOf({ requirements }: Pick<RunRecord, "requirements">): Record<string, string> {
  return Object.fromEntries(requirements.map((requirement) => [requirement.id, verdictWords(requirement)]));
}

/** Level, verdict, and the graded alternatives that were seen: `MUST warn (404 NotFoundException)`. */
export function verdictWords({
  level,
  verdict,
  cases,
}: Pick<RequirementResult, "level" | "verdict" | "cases">): string {
  const alternatives = new Set(cases.flatMap(({ judgement }) => judgement.alternative ?? []));
  return `${level} ${verdict}${alternatives.size === 0 ? "" : ` (${[...alternatives].sort().join("; ")})`}`;
}
