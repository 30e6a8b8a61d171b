import { expect, test } from "@jest/globals";
import { PLAIN_KEYS, SPECIAL_KEYS } from "#generators/strings/special-keys.ts";

const ALL = [...PLAIN_KEYS, ...SPECIAL_KEYS];

test.each(SPECIAL_KEYS)("$text names something in an object, a list or a function as they are made", ({ text }) => {
  expect([{}, [], function () {}].some((made) => text in made)).toBe(true);
});

test.each(PLAIN_KEYS)("$text names nothing in an object", ({ text }) => {
  expect(text in {}).toBe(false);
});

test("names and texts are there once, and a JSON object keeps all of them apart", () => {
  expect(new Set(ALL.map(({ name }) => name)).size).toBe(ALL.length);
  const members = ALL.map(({ text }, at) => `${JSON.stringify(text)}:${at}`);
  const parsed = JSON.parse(`{${members.join()}}`) as object;
  expect(Object.entries(parsed).sort()).toEqual(ALL.map(({ text }, at) => [text, at]).sort());
});

test("two of the plain ones are the same but for their case, and each is without control characters", () => {
  const lower = PLAIN_KEYS.map(({ text }) => text.toLowerCase());
  expect(new Set(lower).size).toBe(PLAIN_KEYS.length - 2);
  expect(PLAIN_KEYS.filter(({ text }) => /\p{Cc}/u.test(text))).toEqual([]);
});
