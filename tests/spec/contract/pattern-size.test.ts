import { expect, test } from "@jest/globals";
import { JS } from "refa";
import { estimatedStates } from "#spec/contract/pattern.ts";

test.each([
  ["abc", 3],
  ["a|bc", 3],
  ["(?:ab){1,100}", 200],
  ["[a-z]*", 1],
  ["a{3,}", 3],
  ["(?:ab?){1,100}", 40_000],
  ["(?:[!-~]+/){1,511}", 1_044_484],
])("%s has about so many states", (source, states) => {
  expect(estimatedStates(JS.Parser.fromLiteral({ source, flags: "u" }).parse().expression.alternatives)).toBe(states);
});
