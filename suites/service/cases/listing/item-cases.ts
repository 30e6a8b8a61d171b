import { isDeepStrictEqual } from "node:util";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import { isJsonObject, type JsonObject } from "#spec/json/json.ts";
import { jsonText } from "#spec/json/json-text.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import { kindInWords, ofKindId, promiseId } from "#spec/resources/promises/promise.ts";
import { sharedMembers } from "#spec/resources/promises/item-promises.ts";
import { isMadeApart, showsOwn } from "#spec/resources/table-readings.ts";
import type { ListOperation, Resource } from "#spec/resources/resource-table.ts";
import { check } from "#suites/oracles/finding.ts";
import { receivedValue } from "#suites/oracles/member-finding.ts";
import type { Difference } from "#suites/record/record.ts";
import { isSameValue } from "#suites/service/judging/answers/agreement.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";

/** As many items of a list are described: each is the one that it is asked for as. */
const MOST = 3;

/** What lists say of the shared resource of each kind, of others beside it, and of what comes with its parent. */
export function* itemCases(context: ServiceContext): Iterable<ServiceCase> {
  const { table, contract } = context;
  for (const resource of table.resources) {
    const { list, describe, name } = resource;
    const names = sharedMembers(context, resource);
    if (list === undefined || describe === undefined || describe.shows === undefined) continue;
    const listing = contract.operation(list.operation);
    const describing = contract.operation(describe.operation);
    yield {
      id: `${listing.prefix}/scenario/items/${name}`,
      kind: "scenario",
      requirements: [
        ...(names.length === 0 ? [] : [ofKindId(listing, "agrees.members", name)]),
        ...(showsOwn(describing, describe) ? [promiseId(describing, "names")] : []),
      ],
      summary: `what a list and a description say of ${kindInWords(resource)}`,
      needs: [list.operation, describe.operation],
      run: (session) => describeItems(session, { resource, list, names }),
    };
  }
}

interface ItemsOf {
  readonly resource: Resource;
  readonly list: ListOperation;
  /** Of the members that both show. */
  readonly names: readonly string[];
}

async function describeItems(session: ServiceSession, items: ItemsOf): Promise<void> {
  const { alive } = session.context;
  const shared = alive.get(items.resource.name);
  // What belongs to nothing may be somebody else's.
  if (shared === undefined) return;
  // There is another one by then, of what a change makes.
  const making = isMadeApart(items.resource) ? items.resource.made?.operation : undefined;
  const request = making === undefined ? undefined : session.plain({ operation: making });
  if (request !== undefined) await session.send(request);
  const seen = await session.list(shared, items.list);
  const others = items.resource.parent === undefined ? [] : (seen?.ids ?? []);
  for (const id of [...new Set([shared.id, ...others])].slice(0, MOST))
    if (items.names.length > 0) await judgeItem(session, items, id);
    else await session.describe({ resource: items.resource, id, parent: session.parentOf(items.resource) });
}

/** The list, and what it says of each by what identifies it. */
async function itemsIn(
  session: ServiceSession,
  { resource, list }: ItemsOf,
): Promise<{ readonly last: Reply | undefined; readonly byId: ReadonlyMap<string, JsonObject> }> {
  const seen = await session.list(session.context.alive.get(resource.name), list);
  const all = (seen?.pages ?? []).flatMap(({ json }) => (isJsonObject(json) ? (valueAt(json, list.at) ?? []) : []));
  const byId = all.flatMap((item): [string, JsonObject][] => {
    const id = valueAt(item, list.item);
    return isJsonObject(item) && typeof id === "string" ? [[id, item]] : [];
  });
  return { last: seen?.last, byId: new Map(byId) };
}

/** One item, between two descriptions that agree with each other: then nothing changed meanwhile. */
async function judgeItem(session: ServiceSession, items: ItemsOf, id: string): Promise<void> {
  const { resource, list, names } = items;
  const made = { resource, id, parent: session.parentOf(resource) };
  const look = async () => {
    const before = session.shown(made, await session.describe(made));
    const { last, byId } = await itemsIn(session, items);
    const after = session.shown(made, await session.describe(made));
    const item = byId.get(id);
    const isStill = before !== undefined && names.every((name) => isDeepStrictEqual(before[name], after?.[name]));
    return { last, item, differing: !isStill || item === undefined ? undefined : differing(names, item, before) };
  };
  const holds = ({ differing }: Awaited<ReturnType<typeof look>>): boolean => differing?.length === 0;
  const seen = await session.waitFor({ operation: list.operation, event: "agrees" }, { read: look, holds });
  if (seen.last === undefined || !isSuccess(seen.last) || seen.differing === undefined) return;
  const where = seen.differing.map(({ at }) => at).join(" and ");
  const found = check(where === "", "as the description has it", `another value at ${where}`, seen.differing);
  const requirement = ofKindId(session.context.contract.operation(list.operation), "agrees.members", resource.name);
  session.judge(requirement, found, seen.last.exchange);
}

/** What a list leaves out says nothing; times may be cut. */
function differing(names: readonly string[], item: JsonObject, described: JsonObject): Difference[] {
  return names.flatMap((name): Difference[] => {
    const [is = null, due = null] = [item[name], described[name]];
    if (is === null || due === null || isSameValue(due, is) || isDeepStrictEqual(is, due)) return [];
    return isJsonObject(is) || Array.isArray(is)
      ? []
      : [{ at: `/${name}`, expected: jsonText(due), ...receivedValue(is, jsonText) }];
  });
}
