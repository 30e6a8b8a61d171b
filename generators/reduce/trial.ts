import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { constraintKey } from "#spec/derived/constraint.ts";
import { codePoints } from "#generators/strings/regular-language.ts";
import { unspecifiedClasses } from "#spec/contract/unspecified-classes.ts";
import { validatorOf } from "#spec/contract/validator.ts";

/** Whether a candidate fails like the original. */
export type StillFails = (candidate: JsonObject) => Promise<boolean>;

/** The search for a smaller failing input, as far as it got. */
export interface Trial {
  /** The smallest input known to fail. */
  readonly smallest: () => JsonObject;
  /** True when the candidate fails too; it is the smallest known from then on. */
  readonly accepts: (candidate: JsonObject) => Promise<boolean>;
}

export interface TrialOptions {
  readonly schema: JsonSchema;
  readonly input: JsonObject;
  readonly stillFails: StillFails;
  /** The most calls of `stillFails`. */
  readonly budget: number;
}

/** A trial that asks only about smaller inputs of the same class, about none twice, and never more than it may. */
export function startTrial({ schema, input, stillFails, budget }: TrialOptions): Trial {
  const kind = classOf(schema, input);
  const refuted = new Set<string>();
  let smallest = input;
  let calls = 0;
  const accepts = async (candidate: JsonObject): Promise<boolean> => {
    const text = JSON.stringify(candidate);
    if (text === JSON.stringify(smallest)) return true;
    if (!isSmaller(candidate, smallest) || refuted.has(text)) return false;
    if (classOf(schema, candidate) !== kind || calls >= budget) return false;
    calls += 1;
    const fails = await stillFails(candidate);
    if (fails) smallest = candidate;
    else refuted.add(text);
    return fails;
  };
  return { smallest: () => smallest, accepts };
}

/** What an input breaks and which unspecified classes it is in; where and by how much is left open. */
function classOf(schema: JsonSchema, input: JsonObject): string {
  const broken = validatorOf(schema)(input).map(constraintKey);
  const silent = unspecifiedClasses(schema, input).map(({ id }) => id);
  return JSON.stringify([[...new Set(broken)].sort(), [...new Set(silent)].sort()]);
}

/** Fewer values first, then less text, then plainer text. */
export function isSmaller(left: JsonObject, right: JsonObject): boolean {
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
