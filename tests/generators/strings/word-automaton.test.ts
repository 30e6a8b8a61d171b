import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { patternAutomaton } from "#spec/contract/pattern.ts";
import { WordAutomaton } from "#generators/strings/word-automaton.ts";

const PATTERN = "[0-9A-Za-z][A-Za-z0-9_-]*";
const automaton = new WordAutomaton(patternAutomaton(PATTERN));
const text = fc.string({ unit: fc.constantFrom("a", "Z", "0", "-", "_", ".", " ", "é"), maxLength: 6 });

test("accepts what the whole pattern matches, and nothing else", () => {
  const whole = new RegExp(`^(?:${PATTERN})$`, "u");
  fc.assert(
    fc.property(text, (word) => automaton.accepts(word) === whole.test(word)),
    { seed: 1, numRuns: 300 },
  );
});

test("a walk in two parts ends where one ends", () => {
  fc.assert(
    fc.property(text, text, (head, tail) => {
      const middle = automaton.walk(head);
      expect(middle < 0 ? -1 : automaton.walk(tail, middle)).toBe(automaton.walk(head + tail));
    }),
    { seed: 1, numRuns: 200 },
  );
});

test("reaches the lengths that words have", () => {
  const short = new WordAutomaton(patternAutomaton("(?:ab){1,2}"));
  expect([0, 1, 2, 3, 4, 5, 6].filter((length) => short.reaches(0, length))).toEqual([2, 4]);
});

test("a pattern that nothing matches leaves no state", () => {
  expect(new WordAutomaton(patternAutomaton("[]")).isEmpty).toBe(true);
});
