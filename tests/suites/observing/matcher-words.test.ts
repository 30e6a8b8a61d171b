import { expect, test } from "@jest/globals";
import { matcherWords } from "#suites/observing/matcher-words.ts";

test.each([
  ["No cluster found for name: prod-7.", [], ["no cluster found for name"]],
  ["No cluster found for name: prod.", ["prod"], ["no cluster found for name"]],
  ["The cluster prod is not ready yet", ["prod"], ["the cluster", "is not ready yet"]],
  ["The role arn:aws:iam::123456789012:role/x is not found.", [], ["the role", "is not found"]],
  ["nodeGroupName can't be longer than 63 characters!", [], ["nodegroupname can't be longer than"]],
  ["'k8s.io/x' is not a valid tag key", [], ["is not a valid tag key"]],
  ["Denied", [], []],
  ["", [], []],
] as const)("of %j is kept what others may look for", (text, sent, words) => {
  expect(matcherWords(text, new Set(sent))).toEqual(words);
});

test("no text makes more than a few short pieces", () => {
  const pieces = matcherWords("again and again ".repeat(5_000) + "one two 3 ".repeat(50), new Set());
  expect(pieces.length).toBeLessThan(5);
  for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(100);
});
