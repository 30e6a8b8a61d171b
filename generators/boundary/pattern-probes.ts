import { plainText } from "#spec/json/plain-text.ts";
import { fullMatch, patternAutomaton } from "#spec/contract/pattern.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { codePointName } from "#generators/strings/alphabet.ts";
import { plainValue } from "#generators/schema/baseline.ts";
import { CONFUSABLES, type NamedCharacter } from "#generators/strings/confusable-characters.ts";
import type { GenerationContext } from "#generators/schema/generation-context.ts";
import { hashNumber } from "#generators/strings/hash.ts";
import { plainWords } from "#generators/strings/plain-words.ts";
import { codePoints, complement } from "#generators/strings/regular-language.ts";
import { acceptedStrings, StringSpace } from "#generators/strings/string-space.ts";
import { WordAutomaton } from "#generators/strings/word-automaton.ts";
import { mainType } from "#generators/schema/schema-type.ts";
import type { SchemaLocation } from "#generators/schema/schema-location.ts";
import type { Probe } from "./boundary-probe.ts";

const POSITIONS = ["first", "middle", "last"] as const;
type Position = (typeof POSITIONS)[number];

/** Every edge of every range of characters that a pattern allows, and every class of character that it does not. */
export function* patternProbes({ schema }: SchemaLocation, context: GenerationContext): Iterable<Probe> {
  if (schema.pattern === undefined || mainType(schema) !== "string") return;
  const whole = (salt: string) => plainText(plainValue(schema, context, salt) ?? "");
  const word = (salt: string) => codePoints(whole(salt));
  const space = acceptedStrings(schema);
  yield { keyword: "pattern", side: "accept", name: "plain", note: "a plain word", value: whole };
  for (const position of POSITIONS) {
    for (const character of allowedEdges(space.automaton, word("edges"), position)) {
      const { name, note } = describe(character, position);
      const value = (salt: string) => withAllowed(space, word(salt), { character, at: position, salt });
      yield { keyword: "pattern", side: "accept", name, note, value };
    }
  }
  yield* refused(schema, word);
}

function indexOf(position: Position, length: number): number {
  return position === "first" ? 0 : position === "last" ? length - 1 : Math.floor(length / 2);
}

function describe(character: number, position: Position): { name: string; note: string } {
  const code = codePointName(character);
  return {
    name: `${position}-${code}`,
    note: `${String.fromCodePoint(character)} (${code}) as the ${position} character`,
  };
}

/** Printable characters at the ends of the ranges allowed where a word has the given position. */
function allowedEdges(automaton: WordAutomaton, word: readonly number[], position: Position): number[] {
  const before = word.slice(0, indexOf(position, word.length));
  const state = automaton.walk(String.fromCodePoint(...before));
  const edges = automaton.edges(state).flatMap(({ chars }) => chars.ranges.flatMap(({ min, max }) => [min, max]));
  return [...new Set(edges)]
    .filter((edge) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(String.fromCodePoint(edge)))
    .sort((a, b) => a - b);
}

interface Allowed {
  readonly character: number;
  readonly at: Position;
  readonly salt: string;
}

/** A word with this character at this position, the rest completed by the salt; undefined when none goes on so. */
function withAllowed(
  space: StringSpace,
  word: readonly number[],
  { character, at, salt }: Allowed,
): string | undefined {
  const index = indexOf(at, word.length);
  // The plain word of a pattern may be empty.
  const replaced = String.fromCodePoint(...word.toSpliced(index, 1, character));
  if (space.has(replaced)) return replaced;
  const head = String.fromCodePoint(...word.slice(0, index), character);
  return space.word(hashNumber("allowed", salt), word.length, { prefix: head });
}

/** What each of the common ways to match a pattern badly lets through. */
const TELLING: readonly string[] = [
  "last-newline", // a dollar sign that stands before a last line break, too
  "middle-nul", // a text that is over at its first NUL
  "first-space", // white space taken off before
  "last-full-width-a", // letters of every script, or another form of Unicode
  "middle-slash", // a match of a part, at the beginning or the end
];

function* refused(schema: JsonSchema, word: (salt: string) => number[]): Iterable<Probe> {
  const pattern = schema.pattern ?? "";
  const matches = fullMatch(pattern);
  const breaks = [...CONFUSABLES, ...justOutside(pattern)].flatMap(({ name, character }) =>
    POSITIONS.map((position) => ({
      name: `${position}-${name}`,
      note: `${name} as the ${position} character`,
      value: (salt: string) => withRefused(word(salt), position, character),
    })),
  );
  const found = breaks.filter(({ value }) => !matches.test(value("edges")));
  const telling = TELLING.flatMap((name) => found.find((each) => each.name === name) ?? []);
  for (const each of new Set([...telling, ...found])) {
    yield { keyword: "pattern", side: "reject", isTelling: telling.includes(each), ...each };
  }
  if (found.length === 0) yield* otherWords(schema, pattern);
}

/** A word with this character at this position, whatever the pattern says of it. */
function withRefused(word: readonly number[], position: Position, character: string): string {
  return String.fromCodePoint(...word.toSpliced(indexOf(position, word.length), 1, ...codePoints(character)));
}

const NAMED = new Set(CONFUSABLES.map(({ character }) => character));

/** The characters just outside each range of the pattern, such as `@` before `A`. */
function justOutside(pattern: string): NamedCharacter[] {
  const automaton = new WordAutomaton(patternAutomaton(pattern));
  const outside = new Set<number>();
  for (let state = 0; state < automaton.size; state += 1) {
    for (const { chars } of automaton.edges(state)) {
      for (const { min, max } of chars.ranges) outside.add(min - 1).add(max + 1);
    }
  }
  return [...outside]
    .filter((code) => code >= 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff))
    .map((code) => ({ name: codePointName(code), character: String.fromCodePoint(code) }))
    .filter(({ character }) => !NAMED.has(character));
}

/** Words of the pattern's complement, for a pattern that no single wrong character breaks. */
function* otherWords(schema: JsonSchema, pattern: string): Iterable<Probe> {
  const { minLength = 0, maxLength = Infinity } = schema;
  const space = new StringSpace(new WordAutomaton(complement(patternAutomaton(pattern))), minLength, maxLength);
  for (const index of [1, 2, 3]) {
    const value = (salt: string) => plainWords(space, index, salt)[index - 1];
    yield { keyword: "pattern", side: "reject", name: `other-${index}`, note: "a string that does not match", value };
  }
}
