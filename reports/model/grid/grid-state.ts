import type { RequirementResult } from "../../../suites/record/record.ts";
import { standing } from "../../../suites/record/verdicts/tally.ts";
import type { Verdict } from "../../../suites/record/verdicts/verdict.ts";

/** Where a requirement stands in the grid of operations; each stands in exactly one. */
export type GridState = "not-met" | "blocked" | "not-there" | "undecided" | "met" | "observed" | "not-tested";

/** The words of each, what it means, and the verdict whose sign it bears; the worst first, as cells list them. */
export const GRID_STATES: Readonly<
  Record<GridState, { readonly word: string; readonly means: string; readonly icon: Verdict }>
> = {
  "not-met": { word: "not met", means: "the answers break it", icon: "fail" },
  blocked: { word: "blocked", means: "another operation, which is not there, is needed to try it", icon: "disabled" },
  "not-there": { word: "not there", means: "its operation is not implemented", icon: "not-implemented" },
  undecided: { word: "undecided", means: "tried, without an answer that counts", icon: "inconclusive" },
  met: { word: "met", means: "every answer keeps it", icon: "pass" },
  observed: { word: "observed", means: "the sources leave it open", icon: "info" },
  "not-tested": { word: "not tested", means: "nothing in this run tried it", icon: "not-applicable" },
};

export const STATE_ORDER = Object.keys(GRID_STATES) as readonly GridState[];

type StandingInGrid = Pick<RequirementResult, "verdict" | "level" | "operation" | "missing">;

/** `absent` are the operations that are not there, whether they were asked for or not. */
export function gridState(requirement: StandingInGrid, absent: ReadonlySet<string>): GridState {
  const { verdict, operation, missing } = requirement;
  if (verdict === "not-implemented" || verdict === "not-applicable") {
    if (missing !== undefined && missing !== operation) return "blocked";
    if (missing !== undefined || verdict === "not-implemented" || absent.has(operation)) return "not-there";
  }
  switch (standing(requirement)) {
    case "exactly":
    case "by-alternative":
      return "met";
    case "missed":
      return "not-met";
    case "observed":
      return "observed";
    case "open":
      return "undecided";
    case "not-tested":
      return "not-tested";
  }
}
