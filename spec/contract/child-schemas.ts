import { childPointer } from "#spec/json/json-pointer.ts";
import type { JsonSchema } from "./schema.ts";

/** A schema that stands right below another one. */
export interface ChildSchema {
  readonly schema: JsonSchema;
  /** JSON pointer from the schema above, such as `/properties/tags` or `/items`. */
  readonly pointer: string;
  /** What of the value above it describes: a member by its name, or each key, value or item. */
  readonly of:
    | { readonly kind: "member"; readonly name: string; readonly isRequired?: true }
    | { readonly kind: "key" | "value" | "item" };
}

/** The schemas right below a schema, in document order: its members, and what holds of all keys, values or items. */
export function* childSchemas(schema: JsonSchema): Iterable<ChildSchema> {
  const { properties = {}, required = [], propertyNames, additionalProperties, items } = schema;
  for (const [name, member] of Object.entries(properties)) {
    const of = { kind: "member", name, isRequired: required.includes(name) || undefined } as const;
    yield { schema: member, pointer: childPointer("/properties", name), of };
  }
  if (propertyNames !== undefined) yield { schema: propertyNames, pointer: "/propertyNames", of: { kind: "key" } };
  if (typeof additionalProperties === "object")
    yield { schema: additionalProperties, pointer: "/additionalProperties", of: { kind: "value" } };
  if (items !== undefined) yield { schema: items, pointer: "/items", of: { kind: "item" } };
}
