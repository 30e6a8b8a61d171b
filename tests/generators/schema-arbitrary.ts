import fc, { type Arbitrary } from "fast-check";
import type { JsonValue } from "#spec/json/json.ts";
import type { JsonSchema, JsonType } from "#spec/contract/schema.ts";

const PATTERNS = [
  "^[a-z]+$",
  "^[0-9A-Za-z][A-Za-z0-9\\-_]*",
  "(?:ab|cd)*e?",
  "\\d{3}-\\d{4}",
  "[^/]+@[^/]+",
  "[\\s\\S]*",
  "(?:v\\d+)?",
];

const { schema } = fc.letrec<{ schema: JsonSchema }>((tie) => ({
  schema: fc.oneof(
    { depthSize: "small", maxDepth: 3 },
    strings(),
    enums(),
    integers(),
    booleans(),
    lists(tie("schema")),
    uniqueLists(),
    maps(tie("schema")),
    structures(tie("schema")),
  ),
}));

/** Structures over every keyword that the generators understand; each allows at least one value. */
export const INPUT_SCHEMA: Arbitrary<JsonSchema> = structures(schema);

function nullable(type: JsonType): Arbitrary<JsonType | JsonType[]> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(type) },
    { weight: 1, arbitrary: fc.constant<JsonType[]>([type, "null"]) },
  );
}

function limits(least: number, spread: number): Arbitrary<readonly [min: number, max: number]> {
  return fc
    .tuple(fc.nat({ max: least }), fc.integer({ min: 1, max: spread }))
    .map(([min, more]) => [min, min + more] as const);
}

function strings(): Arbitrary<JsonSchema> {
  const free = fc
    .tuple(nullable("string"), limits(3, 20), fc.boolean())
    .map(([type, [minLength, maxLength], unique]): JsonSchema => ({
      type,
      minLength,
      maxLength,
      ...(unique ? { "x-unique": true } : {}),
    }));
  const patterned = fc
    .tuple(nullable("string"), fc.constantFrom(...PATTERNS), fc.nat({ max: 2 }), fc.integer({ min: 10, max: 30 }))
    .map(([type, pattern, minLength, maxLength]): JsonSchema => ({ type, pattern, minLength, maxLength }));
  return fc.oneof(free, patterned);
}

function enums(): Arbitrary<JsonSchema> {
  const words = fc.uniqueArray(fc.constantFrom("RED", "Green", "b_l_ue", "x", "OTHER"), { minLength: 1 });
  return fc.oneof(
    words.map((listed): JsonSchema => ({ type: "string", enum: listed })),
    fc.constant<JsonSchema>({ type: "string", const: "only" }),
    fc.constant<JsonSchema>({ type: "integer", enum: [1, 2, 3] as JsonValue[] }),
  );
}

function integers(): Arbitrary<JsonSchema> {
  return fc
    .tuple(nullable("integer"), fc.integer({ min: -5, max: 5 }), fc.nat({ max: 100 }))
    .map(([type, minimum, range]) => ({ type, minimum, maximum: minimum + range }));
}

function booleans(): Arbitrary<JsonSchema> {
  return nullable("boolean").map((type) => ({ type }));
}

function lists(item: Arbitrary<JsonSchema>): Arbitrary<JsonSchema> {
  return fc
    .tuple(nullable("array"), item, limits(2, 6))
    .map(([type, items, [minItems, maxItems]]) => ({ type, items, minItems, maxItems }));
}

/** Of items of which there are more than any of the limits. */
function uniqueLists(): Arbitrary<JsonSchema> {
  const text: JsonSchema = { type: "string", minLength: 2, maxLength: 9 };
  const pair: JsonSchema = { type: "object", properties: { key: text, count: { type: "integer" } }, required: ["key"] };
  const item = fc.constantFrom<JsonSchema>(text, pair, { type: "integer", minimum: 0, maximum: 100 });
  return lists(item).map((schema) => ({ ...schema, uniqueItems: true }));
}

function maps(value: Arbitrary<JsonSchema>): Arbitrary<JsonSchema> {
  return fc
    .tuple(nullable("object"), value, limits(2, 6), fc.integer({ min: 2, max: 12 }))
    .map(([type, additionalProperties, [minProperties, maxProperties], maxLength]) => ({
      type,
      additionalProperties,
      propertyNames: { type: "string" as const, minLength: 1, maxLength },
      minProperties,
      maxProperties,
    }));
}

function structures(member: Arbitrary<JsonSchema>): Arbitrary<JsonSchema> {
  const names = fc.uniqueArray(fc.constantFrom("alpha", "betaGamma", "delta", "epsilon", "zeta"), {
    minLength: 1,
    maxLength: 4,
  });
  return names.chain((members) =>
    fc
      .tuple(fc.subarray(members), furtherMembers(), fc.tuple(...members.map(() => member)))
      .map(([required, further, schemas]): JsonSchema => ({
        type: "object",
        properties: Object.fromEntries(members.map((name, index) => [name, schemas[index] ?? {}])),
        required,
        ...further,
      })),
  );
}

function furtherMembers(): Arbitrary<Pick<JsonSchema, "additionalProperties">> {
  const texts = { type: "string", minLength: 1, maxLength: 5 } as const;
  return fc.constantFrom<Pick<JsonSchema, "additionalProperties">>(
    {},
    { additionalProperties: false },
    { additionalProperties: texts },
  );
}
