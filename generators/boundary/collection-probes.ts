import type { JsonValue } from "#spec/json/json.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { plainEntries, plainValue } from "#generators/schema/baseline.ts";
import { keySpace, valueSchema } from "#generators/schema/map-schema.ts";
import { plainItems } from "#generators/schema/plain-items.ts";
import { plainWords } from "#generators/strings/plain-words.ts";
import type { GenerationContext } from "#generators/schema/generation-context.ts";
import { objectOf } from "#generators/schema/own-members.ts";
import { SPECIAL_KEYS, PLAIN_KEYS } from "#generators/strings/special-keys.ts";
import { acceptedStrings, type StringSpace } from "#generators/strings/string-space.ts";
import { isMap, mainType } from "#generators/schema/schema-type.ts";
import type { SchemaLocation } from "#generators/schema/schema-location.ts";
import type { Probe } from "./boundary-probe.ts";
import { validatorOf } from "#spec/contract/validator.ts";

type Build = (size: number, salt: string) => JsonValue | undefined;

interface CountLimits {
  readonly minimum: readonly [keyword: string, limit: number | undefined];
  readonly maximum: readonly [keyword: string, limit: number | undefined];
}

/** The last counts accepted and the first refused, of a map's entries or a list's elements. */
export function* collectionProbes({ schema }: SchemaLocation, context: GenerationContext): Iterable<Probe> {
  if (mainType(schema) === "array") {
    const limits: CountLimits = { minimum: ["minItems", schema.minItems], maximum: ["maxItems", schema.maxItems] };
    yield* countProbes(limits, (size, salt) => listOfSize(schema, context, salt, size), "elements");
    if (schema.uniqueItems === true)
      yield* uniqueProbes(schema, (size, salt) => listOfSize(schema, context, salt, size));
  }
  if (mainType(schema) !== "object" || !isMap(schema)) return;
  const limits: CountLimits = {
    minimum: ["minProperties", schema.minProperties],
    maximum: ["maxProperties", schema.maxProperties],
  };
  yield* countProbes(limits, (size, salt) => mapOfSize(schema, context, salt, size), "entries");
  yield* fullMapProbes(schema, context);
  yield* plainKeyProbes(schema, context);
  yield* specialKeysPastLimit(schema, context);
}

function* countProbes({ minimum, maximum }: CountLimits, build: Build, what: string): Iterable<Probe> {
  const [minKeyword, min] = minimum;
  const [maxKeyword, max] = maximum;
  const probe = (keyword: string, side: "accept" | "reject", size: number): Probe => ({
    keyword,
    side,
    atLimit: side === "accept" && size === (keyword === minKeyword ? min : max),
    name: String(size),
    note: `${size} ${what}`,
    value: (salt) => build(size, salt),
  });
  if (min !== undefined) {
    for (const size of [min, min + 1]) if (size <= (max ?? Infinity)) yield probe(minKeyword, "accept", size);
    if (min > 0) yield probe(minKeyword, "reject", min - 1);
  }
  if (max === undefined) return;
  const few = min === undefined ? [0, 1] : [];
  for (const size of new Set([...few, max - 1, max])) if (size >= (min ?? 0)) yield probe(maxKeyword, "accept", size);
  for (const size of [max + 1, 2 * max + 1]) yield probe(maxKeyword, "reject", size);
}

/** A list whose items differ, and lists with one of them twice: side by side, and with others between. */
function* uniqueProbes({ minItems = 0, maxItems = Infinity }: JsonSchema, build: Build): Iterable<Probe> {
  const keyword = "uniqueItems";
  const few = Math.min(Math.max(2, minItems), maxItems);
  for (const size of few > 1 ? [few, 1] : [few]) {
    if (size < minItems) continue;
    yield {
      keyword,
      side: "accept",
      name: `${size}-different`,
      note: `${size} different`,
      value: (salt) => build(size, salt),
    };
  }
  for (const [name, between] of [
    ["adjacent", 0],
    ["apart", 1],
  ] as const) {
    const size = Math.max(1 + between, minItems - 1);
    if (size + 1 > maxItems) continue;
    const value: Probe["value"] = (salt) => {
      const items = build(size, salt);
      const [first] = Array.isArray(items) ? items : [];
      if (!Array.isArray(items) || first === undefined) return undefined;
      return between === 0 ? [first, ...items] : [...items, first];
    };
    yield {
      keyword,
      side: "reject",
      name: `twice-${name}`,
      note: `${size + 1} elements, the first one twice, ${name}`,
      value,
    };
  }
}

function mapOfSize(schema: JsonSchema, context: GenerationContext, salt: string, size: number): JsonValue | undefined {
  const entries = plainEntries(schema, context, salt, size);
  return entries.length === size ? objectOf(entries) : undefined;
}

function listOfSize(schema: JsonSchema, context: GenerationContext, salt: string, size: number): JsonValue | undefined {
  const items = plainItems(schema, size, (index) => plainValue(schema.items ?? {}, context, `${salt}/${index}`));
  return items.length === size ? items : undefined;
}

/** Full maps whose size is easily counted or limited in another way: by bytes, or with keys folded together. */
function* fullMapProbes(schema: JsonSchema, context: GenerationContext): Iterable<Probe> {
  const { maxProperties: max } = schema;
  if (max === undefined || max < 2) return;
  const probe = (name: string, note: string, value: Probe["value"]): Probe => ({
    keyword: "maxProperties",
    side: "accept",
    name: `${max}-${name}`,
    note: `${max} entries, ${note}`,
    value,
  });
  yield probe("longest", "every key and value as long as allowed", (salt) => longestMap(schema, salt, max));
  yield probe("case-twins", "keys in pairs that differ in case alone", (salt) =>
    twinMap(plainEntries(schema, context, salt, max), max, { one: same, other: (word) => word.toUpperCase() }),
  );
  yield probe("accent-twins", "keys in pairs that differ in normalisation alone", (salt) =>
    twinMap(plainEntries(schema, context, salt, max), max, {
      one: (word) => `${word}\u00e9`,
      other: (word) => `${word}e\u0301`,
    }),
  );
}

function longestMap(schema: JsonSchema, salt: string, size: number): JsonValue | undefined {
  const keys = keySpace(schema);
  const values = acceptedStrings(valueSchema(schema));
  const words = (space: StringSpace, count: number) => plainWords(space, count, salt, space.drawnMax);
  const [value] = mainType(valueSchema(schema)) === "string" ? words(values, 1) : [];
  if (value === undefined) return undefined;
  return objectOf(words(keys, size).map((key) => [key, value] as const));
}

interface Twins {
  readonly one: (word: string) => string;
  readonly other: (word: string) => string;
}

const same = (word: string): string => word;

/** A map of this size with each entry twice, under the two forms of its key. */
function twinMap(
  entries: readonly (readonly [string, JsonValue])[],
  size: number,
  { one, other }: Twins,
): JsonValue | undefined {
  const plain = entries.filter(([key]) => other(key) !== one(key));
  const twins = plain.flatMap(([key, value]) => [[one(key), value] as const, [other(key), value] as const]);
  const map = objectOf(twins.slice(0, size));
  return Object.keys(map).length === size ? map : undefined;
}

/** One entry each under a key that a map must keep apart from others; they probe no limit. */
function* plainKeyProbes(schema: JsonSchema, context: GenerationContext): Iterable<Probe> {
  const keys = keySpace(schema);
  for (const { name, text: key } of PLAIN_KEYS) {
    if (!keys.has(key)) continue;
    const value = (salt: string) => withKey(schema, context, salt, key);
    yield { side: "accept", name: `key-${name}`, note: `an entry under the key ${JSON.stringify(key)}`, value };
  }
}

/** One entry too many under a key that switches the count off in some languages. */
function* specialKeysPastLimit(schema: JsonSchema, context: GenerationContext): Iterable<Probe> {
  const { maxProperties: max, propertyNames = {} } = schema;
  if (max === undefined) return;
  for (const { name, text: key } of SPECIAL_KEYS) {
    if (!validatorOf(propertyNames).accepts(key)) continue;
    yield {
      keyword: "maxProperties",
      side: "reject",
      name: `${max + 1}-key-${name}`,
      note: `${max + 1} entries, one under the key ${key}`,
      value: (salt) => {
        const plain = plainEntries(schema, context, salt, max);
        const [first] = plain;
        return first === undefined ? undefined : objectOf([...plain, [key, first[1]]]);
      },
    };
  }
}

function withKey(schema: JsonSchema, context: GenerationContext, salt: string, key: string): JsonValue | undefined {
  const size = Math.max(1, schema.minProperties ?? 0);
  const plain = plainEntries(schema, context, salt, size).filter(([name]) => name !== key);
  const [first] = plain;
  return first === undefined ? undefined : objectOf([[key, first[1]], ...plain.slice(1)]);
}
