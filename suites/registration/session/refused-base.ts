import { validOf } from "#spec/requirement.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { OPERATIONS } from "#spec/registration/registered-cluster.ts";
import { encodeInput } from "#protocol/encode.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import type { Finding } from "#suites/oracles/finding.ts";
import { judgeReply } from "./judge-reply.ts";
import type { CaseSession } from "./session.ts";

/**
 * What was made of a base surprises: the base is sent, and where it is refused too, or crashes, the finding is the
 * base's, and nothing is known of what was made of it. Answers the finding as it then stands.
 */
export async function unlessBaseRefused(
  session: CaseSession,
  finding: Finding,
  baseOf: () => WireRequest | undefined,
): Promise<Finding> {
  const base = finding.grade === "missed" ? baseOf() : undefined;
  if (base === undefined) return finding;
  const reply = await session.send(base, { purpose: "compared" });
  const refusal = await judgeReply(session, reply, session.classify(base));
  // The base's name may be taken by now if it was sent before; a throttled answer says nothing about either request.
  if (refusal.grade === "unclear")
    return { ...finding, grade: "unclear", received: `${finding.received}, and its base could not be judged` };
  if (refusal.grade !== "missed") return finding;
  const { operation } = session.classify(base);
  // A missing operation is reported once, by the requirement on its route.
  if (operation !== undefined && reply.status !== 501) chargeBase(session, { operation, refusal, reply });
  return { ...finding, grade: "unclear", received: `not judged: its base was refused: ${refusal.received}` };
}

/** The same for a base that is an ordinary registration. */
export function unlessRegistrationRefused(session: CaseSession, finding: Finding, input: JsonObject): Promise<Finding> {
  return unlessBaseRefused(session, finding, () => encodeInput(session.operation(OPERATIONS.register), input));
}

interface RefusedBase {
  readonly operation: Pick<Operation, "prefix">;
  readonly refusal: Finding;
  readonly reply: Pick<Reply, "exchange">;
}

/** A refused base is a finding about the operation's valid requests. */
export function chargeBase(session: CaseSession, { operation, refusal, reply }: RefusedBase): void {
  const valid = validOf(operation);
  if (session.context.knownRequirements.has(valid)) session.judge(valid, refusal, reply.exchange);
}
