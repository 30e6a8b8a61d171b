import type { JsonSchema } from "#spec/contract/schema.ts";
import { perObject } from "#spec/kept-per-object.ts";
import { among, only, PLAIN, PRINTABLE_ASCII, sample } from "./alphabet.ts";
import { nearestNumber } from "./nearest-number.ts";
import { complement, intersection, scalarStrings, stringLanguage } from "./regular-language.ts";
import { WordAutomaton } from "./word-automaton.ts";
import { WordRanking } from "./word-ranking.ts";

/** Where a keyword leaves a length open, drawn words stay below this many characters above the least. */
const OPEN_ENDED = 256;

/** A set of strings: those an automaton accepts whose length in code points lies within limits. */
export class StringSpace {
  readonly automaton: WordAutomaton;
  readonly min: number;
  /** Infinity where no keyword limits it. */
  readonly max: number;
  readonly #plain: WordRanking;
  readonly #rankings: readonly WordRanking[];
  #ofAnyLength: StringSpace | undefined;

  constructor(automaton: WordAutomaton, min: number, max: number) {
    this.automaton = automaton;
    this.min = min;
    this.max = max;
    const others = [only(PRINTABLE_ASCII), among(PRINTABLE_ASCII), sample];
    this.#plain = new WordRanking(automaton, only(PLAIN));
    this.#rankings = [this.#plain, ...others.map((alphabet) => new WordRanking(automaton, alphabet))];
  }

  /** The longest length that is drawn. */
  get drawnMax(): number {
    return Number.isFinite(this.max) ? this.max : this.min + OPEN_ENDED;
  }

  /** The same strings whatever their length. */
  get ofAnyLength(): StringSpace {
    return (this.#ofAnyLength ??=
      this.min === 0 && this.max === Infinity ? this : new StringSpace(this.automaton, 0, Infinity));
  }

  has(text: string): boolean {
    const length = lengthOf(text);
    return length >= this.min && length <= this.max && this.automaton.accepts(text);
  }

  hasLength(length: number): boolean {
    return length >= this.min && length <= this.max && !this.automaton.isEmpty && this.automaton.reaches(0, length);
  }

  /** The least length from one on that some string has, up to a limit. */
  lengthFrom(least: number, limit = this.drawnMax): number | undefined {
    for (let length = least; length <= limit; length += 1) if (this.hasLength(length)) return length;
    return undefined;
  }

  /** The greatest length up to one that some string has. */
  lengthUpTo(most: number): number | undefined {
    for (let length = most; length >= this.min; length -= 1) if (this.hasLength(length)) return length;
    return undefined;
  }

  /** The length closest to the one wanted that some string has; undefined when there is no string. */
  nearestLength(wanted: number): number | undefined {
    return nearestNumber(wanted, this.min, this.drawnMax, (length) => this.hasLength(length));
  }

  get isEmpty(): boolean {
    return this.nearestLength(this.min) === undefined;
  }

  /** How many words of this length, in the plainest characters that do, go on after `prefix`. */
  count(length: number, prefix = ""): bigint {
    return this.#ranking(length, prefix, 1n)?.count ?? 0n;
  }

  /**
   * A word of exactly `length` characters, the plainest that offer at least `distinct` words; distinct ranks below
   * that give distinct words. Undefined when there is none.
   */
  word(rank: bigint, length: number, options: { prefix?: string; distinct?: bigint } = {}): string | undefined {
    const prefix = options.prefix ?? "";
    if (length < this.min || length > this.max) return undefined;
    const found = this.#ranking(length, prefix, options.distinct ?? 1n);
    const rest = found?.ranking.wordAt(rank, length - lengthOf(prefix), found.state);
    return rest === undefined ? undefined : prefix + rest;
  }

  /** Up to `count` distinct words as short as that many plain ones can be; always the same ones. */
  shortest(count: number): string[] {
    const distinct = BigInt(count);
    for (let length = this.min; length <= this.drawnMax; length += 1) {
      if (this.#plain.count(length) < distinct) continue;
      return Array.from({ length: count }, (_, rank) => this.#plain.wordAt(BigInt(rank), length) ?? "");
    }
    const length = this.nearestLength(this.min);
    const word = length === undefined ? undefined : this.word(0n, length);
    return word === undefined || count !== 1 ? [] : [word];
  }

  #ranking(length: number, prefix: string, distinct: bigint) {
    const state = this.automaton.walk(prefix);
    const rest = length - lengthOf(prefix);
    if (state < 0 || rest < 0) return undefined;
    let best: { ranking: WordRanking; state: number; count: bigint } | undefined;
    for (const ranking of this.#rankings) {
      const count = ranking.count(rest, state);
      if (count > (best?.count ?? 0n)) best = { ranking, state, count };
      if (count >= distinct) break;
    }
    return best;
  }
}

/** Length in code points, as the contract counts it. */
export function lengthOf(text: string): number {
  let length = text.length;
  for (let unit = 1; unit < text.length; unit += 1) {
    if (isSurrogate(text, unit, 0xdc00) && isSurrogate(text, unit - 1, 0xd800)) length -= 1;
  }
  return length;
}

function isSurrogate(text: string, unit: number, half: number): boolean {
  return (text.charCodeAt(unit) & 0xfc00) === half;
}

/** The strings a schema accepts and the sources speak about: its unspecified classes and lone surrogates are left out. */
export const acceptedStrings: (schema: JsonSchema) => StringSpace = perObject((schema) => {
  const { minLength = 0, maxLength = Infinity } = schema;
  const silent = (schema["x-unspecified"] ?? []).map(({ when }) => complement(stringLanguage(when)));
  const language = intersection([scalarStrings(), stringLanguage(withoutLengths(schema)), ...silent]);
  return new StringSpace(new WordAutomaton(language), minLength, maxLength);
});

/** What a schema says of a string beside its length. */
export function withoutLengths(schema: JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== "minLength" && key !== "maxLength"));
}
