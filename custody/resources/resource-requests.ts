import { encodeInput } from "#protocol/encode.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import { isSuccess, readReply, type Reply } from "#protocol/answers/reply.ts";
import { isThrottled } from "#protocol/answers/throttling.ts";
import type { Target } from "#endpoint/target.ts";
import { hasToken, pageTokens } from "#spec/contract/page-tokens.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import { dottedPointer, pointerTokens, valueAt } from "#spec/json/json-pointer.ts";
import { ownMember } from "#spec/json/own-member.ts";
import { saysUnknown } from "#custody/looking/absence.ts";
import { walkPages } from "#custody/looking/walk-pages.ts";
import { type AskedAt, madeInTime, type TimeMade } from "#custody/ownership/creation-time.ts";
import type { ListOperation, Resource, ResourceOperation } from "#spec/resources/resource-table.ts";
import { describesList, unknownError } from "#spec/resources/table-readings.ts";
import type { Service } from "#spec/resources/service.ts";
import { identityOf, inputFor, type MadeResource } from "./made-resource.ts";

/**
 * The request for an operation on a resource; undefined if the table does not describe it, or it cannot be encoded. One
 * with an empty name, which a target took, is asked for all the same, by a path that ends before it.
 */
export function requestOn(
  { contract, table }: Service,
  one: ResourceOperation,
  made: MadeResource | undefined,
  more: JsonObject = {},
): WireRequest | undefined {
  const input = inputFor(table, one, identityOf(made));
  if (input === undefined) return undefined;
  const emptyLabels = made !== undefined && made.parent === undefined && !isAddressed(made);
  return encodeInput(contract.operation(one.operation), { ...input, ...more }, { emptyLabels });
}

/** An answer to a request for an empty name is about something else: the operation's path ends before it. */
export function isAddressed({ id }: Pick<MadeResource, "id">): boolean {
  return id !== "";
}

/**
 * True if the answer to the describing operation says that the resource does not exist, or no longer exists: an error,
 * a list without it, or a status that deleted resources keep.
 */
export function showsNone(service: Service, { describe, ready }: Resource, reply: Reply): boolean {
  const { unknown } = service.table.errors;
  if (saysUnknown(reply, unknown)) return true;
  const documented = describe === undefined ? [] : service.contract.operation(describe.operation).errors;
  const own = documented.find(({ name, status }) => name === reply.error.name && status === reply.status);
  if (describe !== undefined && own !== undefined && own.status < 500) {
    // A model may give the very error a status of its own.
    if (unknown.includes(own.name)) return true;
    if (hasNoUnknownError(service, describe) && !isThrottled(reply)) return true;
  }
  const at = describe?.shows;
  if (describe === undefined || at === undefined || !isSuccess(reply) || !isJsonObject(reply.json)) return false;
  const shown = valueAt(reply.json, at);
  if (shown === undefined) return describesList(describe) && Array.isArray(valueAt(reply.json, parentOf(at)));
  const status = ready === undefined ? undefined : valueAt(shown, ready.at);
  return typeof status === "string" && ready?.gone?.includes(status) === true;
}

/** What an answer to the operation that describes a resource shows of it. */
export function shownBy({ describe }: Resource, reply: Reply): JsonObject | undefined {
  if (describe?.shows === undefined || !isSuccess(reply) || !isJsonObject(reply.json)) return undefined;
  const shown = valueAt(reply.json, describe.shows);
  return isJsonObject(shown) ? shown : undefined;
}

/** The name in a success that shows one of the kind as its creation does. */
export function nameCreated({ create, id }: Resource, reply: Reply): string | undefined {
  const shown = isSuccess(reply) && isJsonObject(reply.json) ? valueAt(reply.json, create?.shows ?? "") : undefined;
  const member = pointerTokens(id.input ?? "").at(-1);
  const name = isJsonObject(shown) && member !== undefined ? ownMember(shown, member) : undefined;
  return typeof name === "string" ? name : undefined;
}

/** Whether an answer to that operation shows a resource as made while a run asked for it; undefined where it shows no time. */
export function shownInTime(
  { table }: Pick<Service, "table">,
  resource: Resource,
  { reply, asked }: { readonly reply: Reply; readonly asked: AskedAt },
): TimeMade | undefined {
  const shown = shownBy(resource, reply);
  const at = table.created;
  return shown === undefined || at === undefined ? undefined : madeInTime(valueAt(shown, at), reply, asked);
}

/** A service may document one error for all that a client does wrong: there it says as much as another one elsewhere. */
export function hasNoUnknownError({ contract, table }: Service, { operation }: ResourceOperation): boolean {
  return unknownError(contract.operation(operation), table) === undefined;
}

function parentOf(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf("/"));
}

/** The most pages that are followed: a longer list is cut off here. */
const MAX_PAGES = 100;

/** What a list of resources names. */
export interface ResourceListing {
  readonly ids: readonly string[];
  /** All pages were read, as far as the answers tell. */
  readonly complete: boolean;
  /** Each page had the right form, so what it does not name is not there. */
  readonly readable: boolean;
  /** Each page that was answered with a success. */
  readonly pages: readonly Reply[];
  readonly last: Reply;
}

/** Follows a list to its end. `made`: what the resources listed belong to. */
export async function listResources(
  service: Service,
  target: Pick<Target, "send">,
  list: ListOperation,
  made: MadeResource | undefined,
): Promise<ResourceListing | undefined> {
  const tokens = pageTokens(service.contract.operation(list.operation));
  const ask = async (token: string | undefined): Promise<Reply | undefined> => {
    const more = tokens === undefined || token === undefined ? {} : { [tokens.inputToken]: token };
    const request = requestOn(service, list, made, more);
    return request && readReply(await target.send(request));
  };
  const { items, replies, last, end } = await walkPages({
    ask,
    itemsOn: (reply) => idsOn(reply, list),
    tokenOn: (reply) => (tokens === undefined ? undefined : tokenOn(reply, tokens.outputToken)),
    most: MAX_PAGES,
    mostIdle: Infinity,
  });
  if (last === undefined) return undefined;
  const pages = replies.filter(isSuccess);
  const readable = pages.every((page) => isPage(page, list, tokens?.outputToken));
  // A token that nobody knows how to send means that this may be one page of several.
  const complete = end === "whole" && (tokens !== undefined || !hasToken(last.json));
  return { ids: items, complete, readable, pages, last };
}

/** Each page was read, and had the right form: what it does not name is not there. */
export function isWhole(listing: ResourceListing | undefined): boolean {
  return listing?.complete === true && listing.readable;
}

/** The whole list does not contain it. */
export function provesUnlisted(listing: ResourceListing | undefined, id: string): boolean {
  return isWhole(listing) && listing?.ids.includes(id) !== true;
}

/** An object that may have a list of things with names, and may have a token that can be followed. */
function isPage(reply: Reply, list: ListOperation, outputToken: string | undefined): boolean {
  if (!isJsonObject(reply.json)) return false;
  const items = valueAt(reply.json, list.at) ?? [];
  const token = (outputToken === undefined ? undefined : valueAt(reply.json, dottedPointer(outputToken))) ?? "";
  return Array.isArray(items) && items.length === idsOn(reply, list).length && typeof token === "string";
}

/** What identifies each of the resources on one page. */
export function idsOn({ json }: Reply, { at, item }: Pick<ListOperation, "at" | "item">): string[] {
  const items: JsonValue | undefined = isJsonObject(json) ? valueAt(json, at) : undefined;
  if (!Array.isArray(items)) return [];
  return items.map((each) => valueAt(each, item)).filter((id) => typeof id === "string");
}

/** The token of the next page. */
export function tokenOn({ json }: Reply, outputToken: string): string | undefined {
  const token = json === undefined ? undefined : valueAt(json, dottedPointer(outputToken));
  return typeof token === "string" && token !== "" ? token : undefined;
}
