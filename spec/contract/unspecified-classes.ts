import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import { childSchemas } from "./child-schemas.ts";
import type { JsonSchema, Unspecified } from "./schema.ts";
import { perObject } from "#spec/kept-per-object.ts";
import { validatorOf } from "./validator.ts";

interface CompiledClass {
  readonly class: Unspecified;
  readonly matches: (value: JsonValue) => boolean;
}

const classesOf: (schema: JsonSchema) => readonly CompiledClass[] = perObject((schema) =>
  (schema["x-unspecified"] ?? []).map((unspecified) => {
    const { when } = unspecified;
    const { accepts } = validatorOf(when);
    return { class: unspecified, matches: (value) => speaksOf(when, value) && accepts(value) };
  }),
);

/** Null breaks no limit, so a class means null only where it says so. */
function speaksOf(when: JsonSchema, value: JsonValue): boolean {
  return value !== null || when.type !== undefined || when.enum !== undefined || when.const !== undefined;
}

/** True when no class that the schema itself lists holds the value; the schemas below it are not asked. */
export function isSpecified(schema: JsonSchema, value: JsonValue): boolean {
  return !classesOf(schema).some(({ matches }) => matches(value));
}

/** The classes on which the sources are silent that a value, or anything inside it, belongs to. */
export function unspecifiedClasses(schema: JsonSchema, value: JsonValue): Unspecified[] {
  if (!listsAny(schema)) return [];
  const own = classesOf(schema)
    .filter(({ matches }) => matches(value))
    .map((compiledClass) => compiledClass.class);
  return [...own, ...childrenOf(schema, value).flatMap(([child, inner]) => unspecifiedClasses(child, inner))];
}

/** Whether the schema or one below it lists a class: values of most need not be gone through. */
const listsAny: (schema: JsonSchema) => boolean = perObject(
  (schema) => classesOf(schema).length > 0 || [...childSchemas(schema)].some((child) => listsAny(child.schema)),
);

function childrenOf(schema: JsonSchema, value: JsonValue): (readonly [JsonSchema, JsonValue])[] {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items === undefined ? [] : value.map((item) => [items, item] as const);
  }
  if (!isJsonObject(value)) return [];
  const { properties = {}, propertyNames, additionalProperties } = schema;
  return Object.entries(value).flatMap(([name, member]) => {
    const known = Object.hasOwn(properties, name) ? properties[name] : undefined;
    const memberSchema = known ?? (typeof additionalProperties === "object" ? additionalProperties : undefined);
    return [
      ...(propertyNames === undefined ? [] : [[propertyNames, name] as const]),
      ...(memberSchema === undefined ? [] : [[memberSchema, member] as const]),
    ];
  });
}
