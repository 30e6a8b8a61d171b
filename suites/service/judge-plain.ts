import { describeReply } from "../../protocol/answers/describe-reply.ts";
import { isSuccess, isUnreachable, type Reply } from "../../protocol/answers/reply.ts";
import type { DocumentedError, Operation } from "../../spec/contract/operation.ts";
import { isThrottled } from "../../protocol/answers/throttling.ts";
import { refusal, status } from "../record/condition.ts";
import { check, wanting, type Finding } from "../oracles/finding.ts";
import type { PlainPresence } from "./presence.ts";

/**
 * A plain request that is thought to be valid. A refusal says that the suite could not bring it about; a server that
 * fails, or another status for a success, is its own doing, unless there is an excuse for it.
 */
export function judgePlain(reply: Reply, operation: Operation, { reason }: PlainPresence, excuse?: string): Finding {
  const expected = String(operation.success.status);
  if (!isSuccess(reply) && excuse !== undefined) {
    return { grade: "unclear", expected, received: `not exercised: it answered ${reason}, ${excuse}` };
  }
  if (!isSuccess(reply) && reply.status < 500) {
    return { grade: "unclear", expected, received: `not exercised: it answered ${reason}` };
  }
  if (isUnreachable(reply) || isThrottled(reply)) return { grade: "unclear", expected, received: reason };
  const met = check(reply.status === operation.success.status, expected, describeReply(reply));
  return wanting(met, { answers: [status(operation.success.status)] });
}

/**
 * A request that must be refused by one documented error, for something that is not there, or is there already. Another
 * error that the operation documents for what a client did is tolerated.
 */
export function judgeRefusal(reply: Reply, error: DocumentedError, operation: Operation): Finding {
  const expected = `${error.status} ${error.name}`;
  const received = describeReply(reply);
  if (isUnreachable(reply) || isThrottled(reply)) return { grade: "unclear", expected, received };
  const { name } = reply.error;
  if (reply.status === error.status && name === error.name) return { grade: "met", expected, received };
  const other = operation.errors.find((each) => each.name === name && each.status === reply.status);
  if (other !== undefined && other.status < 500) {
    return { grade: "tolerated", expected, received, alternative: `${other.status} ${other.name}` };
  }
  const answers = operation.errors.filter((each) => each.status < 500).map((each) => refusal(each.status, each.name));
  return { grade: "missed", expected, received, condition: { answers } };
}
