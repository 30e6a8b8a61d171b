import type { Level } from "#spec/requirement.ts";
import { VERDICT_WORDS, type Verdict, type VerdictCounts, verdictOfCounts } from "./verdict.ts";

/** Where a requirement stands once its verdict is read with its level. */
export type Standing =
  | "exactly" // met
  | "byAlternative" // a MUST, met by a tolerated answer alone
  | "missed" // not met
  | "notThere" // the operation is not there
  | "blocked" // another operation that it needs is not there
  | "open" // no answer yet
  | "errors" // a bug of the suite
  | "stale" // an expectation that no longer holds
  | "observed" // the sources are silent
  | "notTested"; // switched off, or nothing exercised it

/** What of a requirement decides where it stands. */
export interface Standings {
  readonly verdict: Verdict;
  readonly level: Level;
  readonly missing?: string | undefined;
  /** How its cases came out, where that is known. */
  readonly counts?: VerdictCounts;
}

/** A warning meets a MUST (a tolerated alternative was returned) and misses a SHOULD. */
export function standing({ verdict, level, missing }: Standings): Standing {
  switch (verdict) {
    case "pass":
      return "exactly";
    case "warn":
      return level === "MUST" ? "byAlternative" : "missed";
    case "fail":
      return "missed";
    case "info":
      return "observed";
    case "stale":
      return "stale";
    case "not-implemented":
      return "notThere";
    case "inconclusive":
      return "open";
    case "error":
      return "errors";
    case "not-applicable":
      return isBlocked({ verdict, missing }) ? "blocked" : "notTested";
    case "disabled":
      return "notTested";
  }
}

/** Not met at its level, so that nothing a server does to a MUST is missed by a mere warning. */
export function isMissed(judged: Standings): boolean {
  return standing(judged) === "missed";
}

/** Another operation that it needs is not there. */
export function isBlocked({ verdict, missing }: Pick<Standings, "verdict" | "missing">): boolean {
  return verdict === "not-applicable" && missing !== undefined;
}

/** What a verdict is called, and what is blocked, wherever a report shows it of a requirement or an operation. */
export function wordOf(judged: Pick<Standings, "verdict" | "missing">): string {
  return isBlocked(judged) ? UNJUDGED_WORDS.blocked : VERDICT_WORDS[judged.verdict].word;
}

/** How many requirements stand how. */
export interface Tally extends Readonly<Record<Standing, number>> {
  /** In either way; what is stale counts as its cases came out. */
  readonly met: number;
  /** Met or missed: what "met of judged" counts. */
  readonly judged: number;
  readonly all: number;
}

/** The one count of "MUST met": in the sentence of a run, on every page, in the badge and for CI. */
export function tallyOf(requirements: readonly Standings[]): Tally {
  const counts: Record<Standing, number> = {
    exactly: 0,
    byAlternative: 0,
    missed: 0,
    notThere: 0,
    blocked: 0,
    open: 0,
    errors: 0,
    stale: 0,
    observed: 0,
    notTested: 0,
  };
  for (const requirement of requirements) counts[standing(requirement)] += 1;
  const stale = requirements.flatMap(({ verdict, level, counts: cases }): Standings[] => {
    const own = verdict === "stale" && cases !== undefined ? verdictOfCounts(cases) : undefined;
    return own === undefined ? [] : [{ verdict: own, level }];
  });
  const under = stale.length === 0 ? { met: 0, judged: 0 } : tallyOf(stale);
  const met = counts.exactly + counts.byAlternative;
  return { ...counts, met: met + under.met, judged: met + counts.missed + under.judged, all: requirements.length };
}

/** The word for what is neither met nor missed, the same in every report, in the order in which they tell it. */
export const UNJUDGED_WORDS = {
  errors: "in error",
  notThere: "not implemented",
  blocked: "blocked",
  open: "inconclusive",
  stale: "stale",
  observed: "observed",
  notTested: "not tested",
} as const satisfies Partial<Record<Standing, string>>;

interface Unjudged {
  readonly count: number;
  readonly word: string;
}

/** What a tally has beside what is met or missed. */
export function unjudgedParts(tally: Tally): Unjudged[] {
  return (Object.keys(UNJUDGED_WORDS) as (keyof typeof UNJUDGED_WORDS)[])
    .map((part) => ({ count: tally[part], word: UNJUDGED_WORDS[part] }))
    .filter(({ count }) => count > 0);
}

/** The same in words: `1 blocked`, `2 not tested`. */
export function unjudged(tally: Tally): string[] {
  return unjudgedParts(tally).map(({ count, word }) => `${count} ${word}`);
}

/** How many of those met are so by a tolerated answer alone, in the words of every report; empty where none is. */
export function tolerated({ byAlternative }: Pick<Tally, "byAlternative">): string {
  return byAlternative === 0 ? "" : `${byAlternative} by a tolerated answer`;
}

/** The verdict whose sign stands for a whole tally: of what is worst in it. */
export function signOf({ errors, missed, notThere, open, stale, byAlternative, judged, observed }: Tally): Verdict {
  if (errors > 0) return "error";
  if (missed > 0) return "fail";
  if (notThere > 0) return "not-implemented";
  if (stale > 0) return "stale";
  if (open > 0) return "inconclusive";
  if (byAlternative > 0) return "warn";
  if (judged > 0) return "pass";
  return observed > 0 ? "info" : "not-applicable";
}

/** The tally of each level. */
export function tallyByLevel(requirements: readonly Standings[]): Readonly<Record<Level, Tally>> {
  const of = (level: Level): Tally => tallyOf(requirements.filter((one) => one.level === level));
  return { MUST: of("MUST"), SHOULD: of("SHOULD"), INFO: of("INFO") };
}
