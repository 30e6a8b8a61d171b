import type { Level } from "../../../spec/requirement.ts";
import type { Verdict } from "./verdict.ts";

/** Where a requirement stands once its verdict is read with its level; `open` where the run has no answer yet. */
export type Standing = "exactly" | "by-alternative" | "missed" | "observed" | "open" | "not-tested";

/** A warning meets a MUST (a tolerated alternative was returned) and misses a SHOULD. */
export function standing({ verdict, level }: { readonly verdict: Verdict; readonly level: Level }): Standing {
  switch (verdict) {
    case "pass":
      return "exactly";
    case "warn":
      return level === "MUST" ? "by-alternative" : "missed";
    case "fail":
      return "missed";
    case "info":
      return "observed";
    case "stale":
    case "not-implemented":
    case "inconclusive":
    case "error":
      return "open";
    case "not-applicable":
    case "disabled":
      return "not-tested";
  }
}

/** Not met at its level, so that nothing a server does to a MUST is missed by a mere warning. */
export function isMissed(judged: { readonly verdict: Verdict; readonly level: Level }): boolean {
  return standing(judged) === "missed";
}

/** How many requirements stand how. */
export interface Tally {
  readonly exactly: number;
  readonly byAlternative: number;
  /** In either way. */
  readonly met: number;
  readonly missed: number;
  /** Met or missed: what "met of judged" counts. */
  readonly judged: number;
  readonly observed: number;
  readonly open: number;
  readonly notTested: number;
}

/** The one count of "MUST met": in the sentence of a run, on every page, in the badge and for CI. */
export function tallyOf(requirements: readonly { readonly verdict: Verdict; readonly level: Level }[]): Tally {
  const count = (wanted: Standing): number => requirements.filter((one) => standing(one) === wanted).length;
  const [exactly, byAlternative, missed] = [count("exactly"), count("by-alternative"), count("missed")];
  const met = exactly + byAlternative;
  return {
    exactly,
    byAlternative,
    met,
    missed,
    judged: met + missed,
    observed: count("observed"),
    open: count("open"),
    notTested: count("not-tested"),
  };
}

/** How many of those met are so by a tolerated answer alone, in the words of every report; empty where none is. */
export function tolerated({ byAlternative }: Tally): string {
  return byAlternative === 0 ? "" : `${byAlternative} by a tolerated answer`;
}

/** The tally of each level. */
export function tallyByLevel(
  requirements: readonly { readonly verdict: Verdict; readonly level: Level }[],
): Readonly<Record<Level, Tally>> {
  const of = (level: Level): Tally => tallyOf(requirements.filter((one) => one.level === level));
  return { MUST: of("MUST"), SHOULD: of("SHOULD"), INFO: of("INFO") };
}
