import { unprotect } from "#custody/removing/unprotect.ts";
import type { MadeResource } from "#custody/resources/made-resource.ts";
import { requestOn } from "#custody/resources/resource-requests.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import { isSuccess } from "#protocol/answers/reply.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import { check } from "#suites/oracles/finding.ts";
import { untilReady } from "#suites/service/judging/waiting/until-ready.ts";
import { untilUnknown } from "#suites/service/judging/waiting/until-gone.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";

/** Deletes one of two of a kind that are called alike, and looks for the other. */
export async function deleteBeside(session: ServiceSession, made: MadeResource, other: MadeResource): Promise<void> {
  const { resource } = made;
  const before = await untilReady(session, other);
  if (resource.delete === undefined || before === undefined || !isSuccess(before)) return;
  await unprotect(made, { service: session.context, target: session.context.target });
  const request = requestOn(session.context, resource.delete, made);
  if (request === undefined || !isSuccess(await session.send(request))) return;
  await untilUnknown(session, made);
  const what = { operation: resource.delete.operation, event: "leaves the other" };
  const after = await session.waitFor(what, { read: () => session.describe(other), holds: (each) => isSuccess(each) });
  if (after === undefined || (!isSuccess(after) && !(await session.isNone(other, after)))) return;
  const expected = `the ${resource.name.replaceAll("-", " ")} that was not deleted`;
  const found = check(isSuccess(after), expected, isSuccess(after) ? expected : describeReply(after));
  const deleting = session.context.contract.operation(resource.delete.operation);
  session.judge(promiseId(deleting, "alone"), found, after.exchange);
}
