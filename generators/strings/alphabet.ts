import { codePoints } from "./regular-language.ts";
import type { Alphabet, Edge } from "./word-automaton.ts";

export const PLAIN = codePoints("abcdefghijklmnopqrstuvwxyz0123456789");
export const PRINTABLE_ASCII = Array.from({ length: 0x7f - 0x20 }, (_, offset) => 0x20 + offset);

/**
 * Printable characters of one to four UTF-8 bytes, among them what is easily mangled: combining marks, letters that
 * grow or change under case mapping or normalisation, right-to-left letters, joined emoji, full-width forms.
 */
export const TEXT = codePoints(
  "ÀÉÎõüßñçøÅſıİŁžǅΑΩσςмЖиЯѢאשמعربيहिन्दीไทยあカ漢字語한국힣éëǖＡｚ０１２－＿ﬁ㎏€√≠–—“”…·¿¶½²Ⅷ①" +
    "\u0301\u0308\u200d\ufe0f😀👍🚀🎉👩💻🇩🇪𝒜𝟘𐍈𠜎",
);

/** `U+0041`. */
export function codePointName(character: number): string {
  return `U+${character.toString(16).toUpperCase().padStart(4, "0")}`;
}

const SAMPLE = 64;

/** The characters of an edge that belong to a list; where none do, a sample of the edge's own. */
export function among(list: readonly number[]): Alphabet {
  return perEdge((edge) => {
    const chosen = list.filter((character) => edge.chars.has(character));
    return chosen.length > 0 ? chosen : sampleOf(edge);
  });
}

/** The characters of an edge that belong to a list, possibly none. */
export function only(list: readonly number[]): Alphabet {
  return perEdge((edge) => list.filter((character) => edge.chars.has(character)));
}

/** A few of an edge's characters: the ends of its ranges, and what lies between while there is room. */
export const sample: Alphabet = perEdge(sampleOf);

function perEdge(choose: (edge: Edge) => readonly number[]): Alphabet {
  const cache = new WeakMap<Edge, readonly number[]>();
  return (edge) => {
    let characters = cache.get(edge);
    if (characters === undefined) {
      characters = choose(edge);
      cache.set(edge, characters);
    }
    return characters;
  };
}

function sampleOf(edge: Edge): readonly number[] {
  const characters = new Set(edge.chars.ranges.flatMap(({ min, max }) => [min, max]).slice(0, SAMPLE));
  for (const { min, max } of edge.chars.ranges) {
    for (let character = min; character < max && characters.size < SAMPLE; character += 1) characters.add(character);
  }
  return [...characters].sort((left, right) => left - right);
}
