import { MALFORMED, WRONG_SERVICE } from "#protocol/signing/broken-signatures.ts";
import type { Signing } from "#protocol/exchange.ts";
import { CALLER_REFUSALS, type ProperRefusal } from "#spec/requirements/refusals.ts";

export interface SigningProbe {
  readonly id: string;
  readonly requirement: string;
  readonly signing: Signing;
  /** Such as `without a signature`. */
  readonly how: string;
  /** None where the sources leave open whether it is refused at all. */
  readonly proper: readonly ProperRefusal[] | "either";
  /** Tried on every operation, or on those that take a body; else on one operation in turn. */
  readonly on?: "each operation" | "bodies";
}

/** Ways to sign that an endpoint must refuse, or may. */
export const SIGNING_PROBES: readonly SigningProbe[] = [
  {
    id: "unsigned",
    requirement: "api.auth.unsigned",
    signing: { kind: "none" },
    how: "without a signature",
    proper: CALLER_REFUSALS.unsigned,
    on: "each operation",
  },
  {
    id: "unknown-key",
    requirement: "api.auth.unknown-key",
    signing: { kind: "unknown-key" },
    how: "signed with an access key that nobody has",
    proper: CALLER_REFUSALS.unknownKey,
  },
  {
    id: "wrong-secret",
    requirement: "api.auth.bad-signature",
    signing: { kind: "wrong-secret" },
    how: "signed with another secret",
    proper: CALLER_REFUSALS.mismatch,
    on: "each operation",
  },
  {
    id: "corrupt-signature",
    requirement: "api.auth.bad-signature",
    signing: { kind: "corrupt-signature" },
    how: "with one digit of its signature changed",
    proper: CALLER_REFUSALS.mismatch,
  },
  {
    id: "wrong-service",
    requirement: "api.auth.wrong-service",
    signing: { kind: "wrong-service", service: WRONG_SERVICE },
    how: "signed for another service",
    proper: CALLER_REFUSALS.scope,
  },
  {
    id: "wrong-region",
    requirement: "api.auth.wrong-region",
    signing: { kind: "wrong-region", region: "eu-nowhere-9" },
    how: "signed for another Region",
    proper: CALLER_REFUSALS.scope,
  },
  {
    id: "too-old",
    requirement: "api.auth.expired-date",
    signing: { kind: "skewed", seconds: -20 * 60 },
    how: "dated 20 minutes ago",
    proper: CALLER_REFUSALS.date,
  },
  {
    id: "too-early",
    requirement: "api.auth.expired-date",
    signing: { kind: "skewed", seconds: 20 * 60 },
    how: "dated 20 minutes ahead",
    proper: CALLER_REFUSALS.date,
  },
  ...[-10, 10].map((minutes): SigningProbe => ({
    id: minutes < 0 ? "skew-behind" : "skew-ahead",
    requirement: "api.auth.skew",
    signing: { kind: "skewed", seconds: minutes * 60 },
    how: `dated ${Math.abs(minutes)} minutes ${minutes < 0 ? "ago" : "ahead"}`,
    proper: "either",
  })),
  {
    id: "body-not-covered",
    requirement: "api.auth.body-not-covered",
    signing: { kind: "body-not-covered" },
    how: "with the signature of another body",
    proper: CALLER_REFUSALS.mismatch,
    on: "bodies",
  },
  ...MALFORMED.map((authorization, index): SigningProbe => ({
    id: `malformed-${index + 1}`,
    requirement: "api.auth.malformed",
    signing: { kind: "verbatim", authorization },
    how: `with the header Authorization: ${authorization || "(empty)"}`,
    proper: authorization === "" ? CALLER_REFUSALS.emptyHeader : CALLER_REFUSALS.incomplete,
  })),
];

/** The probes of the operation at this place among `of` others: each way to go wrong is tried somewhere. */
export function probesInTurn(index: number, of: number, { hasBody }: { readonly hasBody: boolean }): SigningProbe[] {
  const inTurn = SIGNING_PROBES.filter(({ on }) => on === undefined);
  return SIGNING_PROBES.filter((probe) => {
    if (probe.on === "bodies") return hasBody;
    return probe.on === "each operation" || inTurn.indexOf(probe) % of === index % inTurn.length;
  });
}
