import type { JsonSchema } from "#spec/contract/schema.ts";
import { plainWords } from "#generators/strings/plain-words.ts";
import type { GenerationContext } from "#generators/schema/generation-context.ts";
import { uniqueValue } from "#generators/schema/fresh-value.ts";
import { hashNumber } from "#generators/strings/hash.ts";
import { codePoints } from "#generators/strings/regular-language.ts";
import { acceptedStrings, lengthOf, type StringSpace, withoutLengths } from "#generators/strings/string-space.ts";
import { mainType } from "#generators/schema/schema-type.ts";
import type { SchemaLocation } from "#generators/schema/schema-location.ts";
import type { Probe } from "./boundary-probe.ts";
import { validatorOf } from "#spec/contract/validator.ts";

/** Letters that a length counted in bytes or UTF-16 units gets wrong; the contract counts code points. */
const UNITS = [
  { name: "two-byte", words: "letters of two UTF-8 bytes", fill: (length: number) => "é".repeat(length) },
  { name: "three-byte", words: "letters of three UTF-8 bytes", fill: (length: number) => "漢".repeat(length) },
  { name: "astral", words: "letters, two UTF-16 units each", fill: (length: number) => "𠜎".repeat(length) },
  {
    name: "one-astral",
    words: "letters, the last of two UTF-16 units",
    fill: (length: number) => `${"a".repeat(length - 1)}𠜎`,
  },
  { name: "decomposed", words: "code points, most in letter and accent pairs", fill: decomposed },
] as const;

function decomposed(length: number): string {
  return "e\u0301".repeat(Math.floor(length / 2)) + "e".repeat(length % 2);
}

/** Texts one past the longest that fit again once trimmed. */
const TRIMMABLE = [
  { name: "trailing-space", words: "one of them a trailing space", pad: (text: string) => `${text} ` },
  { name: "leading-space", words: "one of them a leading space", pad: (text: string) => ` ${text}` },
  { name: "trailing-newline", words: "one of them a trailing newline", pad: (text: string) => `${text}\n` },
] as const;

/** The last lengths accepted and the first refused, in code points, with fillings that other units count differently. */
export function* lengthProbes({ schema }: SchemaLocation, context: GenerationContext): Iterable<Probe> {
  if (mainType(schema) !== "string" || schema.enum !== undefined) return;
  const { minLength: min, maxLength: max } = schema;
  const space = acceptedStrings(schema);
  const strings = { schema, context, space };
  const shortest = space.lengthFrom(space.min);
  const shorts = [shortest, shortest === undefined ? undefined : space.lengthFrom(shortest + 1)];
  const longest = max === undefined ? undefined : space.lengthUpTo(max);
  const longs = [longest === undefined ? undefined : space.lengthUpTo(longest - 1), longest];
  if (min !== undefined) {
    yield* accepted(strings, "minLength", shorts);
    yield* tooShort(strings, min - 1);
  }
  if (max === undefined) return;
  yield* accepted(strings, "maxLength", min === undefined ? [...shorts, ...longs] : longs);
  yield* tooLong(strings, max + 1);
}

interface Strings {
  readonly schema: JsonSchema;
  readonly context: GenerationContext;
  readonly space: StringSpace;
}

function* accepted(strings: Strings, keyword: string, lengths: readonly (number | undefined)[]): Iterable<Probe> {
  const { space } = strings;
  const [first, last] = [lengths[0], lengths.at(-1)];
  const limit = keyword === "minLength" ? first : last;
  for (const length of lengths) {
    if (length === undefined) continue;
    const edge = { keyword, side: "accept" } as const;
    yield {
      ...edge,
      ...plainProbe(strings, length),
      atLimit: length === limit,
      crowded: length === first || length === last,
    };
    if (length > 0) for (const filled of unitProbes(length, (text) => space.has(text))) yield { ...edge, ...filled };
  }
}

function* tooShort(strings: Strings, limit: number): Iterable<Probe> {
  if (limit < 0) return;
  const edge = { keyword: "minLength", side: "reject" } as const;
  const { ofAnyLength, automaton } = strings.space;
  const length = ofAnyLength.lengthUpTo(limit);
  if (length === undefined) {
    // No string is as short: the pattern is broken too then, as with an empty name.
    const value = (salt: string) => resized(strings, limit, salt);
    yield { ...edge, crowded: true, name: `${limit}-plain`, note: describe(limit), value };
    return;
  }
  yield { ...edge, ...plainProbe(strings, length), crowded: true };
  if (length > 0)
    for (const filled of unitProbes(length, (text) => automaton.accepts(text))) yield { ...edge, ...filled };
}

function* tooLong(strings: Strings, limit: number): Iterable<Probe> {
  const edge = { keyword: "maxLength", side: "reject" } as const;
  const { ofAnyLength, automaton } = strings.space;
  const length = ofAnyLength.lengthFrom(limit, 2 * limit);
  if (length === undefined) {
    const value = (salt: string) => resized(strings, limit, salt);
    yield { ...edge, crowded: true, name: `${limit}-plain`, note: describe(limit), value };
    return;
  }
  yield { ...edge, ...plainProbe(strings, length), crowded: true };
  yield { ...edge, ...plainProbe(strings, 2 * length) };
  // What is too long is refused whatever it is made of, odd characters included.
  const { accepts } = validatorOf(withoutLengths(strings.schema));
  for (const filled of unitProbes(length, accepts)) yield { ...edge, ...filled };
  for (const { name, words, pad } of TRIMMABLE) {
    const value = (salt: string) => {
      const text = pad(plainOf(strings, length - 1, salt) ?? "");
      return lengthOf(text) === length && automaton.accepts(text) ? text : undefined;
    };
    yield { ...edge, name: `${length}-${name}`, note: `${describe(length)}, ${words}`, value };
  }
}

type ProbeValue = Pick<Probe, "name" | "note" | "value">;

function plainProbe(strings: Strings, length: number): ProbeValue {
  return { name: `${length}-plain`, note: describe(length), value: (salt) => plainOf(strings, length, salt) };
}

function describe(length: number): string {
  if (length === 0) return "empty";
  return length === 1 ? "one character" : `${length} characters`;
}

function unitProbes(length: number, has: (text: string) => boolean): ProbeValue[] {
  return UNITS.flatMap(({ name, words, fill }) => {
    const text = fill(length);
    return has(text) ? [{ name: `${length}-${name}`, note: `${length} ${words}`, value: () => text }] : [];
  });
}

/** A plain word of exactly this length, within the limits or not; where the schema asks for it, of this run alone. */
function plainOf({ schema, context, space }: Strings, length: number, salt: string): string | undefined {
  const unique = schema["x-unique"] === true;
  if (unique && space.hasLength(length)) {
    const fresh = uniqueValue(schema, context, salt, length);
    if (lengthOf(fresh) === length) return fresh;
  }
  const rank = hashNumber("length", salt);
  const ours = unique ? space.ofAnyLength.word(rank, length, { prefix: context.prefix }) : undefined;
  return ours ?? space.ofAnyLength.word(rank, length);
}

/** A word cut, or drawn out, to a length that no word has. */
function resized({ space }: Strings, length: number, salt: string): string | undefined {
  const [word] = plainWords(space, 1, salt);
  if (word === undefined) return undefined;
  const characters = codePoints(word.padEnd(length, "a"));
  return String.fromCodePoint(...characters.slice(0, length));
}
