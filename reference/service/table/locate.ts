import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import type { ResourceKind, Table } from "./kind.ts";

/** The JSON pointer into an operation's input at which a resource of this kind is named; undefined where none is. */
export function pointerTo(table: Table, kind: ResourceKind, operation: string): string | undefined {
  const own = [kind.create, kind.describe, kind.delete].find((one) => one?.operation === operation)?.input;
  const template = own ?? table.inputs[operation] ?? {};
  const children = table.kinds.filter(({ parent }) => parent === kind.name).map(({ name }) => `$${name}.parent`);
  const wanted = [`$${kind.name}`, ...children];
  return findText(template, "", (text) => wanted.includes(text));
}

/** Where an operation's input names a resource of this kind by its ARN. */
export function pointerToArn({ inputs }: Table, { name }: ResourceKind, operation: string): string | undefined {
  return findText(inputs[operation] ?? {}, "", (text) => text === `$${name}.arn`);
}

/** Whether a parent has one at most: it is described without a name of its own. */
export function isOnly(table: Table, kind: ResourceKind): boolean {
  return kind.describe !== undefined && pointerTo(table, kind, kind.describe.operation) === undefined;
}

function findText(value: JsonValue | JsonObject, at: string, wanted: (text: string) => boolean): string | undefined {
  if (typeof value === "string") return wanted(value) ? at : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  for (const [name, member] of Object.entries(value)) {
    const found = findText(member, `${at}/${name}`, wanted);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A kind and those above it, from the top. */
export function lineage(table: Table, kind: ResourceKind): ResourceKind[] {
  const parent = table.kinds.find(({ name }) => name === kind.parent);
  return parent === undefined ? [kind] : [...lineage(table, parent), kind];
}

/** The name that kinds with a common name space share: that of the first which is described by the same operation. */
export function nameSpace(table: Table, kind: ResourceKind): string {
  const { describe } = kind;
  const shared = table.kinds.find(
    (other) => describe !== undefined && other.describe?.operation === describe.operation,
  );
  return (shared ?? kind).name;
}
