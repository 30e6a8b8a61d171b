import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { only, PLAIN } from "#generators/strings/alphabet.ts";
import { patternAutomaton } from "#spec/contract/pattern.ts";
import { WordAutomaton } from "#generators/strings/word-automaton.ts";
import { WordRanking } from "#generators/strings/word-ranking.ts";

const automaton = new WordAutomaton(patternAutomaton("(?:ab|c)[a-c]{0,3}x?"));
const ranking = new WordRanking(automaton, only(PLAIN));

test.each([1, 2, 3, 4, 5, 6])("ranks of length %i number all words, each once", (length) => {
  const count = Number(ranking.count(length));
  const words = Array.from({ length: count }, (_, rank) => ranking.wordAt(BigInt(rank), length) ?? "");
  expect(new Set(words).size).toBe(count);
  expect(words.every((word) => word.length === length && automaton.accepts(word))).toBe(true);
});

test("a rank is taken modulo the count", () => {
  const count = ranking.count(3);
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 1000n }),
      (rank) => ranking.wordAt(rank, 3) === ranking.wordAt(rank % count, 3),
    ),
    { seed: 1, numRuns: 50 },
  );
});

test("there is no word of a length that the pattern does not allow", () => {
  expect(ranking.wordAt(0n, 9)).toBeUndefined();
});
