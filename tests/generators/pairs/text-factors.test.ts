import { expect, test } from "@jest/globals";
import { chosenText, textFactors } from "#generators/pairs/text-factors.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { CONTEXT } from "#tests/generators/generation-context.ts";

const SCHEMA: JsonSchema = { type: "string", minLength: 1, maxLength: 40 };
const FACTORS = textFactors(SCHEMA, "/x");

const textOf = (choice: Readonly<Record<string, string>>, schema = SCHEMA): string =>
  chosenText({ schema, context: CONTEXT, salt: "s", plain: "ab" }, "/x", choice);

test("length, first, inner and last character vary, the plain look before the others", () => {
  expect(FACTORS.map(({ key }) => key)).toEqual(["/x:length", "/x:first", "/x:inner", "/x:last"]);
  expect(new Set(FACTORS.map(({ classes }) => classes[0]))).toEqual(new Set(["plain"]));
});

test("lengths are half of the most, the most and one less; never above 256", () => {
  expect(FACTORS[0]?.classes).toEqual(["plain", "20", "39", "40"]);
  expect(textFactors({ type: "string" }, "/x")[0]?.classes).toEqual(["plain", "128", "255", "256"]);
  expect(textFactors({ type: "string", maxLength: 1 }, "/x")[0]?.classes).toEqual(["plain", "1"]);
});

test("a text without a choice is the plain one", () => {
  expect(textOf({})).toBe("ab");
});

test("whatever is chosen of a length and three characters, the text has all four", () => {
  const [lengths, first, inner, last] = FACTORS.map(({ classes }) => classes.slice(1));
  for (const length of lengths ?? []) {
    for (const [at, name] of (first ?? []).entries()) {
      const [middle = "", end = ""] = [inner?.at(at - 1), last?.at(at - 2)];
      const choice = { "/x:length": length, "/x:first": name, "/x:inner": middle, "/x:last": end };
      const text = textOf(choice);
      const alone = (key: string, look: string) => [...textOf({ [key]: look })];
      expect(text).toHaveLength(Number(length));
      expect(text[0]).toBe(alone("/x:first", name)[0]);
      expect(text.at(-3)).toBe(alone("/x:inner", middle)[1]);
      expect(text.at(-1)).toBe(alone("/x:last", end).at(-1));
    }
  }
});

test("a long text of a unique member is another one for each salt", () => {
  const unique: JsonSchema = { ...SCHEMA, "x-unique": true };
  const of = (salt: string) =>
    chosenText({ schema: unique, context: CONTEXT, salt, plain: "ab" }, "/x", { "/x:length": "40" });
  expect(of("s")).toHaveLength(40);
  expect(of("s")).not.toBe(of("t"));
});
