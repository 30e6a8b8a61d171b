import { expect, test } from "@jest/globals";
import { CONFUSABLES } from "#generators/strings/confusable-characters.ts";

test("each has a name of its own, fit for an id", () => {
  const names = CONFUSABLES.map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
});

test("no character stands twice", () => {
  const characters = CONFUSABLES.map(({ character }) => character);
  expect(characters.filter((each, index) => characters.indexOf(each) !== index)).toEqual([]);
});

test("all of ASCII but letters and digits is among the characters of one code point, or is a control", () => {
  const there = new Set(CONFUSABLES.map(({ character }) => character));
  const ascii = Array.from({ length: 0x7f - 0x20 }, (_, offset) => String.fromCharCode(0x20 + offset));
  expect(ascii.filter((each) => !/[A-Za-z0-9]/.test(each) && !there.has(each))).toEqual([]);
});
