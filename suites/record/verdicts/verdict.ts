/** What a case, a requirement or an operation came to; from the worst to the best, and this is the only order. */
export const VERDICTS = [
  "error", // a bug in the suite: whatever else was found is in doubt
  "fail", // a MUST not met
  "stale", // expected to fail, and passed, or until a day that has passed
  "not-implemented", // the operation is not there
  "inconclusive", // throttled, unreachable, no credentials, quota
  "warn", // a SHOULD not met, or a MUST met by a tolerated answer only
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
  stale: {
    sign: "↺",
    word: "stale",
    means: "Listed as an expected failure, and it passed, or the entry's day did: remove the entry.",
  },
  "not-implemented": { sign: "∅", word: "not implemented", means: "The operation is not there." },
  inconclusive: {
    sign: "?",
    word: "inconclusive",
    means: "Throttled, unreachable, no credentials or a quota: no answer.",
  },
  warn: { sign: "△", word: "warn", means: "A SHOULD is not met, or a MUST is met by a tolerated answer only." },
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

/** Whether a verdict is strictly worse than another, in the order of the list. */
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
