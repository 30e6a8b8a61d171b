import { standing, type Standing, type Standings, UNJUDGED_WORDS } from "#suites/record/verdicts/tally.ts";
import type { Verdict } from "#suites/record/verdicts/verdict.ts";

/** Where a requirement stands in the grid of operations; each stands in exactly one. */
export type GridState =
  "not-met" | "error" | "stale" | "blocked" | "not-there" | "undecided" | "met" | "observed" | "not-tested";

/** The words of each, what it means, and the verdict whose sign it bears; the worst first, as cells list them. */
export const GRID_STATES: Readonly<
  Record<GridState, { readonly word: string; readonly means: string; readonly icon: Verdict }>
> = {
  "not-met": { word: "not met", means: "the answers break it", icon: "fail" },
  error: { word: UNJUDGED_WORDS.errors, means: "a bug of the suite", icon: "error" },
  stale: { word: UNJUDGED_WORDS.stale, means: "expected to fail, and met, or its entry has expired", icon: "stale" },
  blocked: {
    word: UNJUDGED_WORDS.blocked,
    means: "another operation, which is not there, is needed to try it",
    icon: "disabled",
  },
  "not-there": { word: UNJUDGED_WORDS.notThere, means: "its operation is not implemented", icon: "not-implemented" },
  undecided: { word: UNJUDGED_WORDS.open, means: "tried, without an answer that counts", icon: "inconclusive" },
  met: { word: "met", means: "every answer keeps it", icon: "pass" },
  observed: { word: UNJUDGED_WORDS.observed, means: "the sources leave it open", icon: "info" },
  "not-tested": { word: UNJUDGED_WORDS.notTested, means: "nothing in this run tried it", icon: "not-applicable" },
};

export const STATE_ORDER = Object.keys(GRID_STATES) as readonly GridState[];

const STATES: Readonly<Record<Standing, GridState>> = {
  exactly: "met",
  byAlternative: "met",
  missed: "not-met",
  notThere: "not-there",
  blocked: "blocked",
  open: "undecided",
  errors: "error",
  stale: "stale",
  observed: "observed",
  notTested: "not-tested",
};

/** The state of a requirement, by the same standing as every other count of a report. */
export function gridState(requirement: Standings): GridState {
  return STATES[standing(requirement)];
}
