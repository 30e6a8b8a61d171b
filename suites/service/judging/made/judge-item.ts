import { keyOf, type MadeResource } from "#custody/resources/made-resource.ts";
import type { ResourceListing } from "#custody/resources/resource-requests.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import { isJsonObject, type JsonObject } from "#spec/json/json.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import { listItem } from "#spec/resources/promises/agreement-promises.ts";
import { isComparedAsCreated, sharedMembers } from "#spec/resources/promises/item-promises.ts";
import { ofKindId } from "#spec/resources/promises/promise.ts";
import type { ListOperation } from "#spec/resources/resource-table.ts";
import { check, settling } from "#suites/oracles/finding.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { identityFinding, isSameValue } from "#suites/service/judging/answers/agreement.ts";
import { isEchoed } from "#suites/service/judging/shown/echo.ts";

interface ReadList {
  readonly list: ListOperation;
  readonly listing: ResourceListing;
}

/** Whether the item that stands for it in the list is the very resource that was created. */
export function judgeItem(session: ServiceSession, made: MadeResource, listed: ReadList): void {
  const { resource } = made;
  const { list } = listed;
  const listing = session.context.contract.operation(list.operation);
  const created = session.context.asCreated.get(keyOf(made));
  const item = itemOf(made, listed);
  if (created === undefined || item === undefined) return;
  const { reply, shown, shows } = item;
  const identity = identityFinding(session.context, created, { resource, showing: listItem(list), shown, shows });
  if (identity !== undefined) session.judge(ofKindId(listing, "agrees", resource.name), identity, reply.exchange);
  if (!isComparedAsCreated(resource)) return;
  const differing = otherThanCreated(session, made, listed);
  const received = differing.length === 0 ? "the same" : `another value at ${differing.join(" and ")}`;
  const finding = settling(check(differing.length === 0, "the same", received));
  session.judge(ofKindId(listing, "agrees.members", resource.name), finding, reply.exchange);
}

/** The members of its item that are other than the answer to its creation showed; what either leaves out says nothing. */
export function otherThanCreated({ context }: ServiceSession, made: MadeResource, listed: ReadList): string[] {
  const item = itemOf(made, listed)?.shown;
  const created = context.asCreated.get(keyOf(made))?.shown;
  if (item === undefined || created === undefined || !isComparedAsCreated(made.resource)) return [];
  const names = sharedMembers(context, made.resource).filter((name) => `/${name}` !== context.table.modified);
  return names.filter((name) => {
    const [was = null, is = null] = [created[name], item[name]];
    return was !== null && is !== null && !isSameValue(was, is) && !isEchoed(was, is);
  });
}

interface Item {
  readonly reply: Reply;
  readonly shown: JsonObject;
  /** Where its page has it. */
  readonly shows: string;
}

function itemOf({ id }: MadeResource, { list, listing }: ReadList): Item | undefined {
  for (const reply of listing.pages) {
    const items = isJsonObject(reply.json) ? valueAt(reply.json, list.at) : undefined;
    const index = Array.isArray(items) ? items.findIndex((item) => valueAt(item, list.item) === id) : -1;
    const shown = Array.isArray(items) ? items[index] : undefined;
    if (isJsonObject(shown)) return { reply, shown, shows: `${list.at}/${index}` };
  }
  return undefined;
}
