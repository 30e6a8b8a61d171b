import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { keySpace, valueSchema } from "#generators/schema/map-schema.ts";
import type { GenerationContext } from "#generators/schema/generation-context.ts";
import { uniqueValue } from "#generators/schema/fresh-value.ts";
import { objectOf } from "#generators/schema/own-members.ts";
import { reduceText, type Put } from "./reduce-text.ts";
import { acceptedStrings } from "#generators/strings/string-space.ts";
import { leastAccepted, narrowestSpan } from "./bisection.ts";
import { mainType } from "#generators/schema/schema-type.ts";
import {
  changeAt,
  optionalPaths,
  pathPointer,
  leavesOf,
  valueAtPath,
  type Leaf,
  type ValuePath,
} from "./value-path.ts";
import { validatorOf } from "#spec/contract/validator.ts";
import type { Trial } from "./trial.ts";
import { acceptedEnum, plainValue } from "#generators/schema/baseline.ts";

/** The shortest and plainest value of a schema. */
export function simplest(schema: JsonSchema, context: GenerationContext): JsonValue | undefined {
  if (schema.enum !== undefined) return shortestOf(acceptedEnum(schema));
  const marked = schema["x-unique"] === true || isFixed(schema);
  if (mainType(schema) !== "string" || schema.const !== undefined || marked)
    return plainValue(schema, context, "reduced");
  return acceptedStrings(schema).shortest(1)[0];
}

/** True for a member whose value is not the generator's to choose: of another shape it would fail for reasons of its own. */
export function isFixed(schema: JsonSchema): boolean {
  return schema["x-fixture"] !== undefined || schema["x-idempotency-token"] === true;
}

function shortestOf(values: readonly JsonValue[]): JsonValue | undefined {
  const lengths = values.map((value) => JSON.stringify(value).length);
  return values[lengths.indexOf(Math.min(...lengths))];
}

/** Maps and lists are reduced element by element only when no more than this many are left. */
const FEW = 2;

export interface Reducible {
  readonly schema: JsonSchema;
  readonly context: GenerationContext;
  readonly trial: Trial;
}

/** Makes one failing input smaller, the cheapest and most telling steps first. */
export async function reduceMembers(reducible: Reducible): Promise<void> {
  const { schema, context, trial } = reducible;
  await dropOptionalMembers(reducible);
  await simplifyWholeValues(reducible);
  for (const leaf of longestFirst(leavesOf(schema, trial.smallest()), trial.smallest())) {
    // A fixture or a token of another shape would fail for reasons of its own.
    if (isFixed(leaf.schema) && !isBroken(reducible, leaf.path)) continue;
    const value = valueAtPath(trial.smallest(), leaf.path);
    const put: Put<JsonValue> = (changed) => trial.accepts(changeAt(trial.smallest(), leaf.path, changed));
    if (value !== undefined) await reduceValue(leaf.schema, context, value, put);
  }
}

function longestFirst(leaves: readonly Leaf[], input: JsonObject): Leaf[] {
  const size = ({ path }: Leaf): number => JSON.stringify(valueAtPath(input, path) ?? null).length;
  return leaves.toSorted((one, other) => size(other) - size(one));
}

async function dropOptionalMembers(reducible: Reducible): Promise<void> {
  const { schema, trial } = reducible;
  const paths = optionalPaths(schema, trial.smallest()).filter((path) => !isBroken(reducible, path));
  const without = paths.reduce((input, path) => changeAt(input, path, undefined), trial.smallest());
  if (await trial.accepts(without)) return;
  for (const path of paths) await trial.accepts(changeAt(trial.smallest(), path, undefined));
}

/** All values at once by their schema's simplest, and where that is too much, one by one. */
async function simplifyWholeValues(reducible: Reducible): Promise<void> {
  const { schema, context, trial } = reducible;
  const leaves = leavesOf(schema, trial.smallest()).filter(({ path }) => !isBroken(reducible, path));
  const plain = leaves.reduce((input, leaf) => simplified(input, leaf, context), trial.smallest());
  if (await trial.accepts(plain)) return;
  for (const leaf of leaves) await trial.accepts(simplified(trial.smallest(), leaf, context));
}

function simplified(input: JsonObject, { path, schema }: Leaf, context: GenerationContext): JsonObject {
  return changeAt(input, path, simplest(schema, context) ?? valueAtPath(input, path));
}

/** True for a path to, or around, what the input breaks. */
function isBroken({ schema, trial }: Reducible, path: ValuePath): boolean {
  const pointer = pathPointer(path);
  return validatorOf(schema)(trial.smallest()).some(({ at }) => at === pointer || at.startsWith(`${pointer}/`));
}

async function reduceValue(
  schema: JsonSchema,
  context: GenerationContext,
  value: JsonValue,
  put: Put<JsonValue>,
): Promise<void> {
  if (typeof value === "string") await reduceText(value, (length) => uniformText(schema, context, length), put);
  else if (typeof value === "number") await reduceNumber(value, put);
  else if (Array.isArray(value)) await reduceList(schema, context, value, put);
  else if (isJsonObject(value) && mainType(schema) === "object") await reduceMap(schema, context, value, put);
}

function uniformText(schema: JsonSchema, context: GenerationContext, length: number): string | undefined {
  if (schema["x-unique"] === true) return uniqueValue(schema, context, "reduced", length);
  if (schema.enum !== undefined) return undefined;
  return acceptedStrings(schema).ofAnyLength.word(0n, length);
}

async function reduceMap(
  schema: JsonSchema,
  context: GenerationContext,
  map: JsonObject,
  put: Put<JsonObject>,
): Promise<void> {
  const uniform = (size: number) => uniformMap(schema, context, size);
  const entries = Object.entries(map);
  if (await tryCounts(entries.length, uniform, put)) return;
  const span = await narrowestSpan(entries.length, ({ start, end }) => put(objectOf(entries.slice(start, end))));
  await reduceEntries(schema, context, entries.slice(span.start, span.end), put);
}

async function reduceEntries(
  schema: JsonSchema,
  context: GenerationContext,
  entries: [string, JsonValue][],
  put: Put<JsonObject>,
): Promise<void> {
  const kept = entries.slice();
  const replace = async (changed: readonly [string, JsonValue][]) => {
    const accepted = new Set(changed.map(([key]) => key)).size === changed.length && (await put(objectOf(changed)));
    if (accepted) kept.splice(0, kept.length, ...changed);
    return accepted;
  };
  const value = simplest(valueSchema(schema), context);
  if (value !== undefined) await replace(kept.map(([key]) => [key, value]));
  const keys = keySpace(schema);
  const plainKeys = keys.shortest(kept.length);
  if (plainKeys.length > 0) await replace(kept.map(([, member], index) => [plainKeys[index] ?? "", member]));
  if (kept.length > FEW) return;
  for (const index of kept.keys()) {
    const [key, member] = kept[index] ?? ["", null];
    await reduceText(
      key,
      (length) => keys.ofAnyLength.word(0n, length),
      (changed) => replace(kept.with(index, [changed, member])),
    );
    const name = kept[index]?.[0] ?? key;
    await reduceValue(valueSchema(schema), context, member, (changed) => replace(kept.with(index, [name, changed])));
  }
}

async function reduceList(
  schema: JsonSchema,
  context: GenerationContext,
  list: readonly JsonValue[],
  put: Put<JsonValue[]>,
): Promise<void> {
  const item = simplest(schema.items ?? {}, context);
  const uniform = (size: number) => (item === undefined ? undefined : Array.from({ length: size }, () => item));
  if (await tryCounts(list.length, uniform, put)) return;
  const { start, end } = await narrowestSpan(list.length, (span) => put(list.slice(span.start, span.end)));
  const kept = list.slice(start, end);
  if (kept.length > FEW) return;
  for (const [index, member] of kept.entries()) {
    await reduceValue(schema.items ?? {}, context, member, async (changed) => {
      const accepted = await put(kept.with(index, changed));
      if (accepted) kept[index] = changed;
      return accepted;
    });
  }
}

/** True when a uniform collection of the same size fails too; the smallest such is then found. */
async function tryCounts<T>(size: number, uniform: (size: number) => T | undefined, put: Put<T>): Promise<boolean> {
  const attempt = async (count: number) => {
    const collection = uniform(count);
    return collection !== undefined && (await put(collection));
  };
  if (!(await attempt(size))) return false;
  await leastAccepted(0, size, attempt);
  return true;
}

async function reduceNumber(value: number, put: Put<number>): Promise<void> {
  if (!Number.isSafeInteger(value) || value === 0) return;
  const sign = Math.sign(value);
  await leastAccepted(0, Math.abs(value), (magnitude) => put(sign * magnitude || 0));
}

function uniformMap(schema: JsonSchema, context: GenerationContext, size: number): JsonObject | undefined {
  const keys = keySpace(schema).shortest(size);
  const value = simplest(valueSchema(schema), context);
  return keys.length < size || value === undefined ? undefined : objectOf(keys.map((key) => [key, value]));
}
