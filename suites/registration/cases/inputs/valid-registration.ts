import { plainText } from "#spec/json/plain-text.ts";
import { validOf } from "#spec/requirement.ts";
import { encodeInput } from "#protocol/encode.ts";
import { clusterOf } from "#custody/looking/shown-cluster.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { Contract } from "#spec/contract/contract.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { assertLabel, classify } from "#suites/oracles/request/expectation.ts";
import { judgeReply } from "#suites/registration/session/judge-reply.ts";
import type { Registered } from "#suites/registration/session/scenario.ts";
import type { CaseSession } from "#suites/registration/session/session.ts";
import { withRunTag } from "#suites/registration/session/tagged-input.ts";

/** The contract says that a registration with this input must be accepted. */
export function mustBeAccepted(contract: Contract, operation: Operation, input: JsonObject): boolean {
  const request = encodeInput(operation, input);
  return request !== undefined && classify(contract, request).expectation === "must-accept";
}

export interface ValidRegistration {
  readonly reply: Reply;
  /** Where it succeeded, and shows a cluster. */
  readonly registered: Registered | undefined;
}

/** Registers a valid input, marked as the run's where there is room, and judges the answer unless it is told not to. */
export async function registerValid(
  session: CaseSession,
  operation: Operation,
  plain: JsonObject,
  judges: (reply: Reply) => boolean = () => true,
): Promise<ValidRegistration> {
  const { contract, runTag } = session.context;
  const input = runTag === undefined ? plain : withRunTag(contract, operation, plain, runTag);
  const request = encodeInput(operation, input);
  if (request === undefined) throw new Error("the input no longer fits into a request");
  const classification = session.classify(request);
  assertLabel(session.caseId, { side: "accept" }, classification);
  const reply = await session.send(request);
  if (judges(reply)) {
    session.judge(validOf(operation), await judgeReply(session, reply, classification), reply.exchange);
  }
  const cluster = clusterOf(reply);
  const succeeded = isSuccess(reply) && cluster !== undefined;
  return { reply, registered: succeeded ? { name: plainText(input["name"]), input, cluster, reply } : undefined };
}
