import { plainText } from "#spec/json/plain-text.ts";
import { doublingPauses } from "#endpoint/doubling-pauses.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import { isJsonObject } from "#spec/json/json.ts";
import { TOLD_BY_MESSAGE } from "#spec/requirements/error-table.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import type { CaseSession } from "#suites/registration/session/session.ts";

/** Between two checks whether a role has reached all hosts. */
const PAUSES = { firstMs: 2_000, longestMs: 15_000 };

/** The connector role: texts of EKS seen in eksctl's issue 5944 and in terraform-provider-aws PR 21910. */
const ROLE = /nonexistent role|not existing role|missing ssm service principal/i;
/** The service-linked role: text that eksctl's connector package looks for. */
const SERVICE_LINKED_ROLE = /AWSServiceRoleForAmazonEKSConnector|Cluster Management role .* is not available/i;

/**
 * If a registration was refused because a role has not reached every host yet, or does not exist: what to do if that
 * persists. Undefined for any other answer.
 */
export function roleProblem(reply: Reply): string | undefined {
  const message = isJsonObject(reply.json) ? plainText(reply.json["message"] ?? "") : "";
  const invalid = reply.error.name === TOLD_BY_MESSAGE;
  if (invalid && ROLE.test(message)) {
    return "the connector role does not exist, or does not trust ssm.amazonaws.com: make it from `eks-conformance iam-policy --role-trust` and name it with --role-arn";
  }
  if (invalid && SERVICE_LINKED_ROLE.test(message)) {
    return "the service-linked role AWSServiceRoleForAmazonEKSConnector is missing: make it with `aws iam create-service-linked-role --aws-service-name eks-connector.amazonaws.com`";
  }
  if (reply.status !== 428) return undefined;
  return "a role has not propagated: check that the connector role and AWSServiceRoleForAmazonEKSConnector exist, and wait a few minutes";
}

/**
 * Sends a request without judging the answer, and repeats it while a role may still be spreading, for as long as the
 * kind of target waits.
 */
export async function sendPropagated(session: CaseSession, request: WireRequest): Promise<Reply> {
  const { clock, settings } = session.context;
  const deadline = clock.now() + settings.propagationMs;
  const pauses = doublingPauses(clock, PAUSES);
  for (;;) {
    const reply = await session.send(request, { purpose: "observed" });
    if (roleProblem(reply) === undefined || !(await pauses.within(deadline))) return reply;
  }
}
