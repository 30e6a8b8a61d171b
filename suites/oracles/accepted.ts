import { isQuotaRefusal, unclearForQuota } from "./quota.ts";
import { isJsonObject } from "#spec/json/json.ts";
import { answersObject, hasNoOutput, succeedsWith, type Succeeding } from "#spec/contract/operation.ts";
import { objectWith, status } from "#suites/record/condition.ts";
import type { Finding } from "./finding.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import { isUnreachable, type Reply } from "#protocol/answers/reply.ts";
import { isThrottled } from "#protocol/answers/throttling.ts";

/**
 * A request that the contract allows must be answered with the operation's documented success status and a JSON
 * object, or no body at all where the operation has no output; where one member is the whole body, any will do. What
 * stands in the object is the business of other oracles.
 */
export function judgeAccepted(reply: Reply, operation: Succeeding): Finding {
  const { status: wanted } = operation.success;
  const isFree = !answersObject(operation);
  const mayBeEmpty = isFree || hasNoOutput(operation);
  const expected = mayBeEmpty ? `${wanted}` : `${wanted} with a JSON object`;
  const received = describeReply(reply);
  const isWhole = isFree || isJsonObject(reply.json) || (mayBeEmpty && isEmptyBody(reply));
  if (succeedsWith(operation, reply.status) && isWhole) return { grade: "met", expected, received };
  if (isQuotaRefusal(reply)) return unclearForQuota({ expected, received });
  if (isUnreachable(reply) || isThrottled(reply)) return { grade: "unclear", expected, received };
  const empty = mayBeEmpty ? [{ ...status(wanted), empty: true }] : [];
  const answers = isFree ? [status(wanted)] : [objectWith(wanted), ...empty];
  return { grade: "missed", expected, received, condition: { answers } };
}

/** The response has a body of no bytes. */
export function isEmptyBody({ exchange }: Reply): boolean {
  return exchange.response?.body.length === 0;
}
