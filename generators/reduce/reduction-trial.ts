import { isJsonObject, type JsonObject, type JsonValue } from "../../spec/json/json.ts";
import type { JsonSchema } from "../../spec/contract/schema.ts";
import { constraintKey } from "../../spec/derived/constraint.ts";
import { validatorOf } from "../schema/compiled.ts";
import { codePoints } from "../strings/regular-language.ts";
import { unspecifiedClasses } from "../schema/unspecified.ts";

/** Whether a candidate fails like the original. */
export type Failing = (candidate: JsonObject) => Promise<boolean>;

/**
 * Remembers the smallest input known to fail, and asks about others: only about smaller ones of the same class, none
 * twice, and never more often than the budget allows.
 */
export class ReductionTrial {
  readonly #schema: JsonSchema;
  readonly #stillFails: Failing;
  readonly #budget: number;
  readonly #class: string;
  readonly #refuted = new Set<string>();
  #smallest: JsonObject;
  #calls = 0;

  constructor(schema: JsonSchema, input: JsonObject, stillFails: Failing, budget: number) {
    this.#schema = schema;
    this.#smallest = input;
    this.#stillFails = stillFails;
    this.#budget = budget;
    this.#class = this.#classOf(input);
  }

  get smallest(): JsonObject {
    return this.#smallest;
  }

  /** True when the candidate fails too; it is the smallest known from then on. */
  async accepts(candidate: JsonObject): Promise<boolean> {
    const text = JSON.stringify(candidate);
    if (text === JSON.stringify(this.#smallest)) return true;
    if (!isSmaller(candidate, this.#smallest) || this.#refuted.has(text)) return false;
    if (this.#classOf(candidate) !== this.#class || this.#calls >= this.#budget) return false;
    this.#calls += 1;
    const fails = await this.#stillFails(candidate);
    if (fails) this.#smallest = candidate;
    else this.#refuted.add(text);
    return fails;
  }

  /** What an input breaks and which unspecified classes it is in; where and by how much is left open. */
  #classOf(input: JsonObject): string {
    const broken = validatorOf(this.#schema)(input).map(constraintKey);
    const silent = unspecifiedClasses(this.#schema, input).map(({ id }) => id);
    return JSON.stringify([[...new Set(broken)].sort(), [...new Set(silent)].sort()]);
  }
}

/** Fewer values first, then less text, then plainer text. */
function isSmaller(left: JsonObject, right: JsonObject): boolean {
  const [a, b] = [measure(left), measure(right)];
  for (const [index, size] of a.entries()) if (size !== b[index]) return size < (b[index] ?? 0);
  return false;
}

function measure(input: JsonObject): readonly number[] {
  const total = { values: 0, characters: 0, oddities: 0 };
  const text = (word: string) => {
    for (const character of codePoints(word)) {
      total.characters += 1;
      total.oddities += oddity(character);
    }
  };
  const visit = (value: JsonValue) => {
    total.values += 1;
    if (typeof value === "string") text(value);
    else if (typeof value === "number") total.characters += Math.abs(value);
    else if (Array.isArray(value)) value.forEach(visit);
    else if (isJsonObject(value)) {
      for (const [key, member] of Object.entries(value)) {
        text(key);
        visit(member);
      }
    }
  };
  visit(input);
  return [total.values, total.characters, total.oddities];
}

/** 0 for `a`, more the less plain a character is. */
function oddity(character: number): number {
  if (character === 0x61) return 0;
  if (character >= 0x61 && character <= 0x7a) return 1;
  return character < 0x80 ? 2 : 3;
}
