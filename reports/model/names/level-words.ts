import type { Area, Authority, Level } from "#spec/requirement.ts";
import type { CaseKind, Expectation } from "#suites/record/record.ts";

export const LEVEL_MEANS: Readonly<Record<Level, string>> = {
  MUST: "If it is not met, the target is non-conformant.",
  SHOULD: "If it is not met, the target is still conformant; the run warns.",
  INFO: "The sources leave it open: reported, never judged.",
};

/** From the strongest to the weakest. */
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
  proxied: "a request of somebody else, on its way through the proxy or in a recording",
};

export const EXPECTATION_WORDS: Readonly<Record<Expectation, string>> = {
  "must-accept": "must be accepted",
  "must-reject": "must be rejected",
  unspecified: "unspecified, observed only",
};
