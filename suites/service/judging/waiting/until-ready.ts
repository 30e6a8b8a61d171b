import { keyOf, type MadeResource } from "#custody/resources/made-resource.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import { plainText } from "#spec/json/plain-text.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { showsEarlier } from "#suites/service/judging/answers/agreement.ts";
import { describeUntil } from "./describe-until.ts";

/** Describes what an operation made or changed until it is ready, has failed, or the time is up; resolves to the last answer. */
export async function untilReady(
  session: ServiceSession,
  made: MadeResource,
  operation = made.resource.create?.operation ?? "",
): Promise<Reply | undefined> {
  const statusIn = (reply: Reply): string | undefined => underWay(session, made, reply);
  const isDone = (reply: Reply): boolean =>
    isSuccess(reply) && statusIn(reply) === undefined && !isOfEarlier(session, made, reply);
  const what = { operation: made.resource.describe?.operation ?? "", event: "shows it" };
  return describeUntil(session, made, { isDone, what, operation, state: "under way", statusIn });
}

/** Whether a description is of one that had the name before. */
function isOfEarlier(session: ServiceSession, made: MadeResource, reply: Reply): boolean {
  const { resource } = made;
  const created = session.context.asCreated.get(keyOf(made));
  const shown = session.shown(made, reply);
  if (created === undefined || shown === undefined || resource.describe === undefined) return false;
  const again = { resource, showing: resource.describe, shown, shows: resource.describe.shows ?? "" };
  return showsEarlier(session.context, created, again);
}

/** The status of a resource that is still being worked on, according to its description. */
export function underWay(session: ServiceSession, made: MadeResource, reply: Reply): string | undefined {
  const { ready } = made.resource;
  const status = (ready && valueAt(session.shown(made, reply) ?? {}, ready.at)) ?? undefined;
  const isOver = status === undefined || status === ready?.is || ready?.failed.includes(plainText(status)) === true;
  return isOver ? undefined : plainText(status);
}
