import type { JsonObject } from "../../spec/json/json.ts";
import type { Operation } from "../../spec/contract/operation.ts";
import { constraintKey } from "../../spec/derived/constraint.ts";
import { OPERATIONS } from "../../spec/registration/registered-cluster.ts";
import { describeReply } from "../../protocol/answers/describe-reply.ts";
import { isSuccess, type Reply } from "../../protocol/answers/reply.ts";
import { encodeInput } from "../../protocol/encode.ts";
import type { WireRequest } from "../../protocol/exchange.ts";
import { clusterOf } from "../../clusters/looking/shown-cluster.ts";
import { judgeAccepted } from "../oracles/accepted.ts";
import type { Finding } from "../oracles/finding.ts";
import { judgeRejected } from "../oracles/rejected.ts";
import { bearsOut, type Classification, type Label } from "../oracles/request/expectation.ts";
import type { CaseSession } from "./session.ts";
import { checkNoState } from "./steps/check-no-state.ts";

export interface RequestToJudge {
  /** The requirement that the answer is judged for. */
  readonly requirement: string;
  /** The request of one round; another round wants fresh values. */
  readonly request: (session: CaseSession) => WireRequest;
  /** After a refusal, look whether it left a cluster behind all the same. */
  readonly checksState: boolean;
  /** The same request without what it probes or breaks, under names of its own; sent where the answer surprises. */
  readonly base?: (session: CaseSession) => WireRequest | undefined;
  /** What the request was made to do, to be found again in its bytes. */
  readonly label?: Label;
}

/** Sends a request and judges its answer by what the contract says of its bytes. */
export async function sendAndJudge(session: CaseSession, one: RequestToJudge): Promise<void> {
  const request = one.request(session);
  const classification = session.classify(request);
  if (one.label !== undefined) assertLabel(session, one.label, classification);
  const reply = await session.send(request);
  const finding = await judgeReply(session, reply, classification);
  const judged = isSuccess(reply) ? finding : await unlessBaseRefused(session, finding, () => one.base?.(session));
  session.judge(one.requirement, judged, reply.exchange);
  if (one.checksState && !isSuccess(reply)) await checkNoState(session, classification.input);
}

/** A label that the bytes do not bear out is a bug of the suite, never the endpoint's fault: throws before it is sent. */
export function assertLabel({ caseId }: CaseSession, label: Label, classification: Classification): void {
  const { violations, expectation, problem } = classification;
  if (expectation === "unspecified" || bearsOut(classification, label)) return;
  const meant = label.side === "accept" ? "keep the contract" : `break ${label.key}`;
  const broken = problem ?? (violations.map(constraintKey).join(", ") || "nothing");
  throw new Error(`${caseId} was to ${meant}, but breaks ${broken}`);
}

/** Judges the answer to one request by the contract, and by what the run knows of its endpoint and its names. */
export async function judgeReply(session: CaseSession, reply: Reply, classification: Classification): Promise<Finding> {
  const finding = judgeByContract(reply, classification);
  if (finding.grade === "unclear") session.disturb();
  const taken = classification.expectation === "must-accept" && reply.status === 409;
  if (taken) return judgeTaken(session, finding, classification.input);
  return session.context.control.passed ? finding : unlessNoneSucceeds(finding, classification);
}

/** A fresh name that is taken: by somebody else's cluster, which proves nothing, or by nobody, which is a fault. */
async function judgeTaken(session: CaseSession, finding: Finding, input: JsonObject | undefined): Promise<Finding> {
  const name = input?.["name"];
  if (typeof name !== "string") return finding;
  session.disturb();
  const described = await session.describe(name);
  if (clusterOf(described) === undefined) return finding;
  return { ...finding, grade: "unclear", received: `${finding.received}: the name was taken before` };
}

const NO_OPERATION = { success: { status: 200, schema: {}, bound: [] } };

/** Judges an answer by what the contract says of its request: to be accepted, to be refused, or nothing. */
export function judgeByContract(reply: Reply, classification: Classification): Finding {
  const { expectation, unspecified, operation } = classification;
  switch (expectation) {
    case "must-accept":
      return judgeAccepted(reply, operation ?? NO_OPERATION);
    case "must-reject":
      return judgeRejected(reply, classification);
    case "unspecified": {
      const expected = `either answer: the sources are silent on ${unspecified.join(", ")}`;
      return { grade: "observed", expected, received: describeReply(reply) };
    }
  }
}

/** A refused registration proves nothing where no valid one succeeds either. */
export function unlessNoneSucceeds(finding: Finding, { operation, expectation }: Classification): Finding {
  if (finding.grade === "missed" || expectation !== "must-reject" || operation?.id !== OPERATIONS.register)
    return finding;
  return { ...finding, grade: "unclear", received: `${finding.received}, but no valid registration succeeds either` };
}

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
  // Sent before, it may be taken by now; throttled, it says nothing of either.
  if (refusal.grade === "unclear")
    return { ...finding, grade: "unclear", received: `${finding.received}, and its base could not be judged` };
  if (refusal.grade !== "missed") return finding;
  const { operation } = session.classify(base);
  // That the operation is not there is told once, by its route.
  if (operation !== undefined && reply.status !== 501) chargeBase(session, operation, refusal);
  return { ...finding, grade: "unclear", received: `not judged: its base was refused: ${refusal.received}` };
}

/** The same for a base that is an ordinary registration. */
export function unlessRegistrationRefused(session: CaseSession, finding: Finding, input: JsonObject): Promise<Finding> {
  return unlessBaseRefused(session, finding, () => encodeInput(session.operation(OPERATIONS.register), input));
}

/** That a base is refused is a finding of its operation's valid requests. */
export function chargeBase(session: CaseSession, { prefix }: Pick<Operation, "prefix">, refusal: Finding): void {
  const valid = `${prefix}.valid`;
  if (session.context.knownRequirements.has(valid)) session.judge(valid, refusal);
}
