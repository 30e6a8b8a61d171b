import type { Level } from "../../spec/requirement.ts";

/** What a case, a requirement or an operation came to; from the worst to the best, and this is the only order. */
export const VERDICTS = [
  "error", // a bug in the suite: whatever else was found is in doubt
  "fail", // a MUST not met
  "stale", // expected to fail, and passed
  "not-implemented", // the operation is not there
  "inconclusive", // throttled, unreachable, no credentials, quota
  "warn", // a SHOULD not met, or a tolerated alternative
  "disabled", // switched off by selection, safety or cost
  "not-applicable", // the target lacks the feature, or nothing exercised it
  "info", // an observation where the sources are silent
  "pass",
] as const;

export type Verdict = (typeof VERDICTS)[number];

/** A verdict as shown to people: never by colour alone, so each has its own sign and word. */
export interface VerdictWords {
  readonly sign: string;
  readonly word: string;
  readonly means: string;
}

export const VERDICT_WORDS: Readonly<Record<Verdict, VerdictWords>> = {
  error: { sign: "‼", word: "error", means: "A bug in this suite; it says nothing about the target." },
  fail: { sign: "✗", word: "fail", means: "A MUST is not met." },
  stale: { sign: "↺", word: "stale", means: "Listed as an expected failure, and it passed: remove the entry." },
  "not-implemented": { sign: "∅", word: "not implemented", means: "The operation is not there." },
  inconclusive: {
    sign: "?",
    word: "inconclusive",
    means: "Throttled, unreachable, no credentials or a quota: no answer.",
  },
  warn: { sign: "△", word: "warn", means: "A SHOULD is not met, or a tolerated alternative was returned." },
  disabled: { sign: "⊘", word: "disabled", means: "Switched off by selection, safety or cost." },
  "not-applicable": {
    sign: "–",
    word: "not applicable",
    means: "The target lacks the feature, or nothing exercised it.",
  },
  info: { sign: "i", word: "info", means: "An observation where the sources are silent." },
  pass: { sign: "✓", word: "pass", means: "Kept by every case that tried it." },
};

/** Rank of a verdict, 0 the worst. */
export function severity(verdict: Verdict): number {
  return VERDICTS.indexOf(verdict);
}

export function isWorse(verdict: Verdict, than: Verdict): boolean {
  return severity(verdict) < severity(than);
}

/** The worst of some verdicts; of none, a pass. */
export function worst(verdicts: Iterable<Verdict>): Verdict {
  let found: Verdict = "pass";
  for (const verdict of verdicts) if (isWorse(verdict, found)) found = verdict;
  return found;
}

export interface VerdictCounts {
  readonly pass: number;
  readonly fail: number;
  readonly warn: number;
  readonly info: number;
  readonly inconclusive: number;
  readonly error: number;
}

/**
 * What the cases of one requirement come to: the worst of them, except that a few inconclusive ones beside conclusive
 * ones do not hide those, and that a pass outweighs what was only observed. Undefined when nothing was judged.
 */
export function verdictOfCounts(counts: VerdictCounts): Verdict | undefined {
  if (counts.error > 0) return "error";
  if (counts.fail > 0) return "fail";
  const conclusive = counts.pass + counts.warn + counts.info;
  if (counts.inconclusive > conclusive) return "inconclusive";
  if (counts.warn > 0) return "warn";
  if (counts.pass > 0) return "pass";
  return counts.info > 0 ? "info" : undefined;
}

/** A warning or worse: what another run would look at again. */
export function isFinding(verdict: Verdict): boolean {
  return !isWorse("warn", verdict);
}

/** The endpoint was asked and answered; what was only observed is not judged. */
export function isJudged(verdict: Verdict): boolean {
  return verdict === "pass" || verdict === "warn" || verdict === "fail";
}

/** Whether an operation of this verdict answered as one that is there: neither missing, nor left untried. */
export function isThere(verdict: Verdict): boolean {
  return verdict !== "not-implemented" && verdict !== "not-applicable" && verdict !== "disabled";
}

/** Makes a run non-conformant, where it was not expected; a warning does so in a strict run only. */
export function failsRun(verdict: Verdict, strict: boolean): boolean {
  if (verdict === "warn") return strict;
  return verdict === "fail" || verdict === "stale" || verdict === "not-implemented";
}

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
