import { parentPointer } from "#reference/service/answers/pointer.ts";
import type { Operation } from "#reference/service/model/operation.ts";
import type { Service, ServiceCall } from "#reference/service/service-call.ts";
import type { StoredResource } from "#reference/service/store/resource.ts";
import type { ResourceKind } from "#reference/service/table/kind.ts";
import { ancestorMembers, newResource } from "./new-resource.ts";
import { withAncestors } from "#reference/service/operations/resolve.ts";
import { shapeAt } from "./shown-shape.ts";

/** A resource that an operation on another one makes, such as an update, and where the answer shows it. */
export interface MadeBeside {
  readonly resource: StoredResource;
  readonly shows: string;
}

/** Makes what the operation's answer has a place for; undefined where it has none. */
export function makeBeside(call: ServiceCall, about: StoredResource): MadeBeside | undefined {
  const kind = kindBeside(call.operation, call.service);
  const shows = kind && shownAt(kind);
  if (kind === undefined || shows === undefined) return undefined;
  const parent = withAncestors(about).find((one) => one.kind.name === kind.parent);
  const resource = newResource(call, { kind, parent, sent: Object.fromEntries(ancestorMembers(call, about)) });
  call.store.add(resource);
  return { resource, shows };
}

/** What kind of resource an operation makes beside the one that it is about. */
export function kindBeside(operation: Operation, { table }: Service): ResourceKind | undefined {
  return table.kinds.find((kind) => isMadeBy(operation, kind));
}

function isMadeBy(operation: Operation, kind: ResourceKind): boolean {
  const shows = shownAt(kind);
  const isOwn = [kind.describe?.operation, ...kind.others].includes(operation.name);
  return shows !== undefined && !isOwn && shapeAt(operation.output, shows) !== undefined;
}

/** Where answers show one that was made; undefined for what comes with its parent. */
function shownAt({ made, list }: ResourceKind): string | undefined {
  return made === undefined || made.operation === list?.operation ? undefined : parentPointer(made.at);
}
