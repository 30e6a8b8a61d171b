import { expect, test } from "@jest/globals";
import { ODD_TEXTS } from "#generators/strings/odd-texts.ts";
import { PLAIN_KEYS, SPECIAL_KEYS } from "#generators/strings/special-keys.ts";

/** What every tagging rule of AWS allows. */
const TAG_CHARACTERS = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

test.each(ODD_TEXTS.map(({ name, text }) => [name, text]))(
  "%s holds a character that tags need not take",
  (_, text) => {
    expect(text).not.toMatch(TAG_CHARACTERS);
  },
);

test.each(PLAIN_KEYS.map(({ name, text }) => [name, text]))("%s is plain", (_, text) => {
  expect(text).toMatch(TAG_CHARACTERS);
});

test("special keys name something in every object, list or function", () => {
  const known = (key: string) => key in {} || key in [] || key in Function;
  expect(SPECIAL_KEYS.filter(({ text }) => !known(text))).toEqual([]);
});
