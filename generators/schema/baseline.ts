import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { perObject } from "#spec/kept-per-object.ts";
import type { GenerationContext } from "./generation-context.ts";
import { tokenValue, uniqueValue } from "./fresh-value.ts";
import { keySpace, valueSchema } from "./map-schema.ts";
import { getOwn, objectOf } from "./own-members.ts";
import { plainItems } from "./plain-items.ts";
import { plainWords } from "#generators/strings/plain-words.ts";
import { acceptedStrings } from "#generators/strings/string-space.ts";
import { isMap, mainType } from "./schema-type.ts";
import { isSpecified } from "#spec/contract/unspecified-classes.ts";
import { validatorOf } from "#spec/contract/validator.ts";

/** Whether optional members are left out or there. */
type Extent = "minimal" | "full";

/** A count that reads well, where the schema leaves the choice. */
const PLAIN_ENTRIES = 2;
/** Unspecified classes of small collections are looked for up to this many elements above the least. */
const SMALL = 8;

/** The plainest valid input with its required members alone, fresh for this salt. */
export function minimalInput(schema: JsonSchema, context: GenerationContext, salt: string): JsonObject {
  return inputOfExtent(schema, context, salt, "minimal");
}

/** The plainest valid input with every optional member, fresh for this salt. */
export function fullInput(schema: JsonSchema, context: GenerationContext, salt: string): JsonObject {
  return inputOfExtent(schema, context, salt, "full");
}

function inputOfExtent(schema: JsonSchema, context: GenerationContext, salt: string, extent: Extent): JsonObject {
  const value = plainValue(schema, context, salt, extent);
  if (value === undefined) {
    throw new Error("The operation's input schema allows no value that the sources speak about.");
  }
  return value as JsonObject;
}

/** The plainest value of a schema for a salt; undefined when it allows none outside its unspecified classes. */
export function plainValue(
  schema: JsonSchema,
  context: GenerationContext,
  salt: string,
  extent: Extent = "minimal",
): JsonValue | undefined {
  if (schema.const !== undefined) return schema.const;
  if (schema["x-fixture"] !== undefined) {
    const fixture = getOwn(context.fixtures as JsonObject, schema["x-fixture"]);
    if (fixture !== undefined) return fixture;
  }
  if (schema.enum !== undefined) return acceptedEnum(schema).find((value) => value !== null) ?? undefined;
  switch (mainType(schema)) {
    case "string":
      return plainString(schema, context, salt);
    case "object":
      return plainObject(schema, context, salt, extent);
    case "array":
      return plainList(schema, context, salt, extent);
    case "integer":
    case "number":
      return plainNumber(schema);
    case "boolean":
      return [true, false].find((value) => isSpecified(schema, value));
    case "null":
      return null;
  }
}

/** The values of an enum that the rest of its schema allows and the sources speak about. */
export const acceptedEnum: (schema: JsonSchema) => readonly JsonValue[] = perObject((schema) => {
  // Its own list would be looked through again for each of its values.
  const { enum: listed = [], ...others } = schema;
  return listed.filter((value) => isAccepted(others, value));
});

function isAccepted(schema: JsonSchema, value: JsonValue): boolean {
  return validatorOf(schema).accepts(value) && isSpecified(schema, value);
}

function plainString(schema: JsonSchema, context: GenerationContext, salt: string): string | undefined {
  if (schema["x-unique"] === true) return uniqueValue(schema, context, salt);
  if (schema["x-idempotency-token"] === true) return tokenValue(schema, context, salt);
  return plainWords(acceptedStrings(schema), 1, salt)[0];
}

function plainNumber(schema: JsonSchema): number | undefined {
  const { minimum = -Infinity, maximum = Infinity } = schema;
  const nearest = Math.min(Math.max(1, minimum), maximum);
  const candidates = [nearest, Math.ceil(nearest), minimum, maximum].filter(Number.isFinite);
  return candidates.find((value) => isAccepted(schema, value));
}

function plainList(schema: JsonSchema, context: GenerationContext, salt: string, extent: Extent) {
  const { items = {}, minItems = 0, maxItems = Infinity } = schema;
  const item = (index: number) => plainValue(items, context, `${salt}/${index}`, extent);
  const make = (size: number): JsonValue[] => plainItems(schema, size, item);
  const list = specifiedCollection(schema, make, { min: minItems, max: maxItems, extent });
  return list === undefined || list.length < minItems ? undefined : list;
}

function plainObject(schema: JsonSchema, context: GenerationContext, salt: string, extent: Extent) {
  if (schema["x-union"] === true) return plainUnion(schema, context, salt, extent);
  if (!isMap(schema)) return plainStructure(schema, context, salt, extent);
  const { minProperties = 0, maxProperties = Infinity } = schema;
  const make = (size: number) => objectOf(plainEntries(schema, context, salt, size));
  return specifiedCollection(schema, make, { min: minProperties, max: maxProperties, extent });
}

/** Up to `size` entries of a map with distinct plain keys. */
export function plainEntries(
  schema: JsonSchema,
  context: GenerationContext,
  salt: string,
  size: number,
): (readonly [string, JsonValue])[] {
  const values = valueSchema(schema);
  return plainWords(keySpace(schema), size, salt).flatMap((key) => {
    const value = plainValue(values, context, `${salt}/${key}`);
    return value === undefined ? [] : [[key, value] as const];
  });
}

interface Collection {
  readonly min: number;
  readonly max: number;
  readonly extent: Extent;
}

/** The smallest collection the sources speak about, or one of a few elements where the extent is full. */
function specifiedCollection<T extends JsonValue>(schema: JsonSchema, make: (size: number) => T, limits: Collection) {
  const least = leastSpecifiedSize(schema, make, limits.min, limits.max);
  if (least === undefined || limits.extent === "minimal") return least === undefined ? undefined : make(least);
  const fuller = make(Math.max(least, Math.min(PLAIN_ENTRIES, limits.max)));
  return isSpecified(schema, fuller) ? fuller : make(least);
}

/** The smallest size at which a collection is outside its schema's unspecified classes. */
export function leastSpecifiedSize(
  schema: JsonSchema,
  make: (size: number) => JsonValue,
  min: number,
  max: number,
): number | undefined {
  for (let size = min; size <= Math.min(max, min + SMALL); size += 1) {
    if (isSpecified(schema, make(size))) return size;
  }
  return undefined;
}

/** The first member that has a value. */
function plainUnion(schema: JsonSchema, context: GenerationContext, salt: string, extent: Extent) {
  for (const [name, member] of Object.entries(schema.properties ?? {})) {
    const value = plainValue(member, context, `${salt}/${name}`, extent);
    if (value !== undefined) return objectOf([[name, value]]);
  }
  return undefined;
}

function plainStructure(schema: JsonSchema, context: GenerationContext, salt: string, extent: Extent) {
  const required = schema.required ?? [];
  const entries: [string, JsonValue][] = [];
  for (const [name, member] of Object.entries(schema.properties ?? {})) {
    if (extent === "minimal" && !required.includes(name)) continue;
    const value = plainValue(member, context, `${salt}/${name}`, extent);
    if (value !== undefined) entries.push([name, value]);
    else if (required.includes(name)) return undefined;
  }
  const object = objectOf(entries);
  return isSpecified(schema, object) ? object : undefined;
}
