import { keyOf, type MadeResource } from "../../../../custody/resources/made-resource.ts";
import type { ResourceListing } from "../../../../custody/resources/resource-requests.ts";
import type { Reply } from "../../../../protocol/answers/reply.ts";
import { isJsonObject, type JsonObject } from "../../../../spec/json/json.ts";
import { valueAt } from "../../../../spec/json/json-pointer.ts";
import { listItem } from "../../../../spec/resources/promises/agreement-promises.ts";
import { isComparedAsCreated, sharedMembers } from "../../../../spec/resources/promises/item-promises.ts";
import { ofKindId } from "../../../../spec/resources/promises/promise.ts";
import type { ListOperation, Resource } from "../../../../spec/resources/resource-table.ts";
import { check, settling } from "../../../oracles/finding.ts";
import type { ServiceSession } from "../../service-session.ts";
import { identityFinding, isSameValue } from "../answers/agreement.ts";
import { isEchoed } from "../shown/echo.ts";

/** Whether the item that stands for it in the list is the very resource that was created. */
export function judgeItem(
  session: ServiceSession,
  made: MadeResource,
  { list, listing }: { readonly list: ListOperation; readonly listing: ResourceListing },
): void {
  const { resource, id } = made;
  const created = session.context.asCreated.get(keyOf(made));
  if (created === undefined) return;
  for (const reply of listing.pages) {
    const items = isJsonObject(reply.json) ? valueAt(reply.json, list.at) : undefined;
    const index = Array.isArray(items) ? items.findIndex((item) => valueAt(item, list.item) === id) : -1;
    const shown = Array.isArray(items) ? items[index] : undefined;
    if (!isJsonObject(shown)) continue;
    const requirement = ofKindId(session.context.contract.operation(list.operation), "agrees", resource.name);
    const shows = `${list.at}/${index}`;
    const finding = identityFinding(session.context, created, { resource, showing: listItem(list), shown, shows });
    if (finding !== undefined) session.judge(requirement, finding, reply.exchange);
    if (isComparedAsCreated(resource)) judgeItemAsCreated(session, { resource, list, reply }, shown, created.shown);
    return;
  }
}

/** Whether an item shows what the answer to the creation did; what it leaves out says nothing. */
function judgeItemAsCreated(
  session: ServiceSession,
  { resource, list, reply }: { readonly resource: Resource; readonly list: ListOperation; readonly reply: Reply },
  item: JsonObject,
  created: JsonObject,
): void {
  const { contract, table } = session.context;
  const names = sharedMembers(session.context, resource).filter((name) => `/${name}` !== table.modified);
  const differing = names.filter((name) => {
    const [was = null, is = null] = [created[name], item[name]];
    return was !== null && is !== null && !isSameValue(was, is) && !isEchoed(was, is);
  });
  const received = differing.length === 0 ? "the same" : `another value at ${differing.join(" and ")}`;
  const requirement = ofKindId(contract.operation(list.operation), "agrees.members", resource.name);
  session.judge(requirement, settling(check(differing.length === 0, "the same", received)), reply.exchange);
}
