import type { JsonValue } from "#spec/json/json.ts";
import type { JsonSchema, JsonType } from "#spec/contract/schema.ts";
import { series } from "#spec/prose.ts";
import { plainValue } from "#generators/schema/baseline.ts";
import type { GenerationContext } from "#generators/schema/generation-context.ts";
import { typesOf } from "#generators/schema/schema-type.ts";
import { hashNumber } from "#generators/strings/hash.ts";
import type { SchemaLocation } from "#generators/schema/schema-location.ts";
import type { Probe } from "./boundary-probe.ts";

export interface TypedValue {
  readonly name: string;
  readonly type: JsonType;
  readonly value: JsonValue;
}

const VALUES: readonly TypedValue[] = [
  { name: "string", type: "string", value: "text" },
  { name: "empty-string", type: "string", value: "" },
  { name: "numeric-string", type: "string", value: "1" },
  { name: "integer", type: "integer", value: 7 },
  { name: "zero", type: "integer", value: 0 },
  { name: "fraction", type: "number", value: 1.5 },
  { name: "true", type: "boolean", value: true },
  { name: "false", type: "boolean", value: false },
  { name: "null", type: "null", value: null },
  { name: "empty-array", type: "array", value: [] },
  { name: "empty-object", type: "object", value: {} },
];

/** Lists that a lenient reader takes for a map. */
const LISTS_FOR_MAPS: readonly TypedValue[] = [
  { name: "array-of-strings", type: "array", value: ["text"] },
  { name: "array-of-pairs", type: "array", value: [["key", "value"]] },
  { name: "array-of-entries", type: "array", value: [{ key: "key", value: "value" }] },
  { name: "array-of-tags", type: "array", value: [{ Key: "key", Value: "value" }] },
];

const SCALARS: readonly JsonType[] = ["string", "integer", "number", "boolean"];

/** A value of every JSON type that a schema leaves out, the right value wrapped or spelt as a string among them. */
export function* typeProbes(location: SchemaLocation, context: GenerationContext): Iterable<Probe> {
  const { schema, steps } = location;
  // The input as a whole is a matter of the wire, and a map's keys are always strings.
  if (schema.type === undefined || steps.length === 0 || steps.at(-1)?.kind === "key") return;
  const types = typesOf(schema);
  if (types.includes("null")) {
    yield { keyword: "type", side: "accept", name: "null", note: "null, which means absent", value: () => null };
  }
  const last = steps.at(-1);
  const plain = (salt: string) => plainValue(schema, context, salt) ?? null;
  const spelt = {
    keyword: "type",
    side: "reject",
    name: "as-json-text",
    note: "its value spelt as a string",
    value: (salt: string) => JSON.stringify(plain(salt)),
  } as const;
  if (isSpelt(types) && !types.includes("string")) yield { ...spelt, coercible: true, isSpelt: true };
  for (const wrong of wrongTypes(types)) {
    const { name } = wrong;
    // Where a document forgets to say so, too: restJson1 takes the null of what may be left out for nothing there.
    if (wrong.value === null && last?.kind === "member" && last.isRequired !== true) continue;
    const value = fitting(wrong, schema);
    const isFresh = schema["x-unique"] === true && typeof value === "number" && value !== 0;
    const note = `${isFresh ? `a fresh ${wrong.type}` : JSON.stringify(value)} instead of ${inWords(types)}`;
    const drawn = (salt: string) => (isFresh ? freshNumber(value, context, salt) : value);
    yield { keyword: "type", side: "reject", coercible: isScalar(wrong), name, note, value: drawn };
  }
  if (!types.includes("array")) {
    yield {
      keyword: "type",
      side: "reject",
      name: "in-array",
      note: "its value inside an array",
      value: (salt) => [plain(salt)],
    };
  }
  if (!types.includes("object")) {
    const value = (salt: string) => ({ value: plain(salt) });
    yield { keyword: "type", side: "reject", name: "in-object", note: "its value inside an object", value };
  }
  if (!isSpelt(types) && !types.includes("string")) yield spelt;
}

/** A number that a lenient reader would find within the limits: for them nobody need refuse it. */
function fitting({ name, value }: TypedValue, { minimum, maximum, minLength = 0 }: JsonSchema): JsonValue {
  if (name === "integer" && minLength > 1) return Number("7".repeat(Math.min(minLength, MOST_DIGITS)));
  if (name !== "fraction" || typeof value !== "number") return value;
  if (minimum !== undefined && value < minimum) return minimum + HALF;
  return maximum !== undefined && value > maximum ? maximum - HALF : value;
}

const HALF = 0.5;
/** All of them survive in JSON's numbers. */
const MOST_DIGITS = 15;

/** A number that a reader which takes it for a name has not met yet: as integral as the one given. */
function freshNumber(like: number, { prefix }: GenerationContext, salt: string): number {
  return Number(hashNumber("number", prefix, salt) % FRESH_NUMBERS) + 1 + (like % 1);
}

const FRESH_NUMBERS = 10n ** 9n;

/** True for a value of the wrong type that is a scalar: many readers coerce one. */
export function isScalar({ type }: TypedValue): boolean {
  return SCALARS.includes(type);
}

/** `an integer`, `a string or null`. */
function inWords(types: readonly JsonType[]): string {
  const each = types.map((type) => (type === "null" ? type : `${/^[aeio]/.test(type) ? "an" : "a"} ${type}`));
  return series(each, "or");
}

/** True for types whose values look the same spelt as a string, once they stand in a query. */
export function isSpelt(types: readonly JsonType[]): boolean {
  return types.some((type) => type === "integer" || type === "number" || type === "boolean");
}

/** Values of the JSON types not among those given; an integer is a number too. */
export function wrongTypes(types: readonly JsonType[]): readonly TypedValue[] {
  const allowed = (type: JsonType) => types.includes(type) || (type === "integer" && types.includes("number"));
  const values = types.includes("object") ? [...VALUES, ...LISTS_FOR_MAPS] : VALUES;
  return values.filter(({ name, type }) => !allowed(type) && !(name === "numeric-string" && isSpelt(types)));
}
