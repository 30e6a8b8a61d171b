import type { JsonSchema } from "../spec/schema.ts";
import { plainWords } from "./baseline.ts";
import type { GenerationContext } from "./context.ts";
import { uniqueValue } from "./fresh-value.ts";
import { hashNumber } from "./hash.ts";
import { mainType, type Place } from "./place.ts";
import type { Probe } from "./probe.ts";
import { acceptedStrings, lengthOf, type StringSpace } from "./string-space.ts";

/** Fillings that a length counted in bytes, UTF-16 units or graphemes gets wrong; the contract counts code points. */
const UNITS = [
  { name: "two-byte", words: "letters of two UTF-8 bytes", fill: (length: number) => "é".repeat(length) },
  { name: "three-byte", words: "letters of three UTF-8 bytes", fill: (length: number) => "漢".repeat(length) },
  { name: "astral", words: "emoji, two UTF-16 units each", fill: (length: number) => "😀".repeat(length) },
  {
    name: "one-astral",
    words: "characters, the last an emoji",
    fill: (length: number) => `${"a".repeat(length - 1)}😀`,
  },
  { name: "decomposed", words: "code points, most in letter and accent pairs", fill: decomposed },
  { name: "joined", words: "code points of joined emoji", fill: joined },
] as const;

function decomposed(length: number): string {
  return "e\u0301".repeat(Math.floor(length / 2)) + "e".repeat(length % 2);
}

function joined(length: number): string {
  const family = "👩\u200d👩\u200d👦";
  return family.repeat(Math.floor(length / 5)) + "a".repeat(length % 5);
}

/** Texts one past the longest that fit again once trimmed. */
const TRIMMABLE = [
  { name: "trailing-space", words: "one of them a trailing space", pad: (text: string) => `${text} ` },
  { name: "leading-space", words: "one of them a leading space", pad: (text: string) => ` ${text}` },
  { name: "trailing-newline", words: "one of them a trailing newline", pad: (text: string) => `${text}\n` },
] as const;

/** The last lengths accepted and the first refused, in code points, with fillings that other units count differently. */
export function* lengthProbes({ schema }: Place, context: GenerationContext): Iterable<Probe> {
  if (mainType(schema) !== "string" || schema.enum !== undefined) return;
  const { minLength: min, maxLength: max } = schema;
  const strings = { schema, context, space: acceptedStrings(schema) };
  if (min !== undefined) {
    yield* accepted(strings, "minLength", [min, min + 1]);
    yield* tooShort(strings, min - 1);
  }
  if (max === undefined) return;
  yield* accepted(strings, "maxLength", [...(min === undefined ? [0, 1] : []), max - 1, max]);
  yield* tooLong(strings, max + 1);
}

interface Strings {
  readonly schema: JsonSchema;
  readonly context: GenerationContext;
  readonly space: StringSpace;
}

function* accepted(strings: Strings, keyword: string, lengths: readonly number[]): Iterable<Probe> {
  const { min, max } = strings.space;
  for (const length of lengths) {
    if (length < min || length > max) continue;
    const edge = { keyword, side: "accept", crowded: length === min || length === max } as const;
    yield {
      ...edge,
      name: `${length}-plain`,
      note: `${length} characters`,
      value: (salt) => plainOf(strings, length, salt),
    };
    if (length === 0) continue;
    for (const { name, words, fill } of UNITS) {
      const text = fill(length);
      if (!strings.space.has(text)) continue;
      yield { ...edge, crowded: false, name: `${length}-${name}`, note: `${length} ${words}`, value: () => text };
    }
  }
}

function* tooShort(strings: Strings, length: number): Iterable<Probe> {
  if (length < 0) return;
  const edge = { keyword: "minLength", side: "reject" } as const;
  const note = length === 0 ? "the empty string" : `${length} characters`;
  yield {
    ...edge,
    crowded: true,
    name: `${length}-plain`,
    note,
    value: (salt) => plainOf(strings, length, salt) ?? cutWord(strings, length, salt),
  };
  for (const { name, words, fill } of length === 0 ? [] : UNITS) {
    const text = fill(length);
    if (strings.space.automaton.accepts(text))
      yield { ...edge, name: `${length}-${name}`, note: `${length} ${words}`, value: () => text };
  }
}

function* tooLong(strings: Strings, length: number): Iterable<Probe> {
  const edge = { keyword: "maxLength", side: "reject" } as const;
  for (const size of [length, 2 * length]) {
    const value = (salt: string) => plainOf(strings, size, salt);
    yield { ...edge, crowded: size === length, name: `${size}-plain`, note: `${size} characters`, value };
  }
  for (const { name, words, fill } of UNITS) {
    const text = fill(length);
    if (strings.space.automaton.accepts(text))
      yield { ...edge, name: `${length}-${name}`, note: `${length} ${words}`, value: () => text };
  }
  for (const { name, words, pad } of TRIMMABLE) {
    const value = (salt: string) => {
      const text = pad(plainOf(strings, length - 1, salt) ?? "");
      return lengthOf(text) === length && strings.space.automaton.accepts(text) ? text : undefined;
    };
    yield { ...edge, name: `${length}-${name}`, note: `${length} characters, ${words}`, value };
  }
}

/** A plain word of exactly this length, within the limits or not; fresh where the schema asks for it. */
function plainOf({ schema, context, space }: Strings, length: number, salt: string): string | undefined {
  if (schema["x-unique"] === true && space.hasLength(length)) {
    const fresh = uniqueValue(schema, context, salt, length);
    if (lengthOf(fresh) === length) return fresh;
  }
  return space.ofAnyLength.word(hashNumber("length", salt), length);
}

/** The head of a word, where no word is as short: the pattern is broken too then, as with an empty name. */
function cutWord({ space }: Strings, length: number, salt: string): string | undefined {
  const [word] = plainWords(space, 1, salt);
  return word === undefined
    ? undefined
    : String.fromCodePoint(...Array.from(word, (char) => char.codePointAt(0) ?? 0).slice(0, length));
}
