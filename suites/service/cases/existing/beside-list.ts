import type { MadeResource } from "#custody/resources/made-resource.ts";
import { requestOn } from "#custody/resources/resource-requests.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import { isJsonObject, type JsonObject } from "#spec/json/json.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import { lastingPointers, listItem } from "#spec/resources/promises/agreement-promises.ts";
import { ofKindId } from "#spec/resources/promises/promise.ts";
import { isSameValue } from "#suites/service/judging/answers/agreement.ts";
import { check, type Finding } from "#suites/oracles/finding.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import type { ReadableKind } from "#suites/plan/existing-kinds.ts";

interface ListedAndDescribed {
  readonly made: MadeResource;
  readonly page: Reply;
  readonly described: Reply;
}

/**
 * Whether the item of a list is the very resource that its description shows. Where it seems to be another, both are looked
 * at again: others may have deleted it, and made another one under its name.
 */
export async function judgeBesideList(
  session: ServiceSession,
  { resource, list, describe }: ReadableKind,
  { made, page, described }: ListedAndDescribed,
): Promise<void> {
  const { context } = session;
  const pointers = lastingPointers(context, resource, listItem(list));
  const requirement = ofKindId(context.contract.operation(list.operation), "agrees", resource.name);
  const compare = (listing: Reply, description: Reply): Finding | undefined => {
    const item = itemOf(listing, list, made.id);
    const shown = session.shown(made, description);
    return item === undefined || shown === undefined ? undefined : agreement(pointers, item, shown);
  };
  const first = compare(page, described);
  if (first === undefined || first.grade === "met") {
    if (first !== undefined) session.judge(requirement, first, described.exchange);
    return;
  }
  const [listAgain, describeAgain] = [requestOn(context, list, made.parent), requestOn(context, describe, made)];
  if (listAgain === undefined || describeAgain === undefined) return;
  const [listing, description] = [await session.ask(listAgain), await session.ask(describeAgain)];
  const second = isSuccess(listing) && isSuccess(description) ? compare(listing, description) : undefined;
  if (second !== undefined) session.judge(requirement, second, listing.exchange);
}

function itemOf({ json }: Reply, { at, item }: ReadableKind["list"], id: string): JsonObject | undefined {
  const items = json === undefined ? undefined : valueAt(json, at);
  const found = Array.isArray(items) ? items.find((each) => valueAt(each, item) === id) : undefined;
  return isJsonObject(found) ? found : undefined;
}

/** Of what both have: undefined where that is nothing. */
function agreement(pointers: readonly string[], item: JsonObject, shown: JsonObject): Finding | undefined {
  const both = pointers.flatMap((at) => {
    const [listed, told] = [valueAt(item, at) ?? null, valueAt(shown, at) ?? null];
    return listed === null || told === null || typeof listed !== typeof told ? [] : [{ at, listed, told }];
  });
  if (both.length === 0) return undefined;
  const differing = both.filter(({ listed, told }) => !isSameValue(listed, told)).map(({ at }) => at);
  const expected = "the ARN and the time of creation that its description shows";
  return check(
    differing.length === 0,
    expected,
    differing.length === 0 ? expected : `another value at ${differing.join(" and ")}`,
  );
}
