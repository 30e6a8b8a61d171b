import { isSuccess, readReply, type Reply } from "#protocol/answers/reply.ts";
import { encodeInput } from "#protocol/encode.ts";
import type { Target } from "#endpoint/target.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import { pointerTokens, valueAt } from "#spec/json/json-pointer.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import type { Service } from "#spec/resources/service.ts";
import { tagsIn } from "#spec/resources/tag-form.ts";
import { unlessAccessLost } from "./unless-access-lost.ts";
import type { MakingTime } from "#custody/ownership/creation-time.ts";
import type { RunTag } from "#custody/ownership/marks.ts";
import type { ListedBefore } from "#custody/ownership/whose-given-name.ts";
import { ownArn, type MadeResource } from "#custody/resources/made-resource.ts";
import { lookFor } from "./look-for.ts";
import {
  isWhole,
  listResources,
  type ResourceListing,
  shownBy,
  shownInTime,
} from "#custody/resources/resource-requests.ts";

/** Requests for resources of a kind whose names the service gives, of which no answer names what they made. */
export interface LostNames {
  readonly resource: Resource;
  readonly times: readonly MakingTime[];
  /** The run's, which they bore where the kind takes tags. */
  readonly tag?: RunTag | undefined;
}

export interface LostNamesSearch {
  readonly service: Service;
  readonly target: Target;
  /** Known to be there for another reason. */
  readonly isKnown: (id: string) => boolean;
  readonly before: ListedBefore | undefined;
}

/** What the list of the kind has that may have been made by such a request. */
export interface LostFound {
  readonly ours: readonly MadeResource[];
  /** Ids of what nobody can say whose it is. */
  readonly others: readonly string[];
  /** The whole list was read: there is nothing else. */
  readonly isWhole: boolean;
}

/** The most that are looked at one by one. */
const LOOKED_AT = 200;

/**
 * Looks for what such requests made. It is ours where it shows the run's tag, and was not listed before, or was
 * created while they were under way; never where it was created at another time.
 */
export async function findLost(lost: LostNames, search: LostNamesSearch): Promise<LostFound> {
  const { service, target, isKnown, before } = search;
  const { resource } = lost;
  const listing = await listingOf(resource, { service, target });
  const ids = [...new Set(listing?.ids)].filter((id) => !isKnown(id) && before?.ids.has(id) !== true);
  const ours: MadeResource[] = [];
  const others: string[] = [];
  for (const [at, id] of ids.entries()) {
    const whose = at < LOOKED_AT ? await whoseLost({ resource, id }, lost, search) : "unknown";
    if (whose === "ours") ours.push({ resource, id });
    else if (whose === "unknown") others.push(id);
  }
  return { ours, others, isWhole: isWhole(listing) };
}

async function whoseLost(
  made: MadeResource,
  lost: LostNames,
  search: LostNamesSearch,
): Promise<"ours" | "theirs" | "unknown"> {
  const found = await lookFor(made, search);
  if (found.state !== "shown") return "unknown";
  const { reply } = found;
  const making = shownInTime(search.service, made.resource, { reply, asked: lost });
  if (making?.isInTime === false) return "theirs";
  const isNew = making !== undefined || search.before?.isWhole === true;
  if (lost.tag === undefined || !isNew) return "unknown";
  const { key, value } = lost.tag;
  const tags = await tagsOf(made, shownBy(made.resource, reply) ?? {}, search);
  return tags !== undefined && Object.hasOwn(tags, key) && tags[key] === value ? "ours" : "unknown";
}

/** As the look shows them, or as the operation that lists them says. */
async function tagsOf(
  made: MadeResource,
  shown: JsonValue,
  { service, target }: LostNamesSearch,
): Promise<JsonObject | undefined> {
  const { tags, arn } = made.resource;
  const seen = tags?.shown === undefined ? undefined : tagsIn(valueAt(shown, tags.shown));
  const own = ownArn(made, arn === undefined ? undefined : valueAt(shown, arn));
  const list = service.table.tagging?.list;
  if (seen !== undefined || list === undefined || own === undefined) return seen;
  const input = { [pointerTokens(list.arn)[0] ?? ""]: own };
  const request = encodeInput(service.contract.operation(list.operation), input);
  const answer = async (): Promise<Reply | undefined> => request && readReply(await target.send(request));
  const reply = await unlessAccessLost(answer, () => undefined);
  return reply !== undefined && isSuccess(reply) && isJsonObject(reply.json)
    ? tagsIn(valueAt(reply.json, list.shows))
    : undefined;
}

/** A list that there is none of, or that can no longer be asked for, shows nothing. */
export async function listingOf(
  { list }: Resource,
  { service, target }: Pick<LostNamesSearch, "service" | "target">,
): Promise<ResourceListing | undefined> {
  const whole = async (): Promise<ResourceListing | undefined> =>
    list && (await listResources(service, target, list, undefined));
  return unlessAccessLost(whole, () => undefined);
}

/** How many of a long list a record has room for. */
const IDS_TOLD = 100;

/** For people, after why it may be there. */
export function amongWords({ others, isWhole }: Pick<LostFound, "others" | "isWhole">): string {
  if (others.length === 0) return "";
  const rest = others.length - IDS_TOLD;
  const more = rest > 0 ? ` and ${rest} more` : "";
  const part = isWhole ? "" : ", of a list that did not come to its end";
  return `; it may be among those listed${part}: ${others.slice(0, IDS_TOLD).join(", ")}${more}`;
}
