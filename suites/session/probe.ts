import type { GeneratedInput } from "../../generators/schema/generated-input.ts";
import { constraintKey } from "../../spec/derived/constraint.ts";
import type { Contract } from "../../spec/contract/contract.ts";
import type { JsonObject } from "../../spec/json/json.ts";
import type { Operation } from "../../spec/contract/operation.ts";
import type { Constraint } from "../../spec/requirement.ts";
import type { WireRequest } from "../../protocol/exchange.ts";
import type { Case, Effect } from "./case.ts";
import { checkNoState } from "./check-no-state.ts";
import { encodeInput } from "../../protocol/encode.ts";
import { classify, type Classification } from "../oracles/expectation.ts";
import type { Finding } from "../oracles/finding.ts";
import { judgeAccepted } from "../oracles/accepted.ts";
import { judgeRejected } from "../oracles/rejected.ts";
import type { CaseKind } from "../record/record.ts";
import { leavesRoomForTag, withRunTag } from "./tagged-input.ts";
import { clusterOf, describeReply, isSuccess, type Reply } from "../../protocol/reply.ts";
import type { CaseSession } from "./session.ts";

export interface ProbeOptions {
  readonly operation: Operation;
  readonly id: string;
  readonly kind: CaseKind;
  /** The requirement that the answer is judged for. */
  readonly requirement: string;
  readonly summary: string;
  /** The request of one round; another round wants fresh values. */
  readonly request: (session: CaseSession) => WireRequest;
  /** After a refusal, look whether it left a cluster behind all the same. */
  readonly checksState: boolean;
  /** See Case. */
  readonly registers?: number;
  /** What the request was made to break, to be found again in its bytes. */
  readonly breaks?: string;
}

/** A case of one request, judged by what the contract says of its bytes. */
export function probe(options: ProbeOptions): Case {
  const { operation, id, kind, requirement, summary } = options;
  const effect: Effect = operation.method === "POST" ? "create" : operation.method === "DELETE" ? "delete" : "read";
  return {
    id,
    kind,
    requirements: [requirement],
    summary,
    needs: [operation.id],
    effect,
    live: effect === "create" ? 1 : 0,
    registers: options.registers,
    run: async (session) => {
      const request = options.request(session);
      const classification = session.classify(request);
      assertLabel(options, classification);
      const reply = await session.send(request);
      session.judge(requirement, await judgeReply(session, operation, reply, classification));
      if (options.checksState && !isSuccess(reply)) await checkNoState(session, classification.input);
    },
  };
}

/** The case of a generated input. Answers undefined when its label names nothing that a request can carry. */
export function probeInput(
  contract: Contract,
  operation: Operation,
  generated: GeneratedInput,
  checksState: boolean,
): Case | undefined {
  const { constraint, kind, key, note } = generated;
  const request = encodeInput(operation, generated.input);
  if (request === undefined || !survivesTheUrl(contract, operation, constraint, request)) return undefined;
  const requirement = constraint?.requirement ?? `${operation.prefix}.valid`;
  return probe({
    operation,
    // Keys of random inputs begin with their kind already.
    id: `${operation.prefix}/${key.startsWith(`${kind}/`) ? key : `${kind}/${key}`}`,
    kind,
    requirement,
    summary: note,
    checksState: checksState && constraint?.side === "reject",
    ...(constraint?.side === "reject" ? { breaks: constraintKey(constraint), registers: 0 } : {}),
    request: (session) =>
      session.round === 1 && session.context.runTag === undefined
        ? request
        : encodeFresh(session, operation, generated),
  });
}

/** A query has no null and no types: an input may come out of it as another one than went in. */
function survivesTheUrl(
  contract: Contract,
  operation: Operation,
  constraint: Constraint | undefined,
  request: WireRequest,
): boolean {
  const inUrl = operation.members.every((member) => member.in !== "body");
  if (!inUrl || constraint === undefined) return true;
  const { violations } = classify(contract, request);
  const broken = violations.some((violation) => constraintKey(violation) === constraintKey(constraint));
  return broken === (constraint.side === "reject");
}

function encodeFresh(session: CaseSession, operation: Operation, { input, constraint }: GeneratedInput): WireRequest {
  const inputs = session.inputs(operation.id);
  const current = session.round === 1 ? input : inputs.renew(input, session.salt(), constraint?.pointer);
  const { contract, runTag } = session.context;
  const tagged = runTag !== undefined && leavesRoomForTag(constraint);
  const request = encodeInput(operation, tagged ? withRunTag(contract, operation, current, runTag) : current);
  if (request === undefined) throw new Error("the renewed input no longer fits into a request");
  return request;
}

/** A label that the bytes do not bear out is a bug of the generators, never the endpoint's fault. */
function assertLabel({ breaks, id }: ProbeOptions, { violations, expectation }: Classification): void {
  if (breaks === undefined || expectation === "unspecified") return;
  const broken = violations.map(constraintKey);
  if (!broken.includes(breaks))
    throw new Error(`${id} was to break ${breaks}, but breaks ${broken.join(", ") || "nothing"}`);
}

export async function judgeReply(
  session: CaseSession,
  operation: Operation,
  reply: Reply,
  classification: Classification,
): Promise<Finding> {
  const { expectation, unspecified } = classification;
  if (expectation === "unspecified") {
    const expected = `either answer: the sources are silent on ${unspecified.join(", ")}`;
    return { grade: "observed", expected, received: describeReply(reply) };
  }
  if (expectation === "must-reject") return judgeRefusal(session, reply, classification);
  const finding = judgeAccepted(reply, operation.success.status);
  if (finding.grade === "unclear") session.disturb();
  return reply.status === 409 ? judgeTaken(session, finding, classification.input) : finding;
}

function judgeRefusal(session: CaseSession, reply: Reply, classification: Classification): Finding {
  const finding = judgeRejected(reply, classification);
  if (finding.grade === "unclear") session.disturb();
  if (
    finding.grade === "missed" ||
    session.context.control.passed ||
    classification.operation?.id !== "RegisterCluster"
  ) {
    return finding;
  }
  return { ...finding, grade: "unclear", received: `${finding.received}, but no valid registration succeeds either` };
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
