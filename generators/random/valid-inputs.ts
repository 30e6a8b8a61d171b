import fc, { type Arbitrary } from "fast-check";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import type { JsonSchema, JsonType } from "#spec/contract/schema.ts";
import { acceptedEnum, leastSpecifiedSize, plainEntries, plainValue } from "#generators/schema/baseline.ts";
import type { GenerationContext } from "#generators/schema/generation-context.ts";
import { ListArbitrary, type ListSizes } from "./list-arbitrary.ts";
import { keySpace, valueSchema } from "#generators/schema/map-schema.ts";
import { mostlyPasses } from "./mostly-passes.ts";
import { getOwn, objectOf } from "#generators/schema/own-members.ts";
import { itemKey } from "#generators/schema/plain-items.ts";
import { PLAIN_KEYS } from "#generators/strings/special-keys.ts";
import { stringsOf, validString } from "./valid-strings.ts";
import { isMap, typesOf } from "#generators/schema/schema-type.ts";
import { isSpecified } from "#spec/contract/unspecified-classes.ts";

/** Where a schema leaves a count open, collections stay below this size. */
const OPEN_ENDED = 64;

const cache = new WeakMap<GenerationContext, WeakMap<JsonSchema, Arbitrary<JsonValue>>>();

/**
 * Random valid inputs of an operation at full size, outside every unspecified class. Unique members start with the
 * context's prefix where it fits and are else random; fixtures are the context's.
 */
export function validInput(schema: JsonSchema, context: GenerationContext): Arbitrary<JsonObject> {
  return validValue(schema, context) as Arbitrary<JsonObject>;
}

/** Random valid values of any schema, compiled once per context and schema. */
export function validValue(schema: JsonSchema, context: GenerationContext): Arbitrary<JsonValue> {
  let bySchema = cache.get(context);
  if (bySchema === undefined) cache.set(context, (bySchema = new WeakMap()));
  let arbitrary = bySchema.get(schema);
  if (arbitrary === undefined) bySchema.set(schema, (arbitrary = compile(schema, context)));
  return arbitrary;
}

function compile(schema: JsonSchema, context: GenerationContext): Arbitrary<JsonValue> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  const fixture = schema["x-fixture"];
  if (fixture !== undefined) {
    const value = getOwn(context.fixtures as JsonObject, fixture) ?? plainValue(schema, context, fixture);
    return fc.constant(value ?? null);
  }
  if (schema.enum !== undefined) return fc.constantFrom(...acceptedEnum(schema));
  const arms = typesOf(schema)
    .filter((type) => type !== "null" || isSpecified(schema, null))
    .map((type) => ({
      weight: type === "null" ? 1 : 9,
      arbitrary: specified(ofType(type, schema, context), schema, context),
    }));
  const [only, ...others] = arms;
  return only !== undefined && others.length === 0 ? only.arbitrary : fc.oneof(...arms);
}

function ofType(type: JsonType, schema: JsonSchema, context: GenerationContext): Arbitrary<JsonValue> {
  switch (type) {
    case "string":
      return validString(schema, context);
    case "object":
      return isMap(schema)
        ? mapOf(validEntry(schema, context), mapSizes(schema, context))
        : structures(schema, context);
    case "array":
      return validList(schema, context, listSizes(schema, context));
    case "integer":
    case "number":
      return numbers(schema, type);
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
  }
}

const SAMPLE = 32;

/** Leaves out what the schema itself lists as unspecified; strings never get there. */
function specified(arbitrary: Arbitrary<JsonValue>, schema: JsonSchema, context: GenerationContext) {
  if (schema["x-unspecified"] === undefined) return arbitrary;
  const allowed = (value: JsonValue) => isSpecified(schema, value);
  return mostlyPasses(arbitrary, allowed, SAMPLE)
    ? arbitrary.filter(allowed)
    : fc.constant(plainValue(schema, context, "plain") ?? null);
}

function numbers(schema: JsonSchema, type: "integer" | "number"): Arbitrary<number> {
  const { minimum: min = -1000, maximum: max = Math.max(min, 0) + 1000 } = schema;
  const inside =
    type === "integer"
      ? fc.integer({ min: Math.ceil(min), max: Math.floor(max) })
      : fc.double({ min, max, noNaN: true });
  const edges = type === "integer" ? [Math.ceil(min), Math.floor(max)] : [min, max];
  return fc.oneof(fc.constantFrom(...edges), inside);
}

export type MapEntry = readonly [key: string, value: JsonValue];

/** One entry of a map. */
export function validEntry(schema: JsonSchema, context: GenerationContext): Arbitrary<MapEntry> {
  return fc.tuple(validKey(schema), validValue(valueSchema(schema), context));
}

/** A key of a map, now and then one that is easily taken for another. */
export function validKey(schema: JsonSchema): Arbitrary<string> {
  const space = keySpace(schema);
  const special = PLAIN_KEYS.map(({ text }) => text).filter((key) => space.has(key));
  if (special.length === 0) return stringsOf(space);
  return fc.oneof({ weight: 6, arbitrary: stringsOf(space) }, { weight: 1, arbitrary: fc.constantFrom(...special) });
}

export function mapOf(entry: Arbitrary<MapEntry>, sizes: ListSizes): Arbitrary<JsonObject> {
  return new ListArbitrary(entry, sizes, ([key]) => key).map(objectOf, entriesOf);
}

function entriesOf(value: unknown): MapEntry[] {
  return Object.entries(value as JsonObject);
}

export function mapSizes(schema: JsonSchema, context: GenerationContext): ListSizes {
  const { minProperties = 0, maxProperties = minProperties + OPEN_ENDED } = schema;
  const make = (size: number) => objectOf(plainEntries(schema, context, "sizes", size));
  return { min: leastSpecifiedSize(schema, make, minProperties, maxProperties) ?? minProperties, max: maxProperties };
}

/** Lists of valid items; of items that differ where they must. */
export function validList(schema: JsonSchema, context: GenerationContext, sizes: ListSizes): Arbitrary<JsonValue[]> {
  const item = validValue(schema.items ?? {}, context);
  if (schema.uniqueItems !== true) return new ListArbitrary(item, sizes);
  const lists = new ListArbitrary(item, sizes, itemKey);
  // There may be fewer different items than a draw came upon in its attempts.
  return sizes.min === 0 ? lists : lists.filter(({ length }) => length >= sizes.min);
}

export function listSizes(schema: JsonSchema, context: GenerationContext): ListSizes {
  const { items = {}, minItems = 0, maxItems = minItems + OPEN_ENDED } = schema;
  const make = (size: number) => Array.from({ length: size }, () => plainValue(items, context, "sizes") ?? null);
  return { min: leastSpecifiedSize(schema, make, minItems, maxItems) ?? minItems, max: maxItems };
}

function structures(schema: JsonSchema, context: GenerationContext): Arbitrary<JsonObject> {
  if (schema["x-union"] !== true) return structureOf(schema, context, {});
  const members = Object.entries(schema.properties ?? {}).filter(
    ([, member]) => plainValue(member, context, "probe") !== undefined,
  );
  return fc.oneof(...members.map(([name, member]) => validValue(member, context).map((value) => ({ [name]: value }))));
}

/** Structures with some members' arbitraries given: undefined in their place draws the member absent. */
export function structureOf(
  schema: JsonSchema,
  context: GenerationContext,
  given: Readonly<Record<string, Arbitrary<JsonValue | undefined>>>,
): Arbitrary<JsonObject> {
  const isUnion = schema["x-union"] === true;
  const names = Object.keys(schema.properties ?? {}).filter((name) => !isUnion || Object.hasOwn(given, name));
  const members = names.map(
    (name) => (Object.hasOwn(given, name) ? given[name] : undefined) ?? memberArbitrary(schema, context, name),
  );
  return fc.tuple(...members).map((values) =>
    objectOf(
      names.flatMap((name, index) => {
        const value = values[index];
        return value === undefined ? [] : [[name, value] as const];
      }),
    ),
  );
}

function memberArbitrary(schema: JsonSchema, context: GenerationContext, name: string) {
  const member = schema.properties?.[name] ?? {};
  if (schema.required?.includes(name) === true) return validValue(member, context);
  const absent = fc.constant(undefined);
  if (plainValue(member, context, "probe") === undefined) return absent;
  return fc.oneof({ withCrossShrink: true }, absent, validValue(member, context));
}
