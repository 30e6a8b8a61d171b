import type { MadeResource } from "#custody/resources/made-resource.ts";
import { showsNone } from "#custody/resources/resource-requests.ts";
import { tellsUnknown } from "#custody/looking/absence.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import { saysGoing } from "#spec/resources/table-readings.ts";
import type { ServiceRound } from "#suites/service/service-round.ts";
import { describeUntil } from "./describe-until.ts";

/** Describes what was deleted until it is unknown; resolves to the last description, undefined if no operation describes it. */
export async function untilUnknown(
  session: ServiceRound,
  made: MadeResource,
  operation = made.resource.delete?.operation ?? "",
): Promise<Reply | undefined> {
  const isDone = (reply: Reply): boolean => showsNone(session.context, made.resource, reply) || tellsUnknown(reply);
  const statusIn = (reply: Reply): string | undefined => shownAsGoing(session, made, reply);
  const what = { operation, event: `${made.resource.name} gone` };
  return describeUntil(session, made, { isDone, what, operation, state: "being deleted", statusIn });
}

/** The word with which a description says that the resource is being deleted. */
export function shownAsGoing(session: ServiceRound, made: MadeResource, reply: Reply): string | undefined {
  return saysGoing(made.resource, session.shown(made, reply) ?? {}) ? made.resource.going?.is : undefined;
}
