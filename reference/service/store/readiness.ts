import { withValueAt } from "#reference/service/answers/pointer.ts";
import type { StoredResource } from "./resource.ts";
import type { Store } from "./store.ts";

/** One look at a resource: when its looks are used up and its time is over, its status is what it comes to. True once it is gone. */
export function look(resource: StoredResource, now: number): boolean {
  resource.looks -= 1;
  if (resource.looks >= 0 || now < resource.due) return false;
  if (resource.leaving) return true;
  const { ready } = resource.kind;
  if (ready !== undefined && !resource.settled) resource.facts = withValueAt(resource.facts, ready.at, ready.is);
  resource.settled = true;
  return false;
}

/** What takes its time comes about whether anybody looks or not. */
export function passTime(store: Store, now: number): void {
  for (const resource of store.all())
    if (resource.looks <= 0 && now >= resource.due && look(resource, now)) store.remove(resource);
}
