import { isQuotaRefusal, quotaInWords } from "./quota.ts";
import { isJsonObject } from "../../spec/json/json.ts";
import { objectWith } from "../record/condition.ts";
import type { Finding } from "./finding.ts";
import { describeReply } from "../../protocol/describe-reply.ts";
import { isUnreachable, type Reply } from "../../protocol/reply.ts";
import { isThrottled } from "../../protocol/throttling.ts";

/**
 * A request that the contract allows must be answered with the operation's documented success status and a JSON
 * object. What stands in the object is the business of other oracles.
 */
export function judgeAccepted(reply: Reply, status: number): Finding {
  const expected = `${status} with a JSON object`;
  const received = describeReply(reply);
  if (reply.status === status && isJsonObject(reply.json)) return { grade: "met", expected, received };
  if (isQuotaRefusal(reply)) {
    return { grade: "unclear", expected, received: `${received}: ${quotaInWords(undefined)}` };
  }
  if (isUnreachable(reply) || isThrottled(reply)) return { grade: "unclear", expected, received };
  return { grade: "missed", expected, received, condition: { answers: [objectWith(status)] } };
}
