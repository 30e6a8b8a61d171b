import fc, { type Arbitrary } from "fast-check";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import type { Constraint } from "#spec/requirement.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import type { GenerationContext } from "#generators/schema/generation-context.ts";
import { plainValue } from "#generators/schema/baseline.ts";
import { nearMisses } from "#generators/boundary/enum-probes.ts";
import type { ListSizes } from "./list-arbitrary.ts";
import { withMember } from "#generators/schema/own-members.ts";
import { acceptedStrings, StringSpace } from "#generators/strings/string-space.ts";
import { isSpelt, wrongTypes, type TypedValue, isScalar } from "#generators/boundary/type-probes.ts";
import { listSizes, mapOf, structureOf, validEntry, validList, validValue } from "./valid-inputs.ts";
import { stringsOf, uniqueStringsOf } from "./valid-strings.ts";
import { patternBreaks } from "./pattern-breaks.ts";
import { mainType, typesOf } from "#generators/schema/schema-type.ts";
import type { SchemaLocation } from "#generators/schema/schema-location.ts";

/** Past a limit by at most this many elements. */
const EXCESS = 8;

/**
 * Random values for a location that break one keyword of its schema; some may break another beside it, which the caller
 * tells by the validator. Undefined when no value breaks it.
 */
export function breakingValues(
  { schema }: SchemaLocation,
  { keyword, member, coercible }: Constraint,
  context: GenerationContext,
): Arbitrary<JsonValue> | undefined {
  switch (keyword) {
    case "required":
      return structureOf(schema, context, { [member ?? ""]: fc.constant(undefined) });
    case "additionalProperties":
      return withExtraMember(schema, context);
    case "type":
      return ofWrongType(schema, context, coercible);
    case "enum":
    case "const":
      return unlisted(schema, context);
    case "pattern":
      return patternBreaks(schema, context);
    case "minLength":
    case "maxLength":
      return ofWrongLength(schema, keyword, context);
    case "minProperties":
    case "maxProperties":
      if (schema["x-union"] === true) return ofSeveralMembers(schema, keyword, context);
      return ofWrongCount(schema.minProperties, schema.maxProperties, keyword, (sizes) =>
        mapOf(validEntry(schema, context), sizes),
      );
    case "minItems":
    case "maxItems":
      return ofWrongCount(schema.minItems, schema.maxItems, keyword, (sizes) => validList(schema, context, sizes));
    case "uniqueItems":
      return withItemTwice(schema, context);
    case "minimum":
    case "maximum":
      return outOfRange(schema, keyword);
    default:
      return undefined;
  }
}

/** A list with one of its items twice, anywhere. */
function withItemTwice(schema: JsonSchema, context: GenerationContext): Arbitrary<JsonValue[]> | undefined {
  const { min, max } = listSizes(schema, context);
  if (max < 2) return undefined;
  const lists = validList(schema, context, { min: Math.max(1, min - 1), max: max - 1 });
  return fc.tuple(lists, fc.nat(), fc.nat()).map(([items, from, to]) => {
    const item = items[from % items.length];
    return item === undefined ? items : items.toSpliced(to % (items.length + 1), 0, item);
  });
}

/** A union with no member, or with two or more. */
function ofSeveralMembers(
  schema: JsonSchema,
  keyword: "minProperties" | "maxProperties",
  context: GenerationContext,
): Arbitrary<JsonObject> | undefined {
  if (keyword === "minProperties") return fc.constant({});
  const members = Object.entries(schema.properties ?? {});
  if (members.length < 2) return undefined;
  return fc
    .subarray(members, { minLength: 2 })
    .chain((some) => fc.record(Object.fromEntries(some.map(([name, member]) => [name, validValue(member, context)]))));
}

function withExtraMember(schema: JsonSchema, context: GenerationContext): Arbitrary<JsonObject> {
  const name = fc.constantFrom("unknownMember", "Name", "__proto__", "extra", "");
  return fc
    .tuple(structureOf(schema, context, {}), name, fc.jsonValue({ maxDepth: 1 }))
    .map(([object, extra, value]) => withMember(object, extra, value as JsonValue));
}

/** `coercible`: see Constraint. */
function ofWrongType(schema: JsonSchema, context: GenerationContext, coercible?: boolean): Arbitrary<JsonValue> {
  const types = typesOf(schema);
  // A number that is read as a name must be a fresh one.
  const isName = schema["x-unique"] === true;
  const isMeant = (value: TypedValue) => coercible === undefined || isScalar(value) === coercible;
  const arms: Arbitrary<JsonValue>[] = [
    fc.constantFrom(
      ...wrongTypes(types)
        .filter((value) => isMeant(value) && !(isName && typeof value.value === "number"))
        .map(({ value }) => value),
    ),
  ];
  if (coercible !== false && !types.includes("integer") && !types.includes("number"))
    arms.push(isName ? fc.noBias(fc.integer()) : fc.integer());
  if (plainValue(schema, context, "probe") === undefined) return fc.oneof(...arms);
  const valid = validValue(schema, context);
  const spelt = valid.map((value) => JSON.stringify(value));
  if (coercible === true && isSpelt(types) && !types.includes("string")) arms.push(spelt);
  if (coercible !== true) {
    if (!types.includes("array")) arms.push(valid.map((value) => [value]));
    if (!types.includes("object")) arms.push(valid.map((value) => ({ value })));
    if (!types.includes("string") && !isSpelt(types)) arms.push(spelt);
  }
  return fc.oneof(...arms);
}

function unlisted(schema: JsonSchema, context: GenerationContext): Arbitrary<JsonValue> | undefined {
  const misses = nearMisses(schema.enum ?? [schema.const ?? null], context.dictionary ?? []).map(({ value }) => value);
  if (misses.length === 0) return undefined;
  const near = fc.constantFrom(...misses);
  if (mainType(schema) !== "string") return near;
  const open = Object.fromEntries(Object.entries(schema).filter(([key]) => key !== "enum" && key !== "const"));
  return fc.oneof({ weight: 3, arbitrary: near }, { weight: 1, arbitrary: stringsOf(acceptedStrings(open)) });
}

function ofWrongLength(schema: JsonSchema, keyword: "minLength" | "maxLength", context: GenerationContext) {
  const { automaton } = acceptedStrings(schema);
  const { minLength: min = 0, maxLength: max = 0 } = schema;
  const outside =
    keyword === "minLength"
      ? new StringSpace(automaton, 0, min - 1)
      : new StringSpace(automaton, max + 1, 2 * max + EXCESS);
  if (outside.isEmpty) return undefined;
  return schema["x-unique"] === true ? uniqueStringsOf(outside, context) : stringsOf(outside);
}

function ofWrongCount(
  min: number | undefined,
  max: number | undefined,
  keyword: string,
  make: (sizes: ListSizes) => Arbitrary<JsonValue>,
): Arbitrary<JsonValue> | undefined {
  if (keyword.startsWith("max")) return max === undefined ? undefined : make({ min: max + 1, max: max + EXCESS });
  return min === undefined || min === 0 ? undefined : make({ min: 0, max: min - 1 });
}

function outOfRange(schema: JsonSchema, keyword: "minimum" | "maximum"): Arbitrary<number> {
  const { minimum = 0, maximum = 0 } = schema;
  if (typesOf(schema).includes("number")) {
    return keyword === "minimum"
      ? fc.double({ max: minimum, maxExcluded: true, min: minimum - 1e9, noNaN: true })
      : fc.double({ min: maximum, minExcluded: true, max: maximum + 1e9, noNaN: true });
  }
  return keyword === "minimum"
    ? fc.integer({ min: Math.min(-0x8000_0000, Math.ceil(minimum) - 1), max: Math.ceil(minimum) - 1 })
    : fc.integer({ min: Math.floor(maximum) + 1, max: Math.max(0x7fff_ffff, Math.floor(maximum) + 1) });
}
