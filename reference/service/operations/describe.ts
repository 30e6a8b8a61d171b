import type { OutputDocument } from "#reference/render/output-document.ts";
import type { ServiceCall } from "#reference/service/service-call.ts";
import { look } from "#reference/service/store/readiness.ts";
import type { StoredResource } from "#reference/service/store/resource.ts";
import type { ResourceKind } from "#reference/service/table/kind.ts";
import { listPointer, valueAt, withValueAt } from "#reference/service/answers/pointer.ts";
import { answerWith, fitted } from "./answer.ts";
import { find, resolveFirst, words } from "./resolve.ts";
import { refuseUnknown } from "./refuse.ts";

/** Where the input may name what made it, as that of its list may, it is found by that alone. */
function isAsNamed({ service, operation, input, habits }: ServiceCall, { kind, facts }: StoredResource): boolean {
  if (!habits.minds(operation, "maker") || kind.create !== undefined) return true;
  return (service.world.filters[kind.list?.operation ?? ""] ?? []).every((filter) => {
    const wanted = valueAt(input, filter.input);
    return !("member" in filter) || wanted === undefined || valueAt(facts, filter.member) === wanted;
  });
}

/** Shows a resource of one of the kinds that the operation describes. A list of those asked for has none that is not there. */
export function describe(call: ServiceCall, kinds: readonly [ResourceKind, ...ResourceKind[]]): OutputDocument {
  const [{ describe: describing }] = kinds;
  const list = listPointer(describing?.shows ?? "");
  if (list !== undefined && kinds.every((kind) => find(call, kind) === undefined)) {
    return fitted(call, withValueAt({}, list, []));
  }
  const resource = resolveFirst(call, kinds);
  if (!isAsNamed(call, resource))
    throw refuseUnknown(call, `That has no ${words(resource.kind)} called ${resource.id}.`);
  if (look(resource, call.call.receivedAt)) {
    call.store.remove(resource);
    throw refuseUnknown(call, `There is no ${words(resource.kind)} called ${resource.id} any more.`);
  }
  const [first, at] = [resource.firstTags, resource.kind.tags?.shown];
  const isOld = first !== undefined && at !== undefined && !call.habits.minds(call.operation, "later tags");
  const shown = isOld ? { ...resource, facts: withValueAt(resource.facts, at, first) } : resource;
  return answerWith(call, { resource: shown, shows: resource.kind.describe?.shows });
}
