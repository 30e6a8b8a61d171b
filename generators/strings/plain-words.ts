import { hashNumber } from "./hash.ts";
import type { StringSpace } from "./string-space.ts";

/** A length that reads well, where the schema leaves the choice. */
const PLAIN_LENGTH = 8;

/** Up to `count` distinct words of about `length` characters, chosen by the salt. */
export function plainWords(space: StringSpace, count: number, salt: string, length = PLAIN_LENGTH): string[] {
  const near = space.nearestLength(length);
  if (near === undefined) return [];
  const distinct = BigInt(count);
  const words = new Set<string>();
  for (const candidate of lengthsAround(space, near)) {
    const available = space.count(candidate);
    const start = available >= distinct ? hashNumber("word", salt) : 0n;
    for (let index = 0n; index < distinct && words.size < count; index += 1n) {
      const word = space.word(start + index, candidate, { distinct });
      if (word !== undefined) words.add(word);
    }
    if (words.size >= count) break;
  }
  return [...words];
}

function* lengthsAround(space: StringSpace, start: number): Iterable<number> {
  yield start;
  for (let length = start + 1; length <= space.drawnMax; length += 1) if (space.hasLength(length)) yield length;
  for (let length = start - 1; length >= space.min; length -= 1) if (space.hasLength(length)) yield length;
}
