import { expect, test } from "@jest/globals";
import { anyOf } from "#suites/oracles/refusal-words.ts";

test.each([
  ["none", [], ""],
  ["one", [[400, "A"]], "400 A"],
  [
    "several of one status",
    [
      [400, "A"],
      [400, "B"],
      [400, "C"],
    ],
    "400 A, B or C",
  ],
  [
    "several statuses",
    [
      [415, "A"],
      [400, "B"],
      [400, "C"],
    ],
    "415 A, or 400 B or C",
  ],
] as const)("%s", (_what, refusals, words) => {
  expect(anyOf(refusals.map(([status, name]) => ({ status, name })))).toBe(words);
});
