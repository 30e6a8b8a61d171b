import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { plainEntries, plainValue } from "#generators/schema/baseline.ts";
import type { GenerationContext } from "#generators/schema/generation-context.ts";
import { isSpecified } from "#spec/contract/unspecified-classes.ts";
import { keySpace, valueSchema } from "#generators/schema/map-schema.ts";
import { objectOf, withMember } from "#generators/schema/own-members.ts";
import { plainItems } from "#generators/schema/plain-items.ts";
import { plainWords } from "#generators/strings/plain-words.ts";
import { isMap } from "#generators/schema/schema-type.ts";
import type { PathStep } from "#generators/schema/schema-location.ts";

/** What is beside the value in the innermost map or list around it: another, nothing, or as much as fits. */
export type Arrangement = "plain" | "alone" | "first-of-full" | "last-of-full";

export interface Embedding {
  readonly context: GenerationContext;
  readonly salt: string;
  readonly arrangement: Arrangement;
}

/** Full maps and lists beyond this size are not built. */
const LARGEST = 1000;

/**
 * The plainest valid value of a schema around a given value: what `steps` leads to is that value, everything else is
 * the baseline. Undefined when the schema leaves no room for it.
 */
export function embed(
  schema: JsonSchema,
  steps: readonly PathStep[],
  value: JsonValue,
  how: Embedding,
): JsonValue | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  switch (step.kind) {
    case "member": {
      const { name } = step;
      const base = schema["x-union"] === true ? {} : plainValue(schema, how.context, how.salt);
      const inner = embed(schema.properties?.[name] ?? {}, rest, value, { ...how, salt: `${how.salt}/${name}` });
      return isJsonObject(base) && inner !== undefined ? withMember(base, name, inner) : undefined;
    }
    case "key":
      return typeof value === "string" ? embedEntry(schema, value, undefined, how) : undefined;
    case "value": {
      const inner = embed(valueSchema(schema), rest, value, how);
      return inner === undefined ? undefined : embedEntry(schema, undefined, inner, how);
    }
    case "item": {
      const inner = embed(schema.items ?? {}, rest, value, how);
      return inner === undefined ? undefined : embedItem(schema, inner, how);
    }
  }
}

/** A map with one entry whose key or value is given, among plain entries where the map must hold more. */
function embedEntry(
  schema: JsonSchema,
  key: string | undefined,
  value: JsonValue | undefined,
  how: Embedding,
): JsonObject | undefined {
  if (!isMap(schema)) return embedFurther(schema, key, value, how);
  const size = sizeFor(schema.minProperties, schema.maxProperties, how.arrangement);
  const plain = size === undefined ? [] : plainEntries(schema, how.context, how.salt, size + 1);
  const [spare = plain[0], ...others] = plain.filter(([name]) => name !== key);
  const isShort = size !== undefined && others.length < size - 1;
  // Of the keys that there may be, it may be the only one.
  if (how.arrangement === "plain" && (isShort || others.some(([, other]) => isEmpty(other))))
    return embedEntry(schema, key, value, { ...how, arrangement: "alone" });
  if (size === undefined || spare === undefined || isShort) return undefined;
  // Null is a value to be tried, where undefined is none.
  const entry = [key ?? spare[0], value === undefined ? spare[1] : value] as const;
  return objectOf(arranged(entry, others.slice(0, size - 1), how.arrangement));
}

/** A structure with one entry beside its members. */
function embedFurther(schema: JsonSchema, key: string | undefined, value: JsonValue | undefined, how: Embedding) {
  const base = plainValue(schema, how.context, how.salt);
  const [word] = plainWords(keySpace(schema), 1, how.salt);
  const name = key ?? word;
  const entry = value === undefined ? plainValue(valueSchema(schema), how.context, how.salt) : value;
  if (!isJsonObject(base) || how.arrangement.endsWith("-of-full") || name === undefined || entry === undefined)
    return undefined;
  return withMember(base, name, entry);
}

function embedItem(schema: JsonSchema, item: JsonValue, how: Embedding): JsonValue[] | undefined {
  const size = sizeFor(schema.minItems, schema.maxItems, how.arrangement);
  if (size === undefined) return undefined;
  const make = (index: number) => plainValue(schema.items ?? {}, how.context, `${how.salt}/${index}`);
  const others = plainItems(schema, size - 1, make);
  if (others.length < size - 1) return undefined;
  const list = arranged(item, others, how.arrangement);
  // What a list of several gets may be open where a list of one is not.
  return how.arrangement === "plain" && (others.some(isEmpty) || !isSpecified(schema, list))
    ? embedItem(schema, item, { ...how, arrangement: "alone" })
    : list;
}

/** What has nothing in it is odd in itself: what a target makes of it would count against the value beside it. */
function isEmpty(value: JsonValue): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

function sizeFor(min: number | undefined, max: number | undefined, arrangement: Arrangement): number | undefined {
  if (arrangement === "alone") return max === 0 ? undefined : Math.max(1, min ?? 0);
  if (arrangement === "plain") return max === 0 ? undefined : Math.min(Math.max(2, min ?? 0), max ?? 2);
  return max === undefined || max > LARGEST || max < 2 ? undefined : max;
}

function arranged<T>(item: T, others: readonly T[], arrangement: Arrangement): T[] {
  return arrangement === "last-of-full" ? [...others, item] : [item, ...others];
}
