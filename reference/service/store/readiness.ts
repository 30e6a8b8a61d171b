import { withValueAt } from "../answers/pointer.ts";
import type { StoredResource } from "./resource.ts";

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
