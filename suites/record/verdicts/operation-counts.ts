import type { OperationResult } from "#suites/record/record.ts";
import { isBlocked, UNJUDGED_WORDS } from "./tally.ts";
import { isThere } from "./verdict.ts";

type Counted = Pick<OperationResult, "verdict" | "missing" | "notCalled">;

/** How many operations a run calls, how many of these are there, and the others in words: `2 not implemented`. */
export interface OperationCounts {
  readonly called: number;
  readonly there: number;
  readonly others: readonly string[];
}

/** What was neither selected nor needed is not counted. */
export function operationCounts(operations: readonly Counted[]): OperationCounts {
  const asked = operations.filter(({ verdict }) => verdict !== "disabled");
  const called = asked.filter(({ notCalled }) => notCalled !== true);
  const there = called.filter(({ verdict }) => isThere(verdict)).length;
  const missing = called.filter(({ verdict }) => verdict === "not-implemented").length;
  const blocked = called.filter(isBlocked).length;
  const others = [
    [missing, UNJUDGED_WORDS.notThere],
    [blocked, UNJUDGED_WORDS.blocked],
    [called.length - there - missing - blocked, "not tried"],
    [asked.length - called.length, "not called"],
  ] as const;
  return {
    called: called.length,
    there,
    others: others.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`),
  };
}
