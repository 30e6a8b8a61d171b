import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { filled } from "#spec/resources/placeholders.ts";
import type { Resource, ResourceOperation, ResourceTable } from "#spec/resources/resource-table.ts";
import { perObject } from "#spec/kept-per-object.ts";

/** A resource that exists or may exist, and what it belongs to. */
export interface MadeResource {
  readonly resource: Resource;
  /** Identifies it within its parent. */
  readonly id: string;
  readonly arn?: string | undefined;
  readonly parent?: MadeResource | undefined;
}

/** One that may have been made, under a name that only the answer would have told. It belongs to nothing. */
export interface UnnamedResource {
  readonly resource: Resource;
  readonly id?: undefined;
  readonly arn?: undefined;
  readonly parent?: undefined;
}

/** The values of the placeholders of a resource and its parents, such as `cluster` and `cluster.arn`. */
export function identityOf(made: MadeResource | undefined): (name: string) => JsonValue | undefined {
  const known = new Map<string, string>();
  for (let each = made; each !== undefined; each = each.parent) {
    known.set(each.resource.name, each.id);
    if (each.arn !== undefined) known.set(`${each.resource.name}.arn`, each.arn);
  }
  return (name) => known.get(name);
}

/** The input of an operation on a resource: the table's entry, filled in. Undefined if a value is missing. */
export function inputFor(
  { inputs }: ResourceTable,
  { operation, input = inputs[operation] }: ResourceOperation,
  valueOf: (name: string) => JsonValue | undefined,
): JsonObject | undefined {
  return input === undefined ? undefined : filled(input, valueOf);
}

/** The ARN that an answer shows for a resource, if it contains what identifies the resource or its parent. */
export function ownArn({ id, parent }: MadeResource, arn: JsonValue | undefined): string | undefined {
  if (typeof arn !== "string") return undefined;
  if (arn.includes(id)) return arn;
  return parent === undefined ? undefined : ownArn(parent, arn);
}

/** What a resource belongs to in the end, or itself. */
export function outermost(made: MadeResource): MadeResource {
  return made.parent === undefined ? made : outermost(made.parent);
}

/** `nodegroup "ng-1" of cluster "c-1"`, for people. */
export function madeInWords({ resource, id, parent }: MadeResource | UnnamedResource): string {
  const kind = resource.name.replaceAll("-", " ");
  if (id === undefined) return `${kind} without a name`;
  return `${kind} ${JSON.stringify(id)}${parent === undefined ? "" : ` of ${madeInWords(parent)}`}`;
}

/** One that could not be removed, or that may exist nevertheless. */
export interface LeftResource {
  readonly made: MadeResource | UnnamedResource;
  readonly reason: string;
  /** The run's own: whoever reads of it may remove it. */
  readonly isOurs?: boolean;
}

/** A key for each kind and identity, including the parents'. */
export const keyOf: (made: MadeResource) => string = perObject(({ resource, id, parent }) =>
  JSON.stringify([resource.name, id, ...(parent === undefined ? [] : [keyOf(parent)])]),
);

/** It belongs to what has this key, or to what belongs to that. */
export function belongsTo({ parent }: MadeResource, key: string): boolean {
  return parent !== undefined && (keyOf(parent) === key || belongsTo(parent, key));
}

/** How many others it belongs to. */
export function depthOf({ parent }: MadeResource): number {
  return parent === undefined ? 0 : 1 + depthOf(parent);
}
