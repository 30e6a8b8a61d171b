import type { Level } from "../../spec/requirement.ts";
import type { OperationResult, RunRecord } from "../../suites/record/record.ts";
import { isThere, tallyByLevel, type Tally } from "../../suites/record/verdict.ts";

/** One kind of resource of a service: its operations, how many of them are there, and what was met. */
export interface ResourceRow {
  /** In words: `fargate profile`. */
  readonly name: string;
  readonly operations: readonly OperationResult[];
  readonly there: number;
  readonly byLevel: Readonly<Record<Level, Tally>>;
}

/** One row for each kind of resource, in the order of the record; none for a run that is about RegisterCluster. */
export function resourceRows({
  operations,
  requirements,
}: Pick<RunRecord, "operations" | "requirements">): ResourceRow[] {
  const names = [...new Set(operations.map(({ resource }) => resource).filter((name) => name !== undefined))];
  return names.map((name) => {
    const own = operations.filter(({ resource }) => resource === name);
    const ids = new Set(own.map(({ id }) => id));
    return {
      name: name.replaceAll("-", " "),
      operations: own,
      there: own.filter(({ verdict }) => isThere(verdict)).length,
      byLevel: tallyByLevel(requirements.filter(({ operation }) => ids.has(operation))),
    };
  });
}
