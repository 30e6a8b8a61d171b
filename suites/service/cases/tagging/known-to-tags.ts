import type { MadeResource } from "#custody/resources/made-resource.ts";
import { mayBeMissing } from "#custody/looking/absence.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import { isThrottled } from "#protocol/answers/throttling.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import { taggingId } from "#spec/resources/promises/promise.ts";
import { check, wanting } from "#suites/oracles/finding.ts";
import { status } from "#suites/record/condition.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";

interface WithArn {
  readonly made: MadeResource;
  readonly arn: string;
}

/**
 * Calls an operation on tags until it knows the resource, or has had the time to. That it does not know what is described
 * right after with the very ARN, or refuses a request that has nothing but that ARN and plain tags, is no answer about that
 * resource: its tags cannot be had.
 */
export async function onceKnownToTags(
  session: ServiceSession,
  { made, arn }: WithArn,
  operation: Operation,
  ask: () => Promise<Reply | undefined>,
): Promise<Reply | undefined> {
  const awaited = { operation: operation.id, event: `knows a ${made.resource.name}` };
  const isMissing = (reply: Reply | undefined): boolean => reply !== undefined && mayBeMissing(reply);
  const reply = await session.waitFor(awaited, { read: ask, holds: (each) => !isMissing(each) });
  if (reply === undefined || !(isMissing(reply) || refusesInput(reply))) return reply;
  if (!(await isDescribed(session, { made, arn }))) return reply;
  const found = check(false, String(operation.success.status), `${describeReply(reply)}, and it is described`);
  const finding = wanting(found, { answers: [status(operation.success.status)] });
  session.judge(taggingId(operation, made.resource), finding, reply.exchange);
  return reply;
}

/** No matter of rights, and none of the pace. */
function refusesInput(reply: Reply): boolean {
  return reply.status === 400 && !isThrottled(reply);
}

async function isDescribed(session: ServiceSession, { made, arn }: WithArn): Promise<boolean> {
  const at = made.resource.arn;
  const reply = await session.describe(made);
  if (at === undefined || reply === undefined || !isSuccess(reply)) return false;
  return valueAt(session.shown(made, reply) ?? {}, at) === arn;
}
