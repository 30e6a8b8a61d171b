import type { Area, Authority, Level } from "../../spec/requirement.ts";
import type { CaseKind, Expectation, RunVerdict } from "../../suites/record/record.ts";
import type { Verdict } from "../../suites/record/verdict.ts";

/** A verdict as shown to people: never by colour alone, so each has its own sign and word. */
export interface VerdictWords {
  readonly sign: string;
  readonly word: string;
  readonly means: string;
}

/** In order of severity, worst first: reports sort and count by it. */
export const VERDICT_WORDS: Readonly<Record<Verdict, VerdictWords>> = {
  fail: { sign: "✗", word: "fail", means: "A MUST is not met." },
  stale: { sign: "↺", word: "stale", means: "Listed as an expected failure, and it passed: remove the entry." },
  error: { sign: "‼", word: "error", means: "A bug in this suite; it says nothing about the target." },
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

export const VERDICTS = Object.keys(VERDICT_WORDS) as readonly Verdict[];

/** Rank of a verdict, 0 the worst. */
export function severity(verdict: Verdict): number {
  return VERDICTS.indexOf(verdict);
}

export const LEVEL_MEANS: Readonly<Record<Level, string>> = {
  MUST: "Not met, the target is non-conformant.",
  SHOULD: "Not met, the target is still conformant; the run warns.",
  INFO: "The sources leave it open: reported, never judged.",
};

export const LEVELS = Object.keys(LEVEL_MEANS) as readonly Level[];

export const AUTHORITY_MEANS: Readonly<Record<Authority, string>> = {
  docs: "the API reference page",
  model: "AWS's own API model",
  protocol: "restJson1 and Signature Version 4",
  observed: "a dated observation of the real service",
  inferred: "this suite's own conclusion",
};

export const AUTHORITIES = Object.keys(AUTHORITY_MEANS) as readonly Authority[];

export const AREA_TITLES: Readonly<Record<Area, string>> = {
  routing: "Routing",
  "input-constraints": "Input constraints",
  "response-shape": "Response shape",
  "response-semantics": "Response semantics",
  "error-mapping": "Error mapping",
  idempotency: "Idempotency",
  lifecycle: "Lifecycle",
  concurrency: "Concurrency",
  protocol: "Protocol",
  authentication: "Authentication",
};

/** All areas in the order in which reports list them. */
export const AREA_ORDER = Object.keys(AREA_TITLES) as readonly Area[];

export const KIND_MEANS: Readonly<Record<CaseKind, string>> = {
  control: "a plain valid request, sent first",
  boundary: "the last value accepted or the first rejected",
  "one-fault": "exactly one rule broken",
  random: "drawn at random from the seed",
  wire: "malformed on the wire",
  history: "a sequence checked against a model",
  scenario: "several requests in a fixed order",
};

export const EXPECTATION_WORDS: Readonly<Record<Expectation, string>> = {
  "must-accept": "must be accepted",
  "must-reject": "must be rejected",
  unspecified: "unspecified, observed only",
};

export const RUN_VERDICT_SIGNS: Readonly<Record<RunVerdict, string>> = {
  conformant: "✓",
  "non-conformant": "✗",
  "not-implemented": "∅",
  inconclusive: "?",
  "suite-error": "‼",
};
