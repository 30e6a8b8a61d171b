import { isDeepStrictEqual } from "node:util";
import { valueText } from "#reference/value-text.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { valueAt, withValueAt } from "#reference/service/answers/pointer.ts";
import type { OutputDocument } from "#reference/render/output-document.ts";
import type { ServiceCall } from "#reference/service/service-call.ts";
import type { StoredResource } from "#reference/service/store/resource.ts";
import type { ResourceKind } from "#reference/service/table/kind.ts";
import { isOnly } from "#reference/service/table/locate.ts";
import { answerWith } from "./answer.ts";
import { makeBeside } from "#reference/service/resource/made.ts";
import { newResource } from "#reference/service/resource/new-resource.ts";
import { refuseOverLimit, refuseTaken } from "./refuse.ts";
import { remember, replayed } from "./replay.ts";
import { resolveParent, words } from "./resolve.ts";

export function create(call: ServiceCall, kind: ResourceKind): OutputDocument {
  const before = replayed(call);
  if (before !== undefined) return before;
  const parent = resolveParent(call, kind);
  const id = kind.id.input === undefined ? undefined : valueText(valueAt(call.input, kind.id.input));
  const holder = id === undefined ? alikeOf(call, kind, parent) : takenBy(call, kind, parent, id);
  const isUnseen =
    holder !== undefined && call.habits.hurries(call.operation) === "names" && call.seen?.has(holder) !== true;
  if (holder !== undefined && !isUnseen && !isReplaced(call, kind)) {
    const reason = holder.kind.name === kind.name ? "taken" : "taken-by-other";
    if (!call.habits.minds(call.operation, "one in use")) holder.facts = { ...holder.facts, ...untagged(call, kind) };
    throw refuseTaken(call, `There is a ${words(holder.kind)} called ${holder.id} already.`, reason);
  }
  const isKept = holder !== undefined && isReplaced(call, kind) && !call.habits.minds(call.operation, "later value");
  if (isKept) return answerWith(call, { resource: holder, shows: kind.create?.shows, made: undefined });
  if (id !== undefined && isSpent(call, kind, id)) throw refuseTaken(call, `There was a ${words(kind)} called ${id}.`);
  const busy = parent && call.habits.busy(parent);
  if (busy !== undefined) throw refuseTaken(call, busy);
  const crowded = call.habits.crowds(kind, call.store.children(parent, [kind]), call.input);
  if (crowded !== undefined) throw refuseOverLimit(call, crowded);
  const resource = newResource(call, { kind, parent, sent: sentWithDefaults(call, kind), id });
  if (isUnseen) call.store.remove(holder);
  const revived = call.habits.revives(call.operation);
  if (revived === "tags") reviveTags(call, resource);
  if (call.habits.acts(call.operation)) addWithPlanted(call, resource);
  touchNamesakes(call, resource);
  if (revived === "children") reviveChildren(call, resource);
  const made = makeBeside(call, resource);
  const told = { resource: madeMeanwhile(call, resource) ?? resource, shows: kind.create?.shows, made };
  return remember(call, resource, answerWith(call, told));
}

/** A server that does not mind that a name is free keeps it for what was deleted. */
function isSpent({ habits, operation, store }: ServiceCall, kind: ResourceKind, id: string): boolean {
  if (habits.minds(operation, "freed name")) return false;
  return store.gone().some((one) => one.kind.name === kind.name && one.id === id);
}

/** Another of the kind that a parallel creation has made, which this server takes for that of the request. */
function madeMeanwhile(
  { habits, operation, seen, store }: ServiceCall,
  resource: StoredResource,
): StoredResource | undefined {
  if (habits.hurries(operation) !== "creations") return undefined;
  const { kind, parent } = resource;
  return store.children(parent, [kind]).find((one) => one !== resource && seen?.has(one) !== true);
}

/** A server that does not mind the parent takes a name to be taken where another parent has one of it. */
function takenBy(
  { store, habits, operation }: ServiceCall,
  kind: ResourceKind,
  parent: StoredResource | undefined,
  id: string,
): StoredResource | undefined {
  const own = store.holder(kind, parent, id);
  if (own !== undefined || habits.minds(operation, "parent")) return own;
  return store.all().find((one) => one.kind.name === kind.name && one.id === id);
}

/** What keeps another from being made: of what is described without a name of its own there is but one, of others one with the same members. */
function alikeOf(
  { service, store, habits, operation, input }: ServiceCall,
  kind: ResourceKind,
  parent: StoredResource | undefined,
): StoredResource | undefined {
  const beside = store.children(parent, [kind]);
  if (isOnly(service.table, kind)) return beside[0];
  const { unique = [] } = kind.id;
  if (unique.length === 0 || !habits.minds(operation, "others alike")) return undefined;
  return beside.find((one) => isAlike(one, unique, input));
}

/** Of the few that a service knows, one that no operation says is taken is set anew. */
function isReplaced({ operation, service }: ServiceCall, { fixed }: ResourceKind): boolean {
  return fixed && !operation.errors.some(({ code }) => service.table.taken.includes(code));
}

/** One that does not mind which one it is of has as defaults what the last one of the kind was made with, or came to be. */
function sentWithDefaults(call: ServiceCall, kind: ResourceKind): JsonObject {
  const { habits, operation, store } = call;
  const sent = sentOf(call);
  if (habits.minds(operation, "which one")) return sent;
  const last = store.all().findLast((one) => one.kind.name === kind.name)?.facts ?? {};
  const optional = operation.input.flatMap(({ name, shape, required }) => (required || shape.token ? [] : [name]));
  const left = Object.entries(last).filter(([name]) => optional.includes(name) && `/${name}` !== kind.tags?.input);
  return { ...(Object.fromEntries(left) as JsonObject), ...sent };
}

/** The input without what only makes the request safe to repeat. */
export function sentOf({ operation, input }: ServiceCall): JsonObject {
  const tokens = operation.input.filter(({ shape }) => shape.token).map(({ name }) => name);
  const kept = Object.entries(input).filter(([name]) => !tokens.includes(name));
  return Object.fromEntries(kept);
}

/** What one that is there would be, if it were set anew. */
function untagged(call: ServiceCall, { tags }: ResourceKind): JsonObject {
  return Object.fromEntries(Object.entries(sentOf(call)).filter(([name]) => `/${name}` !== tags?.input));
}

/** Whether it has the name of another, or where the service names it, the members that no two have. */
function isNamesake(one: StoredResource, { kind, id, facts }: StoredResource): boolean {
  const { unique = [] } = kind.id;
  return one.kind.name === kind.name && (one.id === id || (unique.length > 0 && isAlike(one, unique, facts)));
}

function isAlike({ facts }: StoredResource, unique: readonly string[], other: JsonObject): boolean {
  return unique.every((at) => isDeepStrictEqual(valueAt(facts, at), valueAt(other, at)));
}

/** Gives it the tags that the last one of its name had. */
function reviveTags({ store }: ServiceCall, resource: StoredResource): void {
  const at = resource.kind.tags?.shown;
  const before = store.gone().findLast((one) => isNamesake(one, resource));
  const tags = before === undefined || at === undefined ? undefined : valueAt(before.facts, at);
  if (at !== undefined && tags !== undefined) resource.facts = withValueAt(resource.facts, at, tags as JsonObject);
}

/** As one that never forgot what belonged to the last one of its name. */
function reviveChildren({ store }: ServiceCall, resource: StoredResource): void {
  const before = store.gone().findLast((one) => isNamesake(one, resource));
  for (const child of before === undefined ? [] : store.gone().filter(({ parent }) => parent === before)) {
    const isThere = store.holder(child.kind, resource, child.id) !== undefined;
    if (!isThere) store.add({ ...child, parent: resource, leaving: false, settled: false, looks: 0, due: 0 });
  }
}

/** A server that keeps things by their own name alone removes those of the name below other parents, or gives them its tags. */
function touchNamesakes({ habits, operation, store }: ServiceCall, resource: StoredResource): void {
  const { kind, parent, facts } = resource;
  const at = kind.tags?.shown;
  const others = store.all().filter((one) => one.parent !== parent && isNamesake(one, resource));
  if (!habits.minds(operation, "one parent")) for (const other of others) store.remove(other);
  const tags = at === undefined ? undefined : valueAt(facts, at);
  if (at === undefined || tags === undefined || habits.minds(operation, "own tags")) return;
  for (const other of others) other.facts = withValueAt(other.facts, at, tags as JsonObject);
}

/** Adds a resource, and what comes with it. */
function addWithPlanted(call: ServiceCall, resource: StoredResource): void {
  const { world, table } = call.service;
  call.store.add(resource);
  for (const kind of table.kinds.filter(({ parent }) => parent === resource.kind.name)) {
    for (const sent of [...(world.planted[kind.name] ?? []), ...(call.habits.plants[kind.name] ?? [])]) {
      call.store.add(newResource(call, { kind, parent: resource, sent: { ...sent } }));
    }
  }
}
