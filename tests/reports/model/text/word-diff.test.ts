import { expect, test } from "@jest/globals";
import { wordDiff, type Stretch } from "#reports/model/text/word-diff.ts";

const marked = (stretches: readonly Stretch[]) =>
  stretches.map(({ text, changed }) => (changed ? `[${text}]` : text)).join("");
const show = (before: string, after: string) => {
  const diff = wordDiff(before, after);
  return [marked(diff.before), marked(diff.after)];
};

test.each([
  ["400 InvalidParameterException", "400 ClientException", "400 [InvalidParameterException]", "400 [ClientException]"],
  ["200", "400 ClientException", "[200]", "[400 ClientException]"],
  ["400, no tag", "400, tag", "400, [no ]tag", "400, tag"],
  ["a b c d e", "a x c y e", "a [b] c [d] e", "a [x] c [y] e"],
  ["same", "same", "same", "same"],
  ["", "new", "", "[new]"],
  ["\ud800 a", "\ud800 b", "\ud800 [a]", "\ud800 [b]"],
])("%j and %j differ in words", (before, after, oldMarks, newMarks) => {
  expect(show(before, after)).toEqual([oldMarks, newMarks]);
});

test("texts too long to align differ as a whole", () => {
  const long = (word: string) => `start ${`${word} `.repeat(2000)}end`;
  const { before, after } = wordDiff(long("a"), long("b"));
  expect(before.map(({ changed }) => changed)).toEqual([true]);
  expect(after.map(({ text }) => text).join("")).toBe(long("b"));
});
