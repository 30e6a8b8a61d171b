import type { ResourceKind, Table } from "./kind.ts";

export type RoleName = "create" | "describe" | "list" | "delete" | "update" | "other";

/** What an operation does, and to which kinds of resource: several may share it. */
export type Role =
  | { readonly name: RoleName; readonly kinds: readonly [ResourceKind, ...ResourceKind[]] }
  | { readonly name: "tag" | "untag" | "list-tags" }
  /** About nothing of the account's. */
  | { readonly name: "service" };

export function roleOf(table: Table, operation: string): Role {
  const { tagging } = table;
  if (tagging?.tag.operation === operation) return { name: "tag" };
  if (tagging?.untag.operation === operation) return { name: "untag" };
  if (tagging?.list.operation === operation) return { name: "list-tags" };
  for (const name of ["create", "describe", "list", "delete", "update", "other"] as const) {
    const [first, ...more] = table.kinds.filter((kind) => has(kind, name, operation));
    if (first !== undefined) return { name, kinds: [first, ...more] };
  }
  return { name: "service" };
}

function has(kind: ResourceKind, role: RoleName, operation: string): boolean {
  if (role === "update") return kind.updates.includes(operation);
  if (role === "other") return kind.others.includes(operation);
  return kind[role]?.operation === operation;
}
