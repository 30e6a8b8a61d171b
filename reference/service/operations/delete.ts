import { valueText } from "#reference/value-text.ts";
import { valueAt, withValueAt } from "#reference/service/answers/pointer.ts";
import type { OutputDocument } from "#reference/render/output-document.ts";
import type { ServiceCall } from "#reference/service/service-call.ts";
import type { StoredResource } from "#reference/service/store/resource.ts";
import { look } from "#reference/service/store/readiness.ts";
import { SOUND } from "#reference/service/habits.ts";
import type { ResourceKind } from "#reference/service/table/kind.ts";
import { answerWith } from "./answer.ts";
import { makeBeside } from "#reference/service/resource/made.ts";
import { pointerTo } from "#reference/service/table/locate.ts";
import { refuseAsConflict, refuseInvalidState, refuseTaken } from "./refuse.ts";
import { find, resolve, words } from "./resolve.ts";
import { basePointer, shapeAt, shownShape } from "#reference/service/resource/shown-shape.ts";

/** What a state is called while the resource goes: by the model, or by this where it lists none. */
const LEAVING = "DELETING";

/** Removes a resource with all that belongs to it, but for kinds that must be removed first. */
export function remove(call: ServiceCall, kind: ResourceKind): OutputDocument {
  if (find(call, kind) === undefined && isGoneMeanwhile(call, kind)) throw refuseAsConflict();
  const departed = departedOf(call, kind);
  if (departed !== undefined)
    return answerWith(call, { resource: departed, shows: kind.delete?.shows, made: undefined });
  const resource = resolve(call, kind);
  const [held] = call.habits.minds(call.operation, "children") ? heldBy(call, resource) : [];
  if (held !== undefined) {
    throw refuseTaken(call, `The ${words(kind)} still has a ${words(held.kind)} called ${held.id}.`);
  }
  // Its time passes with whatever is asked about it.
  if (!resource.leaving) look(resource, call.call.receivedAt);
  const isFree = !call.habits.minds(call.operation, "protection");
  const reason = (isFree ? undefined : protectedBy(call, resource)) ?? call.habits.holds(resource);
  if (reason !== undefined) throw refuseInvalidState(call, reason);
  const made = makeBeside(call, resource);
  leave(call, resource);
  for (const one of othersAlike(call, resource)) leave(call, one);
  return answerWith(call, { resource, shows: kind.delete?.shows, made });
}

/** What a server takes away as well that deletes all whose names begin with the one that was sent, or that have it anywhere. */
function othersAlike({ habits, operation, store }: ServiceCall, { kind, parent, id }: StoredResource) {
  const begun = (one: StoredResource): boolean => one.parent === parent && one.id !== id && one.id.startsWith(id);
  const anywhere = (one: StoredResource): boolean => one.parent !== parent && one.id === id;
  const mindsAll = habits.minds(operation, "whole name");
  const mindsWhere = habits.minds(operation, "one parent");
  const others = store.all().filter((one) => one.kind === kind);
  return others.filter((one) => (!mindsAll && begun(one)) || (!mindsWhere && anywhere(one)));
}

/** A parallel deletion has taken it: it was there when the request came. */
function isGoneMeanwhile(call: ServiceCall, kind: ResourceKind): boolean {
  const { habits, operation, seen, service, input } = call;
  if (habits.hurries(operation) !== "deletions") return false;
  const pointer = pointerTo(service.table, kind, operation.name);
  const id = pointer === undefined ? undefined : valueAt(input, pointer);
  return [...(seen?.keys() ?? [])].some((one) => one.kind.name === kind.name && one.id === id);
}

/** What was deleted before, for a server that does not mind that it is not there any more. */
function departedOf(call: ServiceCall, kind: ResourceKind): StoredResource | undefined {
  const { habits, operation, service, input, store } = call;
  if (habits.minds(operation, "absence") || find(call, kind) !== undefined) return undefined;
  const pointer = pointerTo(service.table, kind, operation.name);
  const id = pointer === undefined ? undefined : valueAt(input, pointer);
  return store.gone().findLast((one) => one.kind.name === kind.name && one.id === id);
}

function protectedBy({ service }: ServiceCall, { kind, facts }: StoredResource): string | undefined {
  const at = service.world.protections[kind.name];
  const isOn = at !== undefined && valueAt(facts, at) === true;
  return isOn ? `The ${words(kind)} has deletion protection enabled.` : undefined;
}

function heldBy(
  { store, service: { table, world }, habits, operation }: ServiceCall,
  resource: StoredResource,
): StoredResource[] {
  const holding = table.kinds.filter(
    ({ name, parent }) => world.holding.includes(name) && parent === resource.kind.name,
  );
  const minded = habits.minds(operation, "children of each kind") ? holding : holding.slice(0, 1);
  return store.children(resource, minded);
}

function leave({ call, service, store, habits, operation }: ServiceCall, resource: StoredResource): void {
  const { kind, facts } = resource;
  const at = kind.ready?.at ?? `${basePointer(kind)}/status`;
  const status = shapeAt(shownShape(service, kind), at);
  const listed = status?.values?.map((value) => valueText(value)).find((value) => value.toUpperCase() === LEAVING);
  const leaving = status?.values === undefined ? LEAVING : listed;
  const mayLeave = status !== undefined && leaving !== undefined;
  if (habits.acts(operation)) {
    // What has no status of its end is gone at once: nothing would say that it is going.
    const { looks: sound, lasts } = kind.ready === undefined || !mayLeave ? SOUND : habits;
    const looks = habits.minds(operation, "settling") ? sound : Infinity;
    // One that is going already goes no later for being told again.
    const due = resource.leaving ? resource.due : call.receivedAt + lasts;
    Object.assign(resource, { leaving: true, looks, due });
    if (looks === 0 && lasts === 0) store.remove(resource);
  }
  if (mayLeave && habits.minds(operation, "going")) resource.facts = withValueAt(facts, at, leaving);
}
