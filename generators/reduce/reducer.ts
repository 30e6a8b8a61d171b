import { isJsonObject, type JsonObject, type JsonValue } from "../../spec/json/json.ts";
import type { JsonSchema } from "../../spec/contract/schema.ts";
import { keySpace, valueSchema } from "../schema/map-schema.ts";
import { validatorOf } from "../schema/compiled.ts";
import type { GenerationContext } from "../schema/context.ts";
import { uniqueValue } from "../schema/fresh-value.ts";
import { leastAccepted, narrowestSpan } from "./narrowing.ts";
import { objectOf } from "../schema/own-members.ts";
import { mainType } from "../schema/place.ts";
import type { ReductionTrial } from "./reduction-trial.ts";
import { reduceText, type Put } from "./reduce-text.ts";
import { isFixed, simplest } from "./simplest.ts";
import { changeAt, optionalPaths, pathPointer, sitesOf, valueAt, type Site } from "./site.ts";
import { acceptedStrings } from "../strings/string-space.ts";

/** Maps and lists are reduced element by element only when no more than this many are left. */
const FEW = 2;

/** Makes one failing input smaller, the cheapest and most telling steps first. */
export class Reducer {
  readonly #schema: JsonSchema;
  readonly #context: GenerationContext;
  readonly #trial: ReductionTrial;

  constructor(schema: JsonSchema, context: GenerationContext, trial: ReductionTrial) {
    this.#schema = schema;
    this.#context = context;
    this.#trial = trial;
  }

  async run(): Promise<void> {
    await this.#dropOptionalMembers();
    await this.#simplifyWholeValues();
    for (const site of sitesOf(this.#schema, this.#trial.smallest)) {
      // A fixture or a token of another shape would fail for reasons of its own.
      if (isFixed(site.schema) && !this.#isBroken(site.path)) continue;
      const value = valueAt(this.#trial.smallest, site.path);
      const put: Put<JsonValue> = (changed) => this.#trial.accepts(changeAt(this.#trial.smallest, site.path, changed));
      if (value !== undefined) await this.#reduceValue(site.schema, value, put);
    }
  }

  async #dropOptionalMembers(): Promise<void> {
    const { smallest } = this.#trial;
    const paths = optionalPaths(this.#schema, smallest).filter((path) => !this.#isBroken(path));
    const without = paths.reduce((input, path) => changeAt(input, path, undefined), smallest);
    if (await this.#trial.accepts(without)) return;
    for (const path of paths) await this.#trial.accepts(changeAt(this.#trial.smallest, path, undefined));
  }

  /** All values at once by their schema's simplest, and where that is too much, one by one. */
  async #simplifyWholeValues(): Promise<void> {
    const sites = sitesOf(this.#schema, this.#trial.smallest).filter(({ path }) => !this.#isBroken(path));
    const plain = sites.reduce((input, site) => this.#simplified(input, site), this.#trial.smallest);
    if (await this.#trial.accepts(plain)) return;
    for (const site of sites) await this.#trial.accepts(this.#simplified(this.#trial.smallest, site));
  }

  #simplified(input: JsonObject, { path, schema }: Site): JsonObject {
    return changeAt(input, path, simplest(schema, this.#context) ?? valueAt(input, path));
  }

  /** True for a path to, or around, what the input breaks. */
  #isBroken(path: readonly string[]): boolean {
    const pointer = pathPointer(path);
    return validatorOf(this.#schema)(this.#trial.smallest).some(
      ({ at }) => at === pointer || at.startsWith(`${pointer}/`),
    );
  }

  async #reduceValue(schema: JsonSchema, value: JsonValue, put: Put<JsonValue>): Promise<void> {
    if (typeof value === "string") await reduceText(value, (length) => this.#uniformText(schema, length), put);
    else if (typeof value === "number") await reduceNumber(value, put);
    else if (Array.isArray(value)) await this.#reduceList(schema, value, put);
    else if (isJsonObject(value) && mainType(schema) === "object") await this.#reduceMap(schema, value, put);
  }

  #uniformText(schema: JsonSchema, length: number): string | undefined {
    if (schema["x-unique"] === true) return uniqueValue(schema, this.#context, "reduced", length);
    return acceptedStrings(schema).ofAnyLength.word(0n, length);
  }

  async #reduceMap(schema: JsonSchema, map: JsonObject, put: Put<JsonObject>): Promise<void> {
    const uniform = (size: number) => uniformMap(schema, this.#context, size);
    const entries = Object.entries(map);
    if (await tryCounts(entries.length, uniform, put)) return;
    const span = await narrowestSpan(entries.length, ({ start, end }) => put(objectOf(entries.slice(start, end))));
    await this.#reduceEntries(schema, entries.slice(span.start, span.end), put);
  }

  async #reduceEntries(schema: JsonSchema, entries: [string, JsonValue][], put: Put<JsonObject>): Promise<void> {
    const kept = entries.slice();
    const replace = async (changed: readonly [string, JsonValue][]) => {
      const accepted = new Set(changed.map(([key]) => key)).size === changed.length && (await put(objectOf(changed)));
      if (accepted) kept.splice(0, kept.length, ...changed);
      return accepted;
    };
    const value = simplest(valueSchema(schema), this.#context);
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
      await this.#reduceValue(valueSchema(schema), member, (changed) => replace(kept.with(index, [name, changed])));
    }
  }

  async #reduceList(schema: JsonSchema, list: readonly JsonValue[], put: Put<JsonValue[]>): Promise<void> {
    const item = simplest(schema.items ?? {}, this.#context);
    const uniform = (size: number) => (item === undefined ? undefined : Array.from({ length: size }, () => item));
    if (await tryCounts(list.length, uniform, put)) return;
    const { start, end } = await narrowestSpan(list.length, (span) => put(list.slice(span.start, span.end)));
    const kept = list.slice(start, end);
    if (kept.length > FEW) return;
    for (const [index, member] of kept.entries()) {
      await this.#reduceValue(schema.items ?? {}, member, async (changed) => {
        const accepted = await put(kept.with(index, changed));
        if (accepted) kept[index] = changed;
        return accepted;
      });
    }
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
