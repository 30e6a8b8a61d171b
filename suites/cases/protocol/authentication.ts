import type { Signing } from "../../../protocol/exchange.ts";
import { CALLER_REFUSALS, type ProperRefusal } from "../../../spec/requirements/refusals.ts";
import type { Case } from "../../session/case.ts";
import { checkNoState } from "../../session/steps/check-no-state.ts";
import type { Finding } from "../../oracles/finding.ts";
import { describeReply } from "../../../protocol/answers/describe-reply.ts";
import { isSuccess, type Reply } from "../../../protocol/answers/reply.ts";
import { judgeRefusedAs, scenario } from "../../session/scenario.ts";

export interface SigningProbe {
  readonly id: string;
  readonly requirement: string;
  readonly signing: Signing;
  readonly summary: string;
  readonly proper: readonly ProperRefusal[];
  /** Beside registrations: tried on every operation, or on those that take a body; else on one operation in turn. */
  readonly on?: "each operation" | "bodies";
}

/** Ways to sign that an endpoint must refuse. */
export const SIGNING_PROBES: readonly SigningProbe[] = [
  {
    id: "unsigned",
    requirement: "api.auth.unsigned",
    signing: { kind: "none" },
    summary: "a valid registration without a signature",
    proper: CALLER_REFUSALS.unsigned,
    on: "each operation",
  },
  {
    id: "unknown-key",
    requirement: "api.auth.unknown-key",
    signing: { kind: "unknown-key" },
    summary: "a valid registration signed with an access key that nobody has",
    proper: CALLER_REFUSALS.unknownKey,
  },
  {
    id: "wrong-secret",
    requirement: "api.auth.bad-signature",
    signing: { kind: "wrong-secret" },
    summary: "a valid registration signed with another secret",
    proper: CALLER_REFUSALS.mismatch,
    on: "each operation",
  },
  {
    id: "corrupt-signature",
    requirement: "api.auth.bad-signature",
    signing: { kind: "corrupt-signature" },
    summary: "a valid registration with one digit of its signature changed",
    proper: CALLER_REFUSALS.mismatch,
  },
  {
    id: "wrong-service",
    requirement: "api.auth.wrong-service",
    signing: { kind: "wrong-service", service: "s3" },
    summary: "a valid registration signed for another service",
    proper: CALLER_REFUSALS.scope,
  },
  {
    id: "wrong-region",
    requirement: "api.auth.wrong-region",
    signing: { kind: "wrong-region", region: "eu-nowhere-9" },
    summary: "a valid registration signed for another Region",
    proper: CALLER_REFUSALS.scope,
  },
  {
    id: "too-old",
    requirement: "api.auth.expired-date",
    signing: { kind: "skewed", seconds: -20 * 60 },
    summary: "a valid registration dated 20 minutes ago",
    proper: CALLER_REFUSALS.date,
  },
  {
    id: "too-early",
    requirement: "api.auth.expired-date",
    signing: { kind: "skewed", seconds: 20 * 60 },
    summary: "a valid registration dated 20 minutes ahead",
    proper: CALLER_REFUSALS.date,
  },
  {
    id: "body-not-covered",
    requirement: "api.auth.body-not-covered",
    signing: { kind: "body-not-covered" },
    summary: "a valid registration with the signature of another body",
    proper: CALLER_REFUSALS.mismatch,
    on: "bodies",
  },
  ...["", "AWS4-HMAC-SHA256", "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/us-east-1/eks/aws4_request"].map(
    (authorization, index): SigningProbe => ({
      id: `malformed-${index + 1}`,
      requirement: "api.auth.malformed",
      signing: { kind: "verbatim", authorization },
      summary: `a valid registration with the header Authorization: ${authorization || "(empty)"}`,
      proper: authorization === "" ? CALLER_REFUSALS.emptyHeader : CALLER_REFUSALS.incomplete,
    }),
  ),
];

/** Signatures that a verifying endpoint must refuse. */
export const AUTHENTICATION_CASES: readonly Case[] = [
  ...SIGNING_PROBES.map((fault) =>
    scenario({
      id: `authentication/${fault.id}`,
      requirements: [fault.requirement],
      summary: fault.summary,
      registers: 0,
      run: async (session) => {
        const input = session.registration.minimal(session.salt());
        const reply = await session.register(input, { signing: fault.signing });
        const finding = judgeRefusedAs(reply, fault.proper);
        session.judge(fault.requirement, withOpenDoor(finding, reply), reply.exchange);
        // Once for all of them: the list at the end of the run is searched for the names of the others.
        if (fault.signing.kind === "wrong-secret" && !isSuccess(reply)) await checkNoState(session, input);
      },
    }),
  ),
  ...[-10, 10].map((minutes) =>
    scenario({
      id: `authentication/skew-${minutes < 0 ? "behind" : "ahead"}`,
      requirements: ["api.auth.skew"],
      summary: `a valid registration dated ${Math.abs(minutes)} minutes ${minutes < 0 ? "ago" : "ahead"}`,
      run: async (session) => {
        const input = session.registration.minimal(session.salt());
        const signing = { kind: "skewed", seconds: minutes * 60 } as const;
        const reply = await session.register(input, { signing });
        const expected = "either answer: the sources differ on 5 to 15 minutes";
        session.judge("api.auth.skew", { grade: "observed", expected, received: describeReply(reply) }, reply.exchange);
      },
    }),
  ),
];

/** An endpoint that carries out what it was to refuse is the fault that matters, so the words say it. */
export function withOpenDoor(finding: Finding, reply: Reply): Finding {
  return isSuccess(reply) ? { ...finding, received: `${finding.received}: the request was carried out` } : finding;
}

/**
 * True when the endpoint takes a request with the right signature and turns the same one away with a wrong one. To ask
 * for the header and look no further is no verification.
 */
export function verifiesSignatures(right: Reply, wrong: Reply): boolean {
  return !isDenied(right) && isDenied(wrong);
}

/** An answer to whoever may not ask. */
export function isDenied({ status }: Reply): boolean {
  return status === 401 || status === 403;
}
