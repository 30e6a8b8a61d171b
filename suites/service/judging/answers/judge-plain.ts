import { tellsUnknown } from "#custody/looking/absence.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import { isSuccess, isUnreachable, type Reply } from "#protocol/answers/reply.ts";
import { type DocumentedError, type Operation, succeedsWith } from "#spec/contract/operation.ts";
import { isThrottled } from "#protocol/answers/throttling.ts";
import { isHttpRefusal } from "#suites/oracles/any-answer/http-layer.ts";
import type { ResourceTable } from "#spec/resources/resource-table.ts";
import { documentedError } from "#suites/oracles/documented-error.ts";
import { refusal, status } from "#suites/record/condition.ts";
import { check, wanting, type Finding } from "#suites/oracles/finding.ts";
import type { Presence } from "#suites/session/context/presence.ts";

/**
 * Judges a plain request that is thought to be valid. A refusal means that the suite could not make the operation
 * succeed. A server failure, or a success with the wrong status, is the endpoint's fault, unless there is an excuse for
 * it.
 */
export function judgePlain(reply: Reply, operation: Operation, { reason }: Presence, excuse?: string): Finding {
  const expected = String(operation.success.status);
  if (!isSuccess(reply) && excuse !== undefined) {
    return { grade: "unclear", expected, received: `not exercised: it answered ${reason}, ${excuse}` };
  }
  if (!isSuccess(reply) && reply.status < 500) {
    return { grade: "unclear", expected, received: `not exercised: it answered ${reason}` };
  }
  if (isUnreachable(reply) || isThrottled(reply)) return { grade: "unclear", expected, received: reason };
  const met = check(succeedsWith(operation, reply.status), expected, describeReply(reply));
  return wanting(met, { answers: [status(operation.success.status)] });
}

/** Judges a request about what is not there by this name: by what else a 404 is called, it is told of what is nowhere. */
export function judgeNotFound(reply: Reply, owed: OwedRefusal): Finding {
  return reply.status === 404 && owed.error.status === 404
    ? check(true, String(owed.error.status), describeReply(reply))
    : judgeRefusal(reply, owed);
}

/** The error by which an operation refuses what does not exist, or exists already. */
export interface OwedRefusal {
  readonly error: DocumentedError;
  readonly operation: Operation;
  readonly table: Pick<ResourceTable, "errors">;
}

/**
 * Judges a request that must be refused with one documented error. A text that says that nothing has the name is tolerated in
 * its place. Where the table says that it alone will do, no other error is; else another client error that the operation
 * documents, and any refusal in place of an error that only the operations on tags have for it.
 */
export function judgeRefusal(reply: Reply, { error, operation, table: { errors } }: OwedRefusal): Finding {
  const expected = `${error.status} ${error.name}`;
  const received = describeReply(reply);
  if (isUnreachable(reply) || isThrottled(reply)) return { grade: "unclear", expected, received };
  const { name } = reply.error;
  if (reply.status === error.status && name === error.name) return { grade: "met", expected, received };
  const tolerated = (alternative: string): Finding => ({ grade: "tolerated", expected, received, alternative });
  if (errors.unknown.includes(error.name) && tellsUnknown(reply)) return tolerated(received);
  const other = errors.alone?.includes(error.name) === true ? undefined : documentedError(reply, operation);
  if (other !== undefined && other.status < 500) {
    return tolerated(`${other.status} ${other.name}`);
  }
  if (errors.untaggable?.includes(error.name) === true && isHttpRefusal(reply)) return tolerated("another refusal");
  const answers = operation.errors.filter((each) => each.status < 500).map((each) => refusal(each.status, each.name));
  return { grade: "missed", expected, received, condition: { answers } };
}
