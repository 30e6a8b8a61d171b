import { asArray, asObject } from "#reference/service/model/document.ts";
import { valueAt } from "#reference/service/answers/pointer.ts";
import { find, idAskedFor } from "#reference/service/operations/resolve.ts";
import type { ServiceCall } from "#reference/service/service-call.ts";
import type { StoredResource } from "#reference/service/store/resource.ts";
import type { ResourceKind } from "#reference/service/table/kind.ts";
import { roleOf } from "#reference/service/table/role.ts";

/** What a drawn fault can look at before a call is carried out; undefined where the call has no such thing. */
export interface CallFacts {
  /** Of the resource: the one that is there, or the one that is asked for. */
  readonly name?: string | undefined;
  /** How many the resource has, or is to have. */
  readonly tags?: number | undefined;
  readonly hasToken: boolean;
  /** What the resource belongs to is not the first of its kind that the server met. */
  readonly isOfLaterParent: boolean;
  /** Another of the kind is there, below the same parent. */
  readonly hasSibling: boolean;
  /** An operation changed the resource before. */
  readonly isChanged: boolean;
  /** 1 for the first call of the operation. */
  readonly turn: number;
}

/** Reads the facts of each call of one operation; remembers what came before, of all of them. */
export function factsReader(): (call: ServiceCall, isOwn: boolean) => CallFacts | undefined {
  const changed = new WeakSet<StoredResource>();
  const firstParents = new Map<string, StoredResource>();
  let turn = 0;
  return (call, isOwn) => {
    const { kind, isNew } = kindOf(call);
    const resource = kind === undefined || isNew ? taggedBy(call) : found(call, kind);
    const parent = resource?.parent ?? (kind === undefined ? undefined : parentFor(call, kind));
    const kindOfParent = parent?.kind.name ?? "";
    if (parent !== undefined && !firstParents.has(kindOfParent)) firstParents.set(kindOfParent, parent);
    const isChanged = resource !== undefined && changed.has(resource);
    if (resource !== undefined && CHANGES.has(roleOf(call.service.table, call.operation.name).name))
      changed.add(resource);
    if (!isOwn) return undefined;
    const of = resource?.kind ?? kind;
    return {
      name: resource?.id ?? (isNew ? textAt(call, kind?.id.input) : kind && idAskedFor(call, kind)),
      tags: of === undefined ? undefined : tagsOf(call, of, resource),
      hasToken: call.operation.input.some(({ name, shape }) => shape.token && call.input[name] !== undefined),
      isOfLaterParent: parent !== undefined && firstParents.get(kindOfParent) !== parent,
      hasSibling: of !== undefined && call.store.children(parent, [of]).some((one) => one !== resource),
      isChanged,
      turn: (turn += 1),
    };
  };
}

const CHANGES: ReadonlySet<string> = new Set(["update", "other", "tag", "untag"]);

function kindOf({ service, operation }: ServiceCall): { readonly kind?: ResourceKind; readonly isNew: boolean } {
  const role = roleOf(service.table, operation.name);
  return "kinds" in role ? { kind: role.kinds[0], isNew: role.name === "create" } : { isNew: false };
}

/** Undefined where the input names nothing that is there. */
function found(call: ServiceCall, kind: ResourceKind): StoredResource | undefined {
  try {
    return find(call, kind);
  } catch {
    return undefined;
  }
}

function parentFor(call: ServiceCall, kind: ResourceKind): StoredResource | undefined {
  const parent = call.service.table.kinds.find(({ name }) => name === kind.parent);
  return parent && found(call, parent);
}

/** What an operation on tags is about. */
function taggedBy({ service, operation, input, store }: ServiceCall): StoredResource | undefined {
  const { tag, untag, list } = service.table.tagging ?? {};
  const at = [tag, untag, list].find((one) => one?.operation === operation.name)?.arn;
  const arn = at === undefined ? undefined : valueAt(input, at);
  return store.all().find(({ kind, facts }) => arn !== undefined && valueAt(facts, kind.arn ?? "/") === arn);
}

function textAt({ input }: ServiceCall, at: string | undefined): string | undefined {
  const value = at === undefined ? undefined : valueAt(input, at);
  return typeof value === "string" ? value : undefined;
}

function tagsOf(call: ServiceCall, { tags }: ResourceKind, resource: StoredResource | undefined): number | undefined {
  if (tags === undefined) return undefined;
  const value = resource === undefined ? valueAt(call.input, tags.input) : valueAt(resource.facts, tags.shown);
  return Object.keys(asObject(value)).length + asArray(value).length;
}
