/** What a case, a requirement or an operation came to. */
export type Verdict =
  | "pass"
  | "fail" // a MUST not met
  | "warn" // a SHOULD not met, or a tolerated alternative
  | "info" // an observation where the sources are silent
  | "not-applicable" // the target's profile lacks the feature, or nothing exercised it
  | "not-implemented" // the operation is not there
  | "disabled" // switched off by selection, safety or cost
  | "inconclusive" // throttled, unreachable, no credentials, quota
  | "error" // a bug in the suite
  | "stale"; // expected to fail, and passed
