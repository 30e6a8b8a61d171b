import type { Operation } from "#reference/service/model/operation.ts";
import type { Shape } from "#reference/service/model/shape.ts";
import { shapeAt } from "#reference/service/resource/shown-shape.ts";
import type { Service } from "#reference/service/service-call.ts";
import type { ResourceKind } from "#reference/service/table/kind.ts";
import { roleOf } from "#reference/service/table/role.ts";

/** A member that every answer of an operation has. */
export interface ShownMember {
  readonly pointer: string;
  readonly shape: Shape;
  /** It is what the answer is for, or says which resource that is about: no source asks for the others. */
  readonly needed: boolean;
}

/** The members that an operation always answers: what it shows, and who and how far that is. */
export function shownMembers({ name, output }: Operation, { table }: Service): ShownMember[] {
  const role = roleOf(table, name);
  if (role.name === "list-tags") return present(output, [table.tagging?.list.shows], 1);
  if (!("kinds" in role)) return [];
  const [kind] = role.kinds;
  if (role.name === "list") return present(output, [kind.list?.at], isOwed(kind) ? 1 : 0);
  const shows = kind.describe?.shows ?? kind.create?.shows;
  if (shows === undefined) return [];
  const pointers = [shows, ...ownPointers(kind).map((pointer) => `${shows}${pointer}`)];
  return present(output, pointers, 2);
}

/** There is one to be listed, because a client made it. */
function isOwed({ create, made, list }: ResourceKind): boolean {
  return create !== undefined || (made !== undefined && made.operation !== list?.operation);
}

/** Who a resource is, first of all. */
function ownPointers(kind: ResourceKind): (string | undefined)[] {
  const { id, arn, ready, create, made, tags } = kind;
  const output = id.output?.slice(create?.shows?.length ?? 0);
  const madeBeside = made?.at.slice(made.at.lastIndexOf("/"));
  return [id.input ?? output ?? madeBeside, arn, ready?.at, tags?.shown].filter((pointer) => pointer !== undefined);
}

/** Those of the pointers that the output has; the first few of them are needed. */
function present(output: Shape | undefined, pointers: readonly (string | undefined)[], needed: number): ShownMember[] {
  return pointers.flatMap((pointer, index) => {
    const shape = pointer === undefined ? undefined : shapeAt(output, pointer);
    return pointer === undefined || shape === undefined ? [] : [{ pointer, shape, needed: index < needed }];
  });
}
