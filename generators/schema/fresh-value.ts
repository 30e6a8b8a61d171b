import type { JsonSchema } from "#spec/contract/schema.ts";
import type { GenerationContext } from "./generation-context.ts";
import { hashHex, hashNumber } from "#generators/strings/hash.ts";
import { acceptedStrings, lengthOf, type StringSpace } from "#generators/strings/string-space.ts";

/** 60 bits keep two of a million fresh values apart with a chance of one in two million. */
const ENOUGH = 2n ** 60n;

/**
 * A value for an `x-unique` member: the same for the same salt, another for another. It is the context's prefix and a
 * hash where the schema allows that, and else a word of the schema's pattern chosen by the hash, long enough for 60
 * bits if the schema allows such a length. With `length` (code points) it has that length, room permitting.
 */
export function uniqueValue(schema: JsonSchema, context: GenerationContext, salt: string, length?: number): string {
  const space = acceptedStrings(schema);
  const rank = hashNumber("unique", salt);
  const long = length === undefined ? undefined : roomyWord(space, rank, context.prefix, length);
  if (long !== undefined) return long;
  for (const prefix of [context.prefix, ""]) {
    const word = shortestRoomyWord(space, rank, prefix);
    if (word !== undefined) return word;
  }
  return longestWord(space, rank);
}

function roomyWord(space: StringSpace, rank: bigint, prefix: string, length: number): string | undefined {
  return space.count(length, prefix) >= ENOUGH ? space.word(rank, length, { prefix }) : undefined;
}

function shortestRoomyWord(space: StringSpace, rank: bigint, prefix: string): string | undefined {
  const length = uniqueLength(space, prefix);
  return length === undefined ? undefined : space.word(rank, length, { prefix, distinct: ENOUGH });
}

const roomy = new WeakMap<StringSpace, Map<string, number | undefined>>();

/** The least length at which enough words of a space go on after a prefix to be unique; undefined when there is none. */
export function uniqueLength(space: StringSpace, prefix: string): number | undefined {
  let lengths = roomy.get(space);
  if (lengths === undefined) roomy.set(space, (lengths = new Map()));
  if (!lengths.has(prefix)) lengths.set(prefix, findUniqueLength(space, prefix));
  return lengths.get(prefix);
}

function findUniqueLength(space: StringSpace, prefix: string): number | undefined {
  if (space.automaton.walk(prefix) < 0) return undefined;
  for (let length = Math.max(space.min, lengthOf(prefix)); length <= space.drawnMax; length += 1) {
    if (space.count(length, prefix) >= ENOUGH) return length;
  }
  return undefined;
}

function longestWord(space: StringSpace, rank: bigint): string {
  const length = space.nearestLength(space.drawnMax);
  const word = length === undefined ? undefined : space.word(rank, length);
  if (word === undefined) throw new Error("A member marked x-unique allows no string at all.");
  return word;
}

/**
 * A value for an `x-idempotency-token` member: shaped like a random UUID where the schema allows it. As a name it is the
 * run's own, since a service remembers tokens for longer than a run of the same seed takes.
 */
export function tokenValue(schema: JsonSchema, context: GenerationContext, salt: string): string {
  const uuid = uuidOf("token", context.prefix, salt);
  return acceptedStrings(schema).has(uuid)
    ? uuid
    : uniqueValue(schema, { ...context, prefix: "" }, context.prefix + salt);
}

/** 36 characters in the form of a version 4 UUID, the same for the same parts. */
export function uuidOf(...parts: readonly (string | number)[]): string {
  const hex = hashHex(...parts);
  const variant = "89ab".charAt(Number.parseInt(hex.charAt(16), 16) % 4);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join("-");
}
