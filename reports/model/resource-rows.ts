import type { Level } from "../../spec/requirement.ts";
import type { OperationResult, RunRecord } from "../../suites/record/record.ts";
import { plural } from "./text/format.ts";
import { isThere } from "../../suites/record/verdicts/verdict.ts";
import { tallyByLevel, type Tally } from "../../suites/record/verdicts/tally.ts";

/** One kind of resource of a service: its operations, how many of them are there, and what was met. */
export interface ResourceRow {
  /** In words: `fargate profile`. */
  readonly name: string;
  readonly operations: readonly OperationResult[];
  /** How many of them a run calls, and of these how many are there. */
  readonly called: number;
  readonly there: number;
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
      called: own.filter(({ notCalled }) => notCalled !== true).length,
      there: own.filter(({ verdict }) => isThere(verdict)).length,
      byLevel: tallyByLevel(requirements.filter(({ operation }) => ids.has(operation))),
    };
  });
}

/** `3 of 5`, and how many no run calls: `3 of 5, 2 not called`. */
export function thereOf({ operations, called, there }: ResourceRow): string {
  const silent = operations.length - called;
  return [...(called > 0 ? [`${there} of ${called}`] : []), ...(silent > 0 ? [`${silent} not called`] : [])].join(", ");
}

/** `65 operations were neither selected nor needed`; undefined where there are none of these. */
export function notAsked({ operations }: Pick<RunRecord, "operations">): string | undefined {
  const count = operations.filter(({ verdict }) => verdict === "disabled").length;
  if (count === 0) return undefined;
  return `${plural(count, "operation")} ${count === 1 ? "was" : "were"} neither selected nor needed`;
}
