import { type Operation, succeedsWith } from "../../spec/contract/operation.ts";
import { describeReply } from "../../protocol/answers/describe-reply.ts";
import { isUnreachable, type Reply } from "../../protocol/answers/reply.ts";
import { isThrottled } from "../../protocol/answers/throttling.ts";
import { EKS_ERRORS } from "../../spec/requirements/error-table.ts";
import { status } from "../record/condition.ts";
import { check, wanting, type Finding } from "./finding.ts";

/** A route is served when the operation answers: with its success, or with an error that is its own. */
export function judgeServed(reply: Reply, operation: Operation): Finding {
  const { id, errors, success } = operation;
  const expected = `${success.status}, or an error of ${id}`;
  const received = describeReply(reply);
  if (isUnreachable(reply) || isThrottled(reply)) return { grade: "unclear", expected, received };
  const { name } = reply.error;
  const own = name !== undefined && (EKS_ERRORS.has(name) || errors.some((error) => error.name === name));
  const types = [...new Set([...EKS_ERRORS, ...errors.map((error) => error.name)])];
  const answers = [status(success.status), ...types.map((error) => ({ ...status(300, 599), error }))];
  return wanting(check(succeedsWith(operation, reply.status) || own, expected, received), { answers });
}
