import type { Level } from "#spec/requirement.ts";
import type { OperationResult, RunRecord } from "#suites/record/record.ts";
import { plural } from "#reports/model/text/format.ts";
import { operationCounts, type OperationCounts } from "#suites/record/verdicts/operation-counts.ts";
import { tallyByLevel, type Tally } from "#suites/record/verdicts/tally.ts";

/** One kind of resource of a service: its operations, how many of them are there, and what was met. */
export interface ResourceRow extends OperationCounts {
  /** In words: `fargate profile`. */
  readonly name: string;
  readonly operations: readonly OperationResult[];
  readonly byLevel: Readonly<Record<Level, Tally>>;
}

/**
 * One row for each kind of resource, in the order of the record; none for a run that is about RegisterCluster. What was
 * neither selected nor needed is in none.
 */
export function resourceRows({
  operations,
  requirements,
}: Pick<RunRecord, "operations" | "requirements">): ResourceRow[] {
  const asked = operations.filter(({ verdict }) => verdict !== "disabled");
  const names = [...new Set(asked.map(({ resource }) => resource).filter((name) => name !== undefined))];
  return names.map((name) => {
    const own = asked.filter(({ resource }) => resource === name);
    const ids = new Set(own.map(({ id }) => id));
    return {
      name: name.replaceAll("-", " "),
      operations: own,
      ...operationCounts(own),
      byLevel: tallyByLevel(requirements.filter(({ operation }) => ids.has(operation))),
    };
  });
}

/** `3 of 5`, and what became of the others: `3 of 5, 2 not implemented`. */
export function thereOf({ called, there, others }: ResourceRow): string {
  return [...(called > 0 ? [`${there} of ${called}`] : []), ...others].join(", ");
}

/** `65 operations were neither selected nor needed`; undefined where there are none of these. */
export function notAsked({ operations }: Pick<RunRecord, "operations">): string | undefined {
  const count = operations.filter(({ verdict }) => verdict === "disabled").length;
  if (count === 0) return undefined;
  return `${plural(count, "operation")} ${count === 1 ? "was" : "were"} neither selected nor needed`;
}
