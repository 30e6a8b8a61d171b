import { type Operation, succeedsWith } from "#spec/contract/operation.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import { isUnreachable, type Reply } from "#protocol/answers/reply.ts";
import { isThrottled } from "#protocol/answers/throttling.ts";
import { EKS_ERRORS } from "#spec/requirements/error-table.ts";
import { status } from "#suites/record/condition.ts";
import { check, wanting, type Finding } from "./finding.ts";

/**
 * A route is served when the operation answers: with its success, with an error that is its own, or with a 500 that has
 * a name, which is told by what is about crashes. Who sent a 500 without one, nobody knows.
 */
export function judgeServed(reply: Reply, operation: Operation): Finding {
  const { id, errors, success } = operation;
  const expected = `${success.status}, or an error of ${id}`;
  const received = describeReply(reply);
  if (isUnreachable(reply) || isThrottled(reply)) return { grade: "unclear", expected, received };
  const { name } = reply.error;
  const crashed = reply.status === 500;
  if (crashed && name === undefined) return { grade: "unclear", expected, received };
  const own = name !== undefined && (EKS_ERRORS.has(name) || errors.some((error) => error.name === name));
  const types = [...new Set([...EKS_ERRORS, ...errors.map((error) => error.name)])];
  const answers = [status(success.status), status(500), ...types.map((error) => ({ ...status(300, 599), error }))];
  return wanting(check(succeedsWith(operation, reply.status) || own || crashed, expected, received), { answers });
}
