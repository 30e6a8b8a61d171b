import { withValueAt } from "../answers/pointer.ts";
import type { ResourceKind, Readiness } from "../table/kind.ts";
import type { World } from "../world.ts";
import type { StoredResource } from "./resource.ts";

/** Where a kind of resource says how far it is, and the value that it comes to. */
export function readinessOf({ name, ready }: ResourceKind, world: World): Pick<Readiness, "at" | "is"> | undefined {
  return ready ?? world.settles[name];
}

/** One look at a resource: when its looks are used up, its status is what it comes to. True once it is gone. */
export function look(resource: StoredResource, world: World): boolean {
  resource.looks -= 1;
  if (resource.looks >= 0) return false;
  if (resource.leaving) return true;
  const ready = readinessOf(resource.kind, world);
  if (ready !== undefined && !resource.settled) resource.facts = withValueAt(resource.facts, ready.at, ready.is);
  resource.settled = true;
  return false;
}
