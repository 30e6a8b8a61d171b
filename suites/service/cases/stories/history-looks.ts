import type { MadeResource } from "#custody/resources/made-resource.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import { isJsonObject, type JsonObject } from "#spec/json/json.ts";
import { ownMember } from "#spec/json/own-member.ts";
import { absenceIds, type AbsenceIds } from "#spec/resources/promises/deletion-promises.ts";
import { listedId, promiseId, taggingId } from "#spec/resources/promises/promise.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { shownSchema } from "#spec/resources/table-readings.ts";
import type { HistoryState, Mismatch } from "#suites/stories/play-history.ts";
import { listCondition } from "#suites/service/judging/made/judge-listed.ts";
import { underWay } from "#suites/service/judging/waiting/until-ready.ts";
import { notEchoed } from "#suites/service/judging/shown/echo.ts";
import { shownAsGoing, untilUnknown } from "#suites/service/judging/waiting/until-gone.ts";
import { asSent } from "#suites/service/inputs/member-forms.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { listedTags } from "#suites/service/cases/tagging/tag-requests.ts";

/** What a history has made of a service, and how it left that. */
export interface KnownResource extends HistoryState {
  readonly made: MadeResource;
  /** Members that were sent and shown so since. */
  readonly shows: JsonObject;
  /** Tags that the history added, and keys of those that it removed or that one of the name had before. */
  readonly tags: JsonObject;
  readonly untagged: readonly string[];
}

/** Whether what was made, or deleted, is described so, with its tags; undefined where nothing denies it. */
export async function lookAt(session: ServiceSession, told: KnownResource): Promise<Mismatch | undefined> {
  if (!told.isThere) return lookForGone(session, told.made);
  return (await lookForThere(session, told)) ?? (await lookAtTags(session, told));
}

async function lookForThere(session: ServiceSession, { made, shows }: KnownResource): Promise<Mismatch | undefined> {
  const shape = shapeOf(session, made.resource);
  const differing = (reply: Reply) => notEchoed(shows, session.shown(made, reply) ?? {}, shape);
  const creating = creatingOf(session, made.resource);
  const reply = await session.waitFor(
    { operation: creating.id, event: "is as it was left" },
    { read: () => session.describe(made), holds: (each) => isSuccess(each) && differing(each).length === 0 },
  );
  if (reply === undefined) return undefined;
  const step = promiseId(creating, "shown");
  const kind = made.resource.name.replaceAll("-", " ");
  if (await session.isNone(made, reply)) {
    const received = `${describeReply(reply)}: it is not there any more`;
    return { expected: `the ${kind}, which nothing deleted`, received, step, exchange: reply.exchange };
  }
  if (!isSuccess(reply) || underWay(session, made, reply) !== undefined) return undefined;
  const found = differing(reply);
  if (found.length === 0) return undefined;
  const below = made.resource.describe?.shows ?? "";
  return {
    expected: `the ${kind} as it was left`,
    received: `other values at ${found.map(({ at }) => at).join(", ")}`,
    step,
    exchange: reply.exchange,
    condition: asSent(found, below),
  };
}

async function lookForGone(session: ServiceSession, made: MadeResource): Promise<Mismatch | undefined> {
  const reply = await untilUnknown(session, made);
  if (reply === undefined || !isSuccess(reply) || (await session.isNone(made, reply))) return undefined;
  // No source says how long it may take to go.
  if (shownAsGoing(session, made, reply) !== undefined) return undefined;
  return {
    ...STILL,
    received: "it is described",
    step: goneIds(session, made.resource).gone,
    exchange: reply.exchange,
  };
}

const STILL = { expected: "nothing that was deleted" } as const;

async function lookAtTags(
  session: ServiceSession,
  { made, tags, untagged }: KnownResource,
): Promise<Mismatch | undefined> {
  const { contract, table } = session.context;
  const { tagging } = table;
  const { arn } = made;
  if (tagging === undefined || arn === undefined || Object.keys(tags).length + untagged.length === 0) return undefined;
  const missingIn = (shown: JsonObject) => Object.keys(tags).filter((key) => shown[key] !== tags[key]);
  const staleIn = (shown: JsonObject) => untagged.filter((key) => Object.hasOwn(shown, key));
  const seen = await session.waitFor(
    { operation: tagging.list.operation, event: `lists those left of ${made.resource.name}` },
    {
      read: () => listedTags(session, tagging, arn),
      holds: ({ shown }) => shown !== undefined && missingIn(shown).length + staleIn(shown).length === 0,
    },
  );
  if (seen.shown === undefined) return undefined;
  const exchange = session.lastExchange;
  const expected = "the tags as they were left";
  const [lost, stale] = [missingIn(seen.shown).length, staleIn(seen.shown).length];
  if (lost > 0) {
    const step = taggingId(contract.operation(tagging.tag.operation), made.resource);
    return { expected, received: `${lost} of ${Object.keys(tags).length} are lost`, step, exchange };
  }
  if (stale === 0) return undefined;
  const step = taggingId(contract.operation(tagging.untag.operation), made.resource);
  return { expected, received: `${stale} that were removed`, step, exchange };
}

/** Whether a list has each of these that is there, and none that is gone; `made` is any of them. */
export async function lookAtList(
  session: ServiceSession,
  all: readonly KnownResource[],
): Promise<Mismatch | undefined> {
  const [one] = all;
  const list = one?.made.resource.list;
  if (one === undefined || list === undefined) return undefined;
  const idsOf = (isThere: boolean) => all.filter((told) => told.isThere === isThere).map(({ made }) => made.id);
  const there = idsOf(true);
  const gone = idsOf(false).filter((id) => !there.includes(id));
  const lacking = (ids: readonly string[]) => there.filter((id) => !ids.includes(id));
  const stale = (ids: readonly string[]) => gone.filter((id) => ids.includes(id));
  const listing = await session.waitFor(
    { operation: list.operation, event: "lists those left" },
    {
      read: () => session.list(one.made, list),
      holds: ({ complete, ids }) => !complete || lacking(ids).length + stale(ids).length === 0,
    },
  );
  if (listing?.complete !== true) return undefined;
  const { resource } = one.made;
  const operation = session.context.contract.operation(list.operation);
  const exchange = session.lastExchange;
  if (lacking(listing.ids).length > 0) {
    const received = `${lacking(listing.ids).length} of ${there.length} left out`;
    const condition = listCondition(session, list, { has: there });
    return { expected: "each that is there", received, step: listedId(operation, resource.name), exchange, condition };
  }
  if (stale(listing.ids).length === 0) return undefined;
  const condition = listCondition(session, list, { lacks: gone });
  return { ...STILL, received: "it is listed", step: goneIds(session, resource).unlisted, exchange, condition };
}

/** The members of what was sent that are shown as they were sent. */
export function shownAsSent(session: ServiceSession, made: MadeResource, sent: JsonObject, reply: Reply): JsonObject {
  const shown = session.shown(made, reply);
  const shape = shapeOf(session, made.resource);
  if (!isJsonObject(shown)) return {};
  const entries = Object.entries(sent).filter(
    ([name, value]) => ownMember(shown, name) !== undefined && notEchoed({ [name]: value }, shown, shape).length === 0,
  );
  return Object.fromEntries(entries.filter(([name]) => Object.hasOwn(shape.properties ?? {}, name)));
}

function shapeOf({ context }: ServiceSession, { describe }: Resource) {
  return (describe && shownSchema(context.contract.operation(describe.operation), describe)) ?? {};
}

function creatingOf({ context }: ServiceSession, { create }: Resource) {
  return context.contract.operation(create?.operation ?? "");
}

function goneIds({ context }: ServiceSession, resource: Resource): AbsenceIds {
  return absenceIds(context, resource, context.contract.operation(resource.delete?.operation ?? ""));
}
