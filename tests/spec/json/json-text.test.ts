import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { jsonText } from "#spec/json/json-text.ts";
import type { JsonValue } from "#spec/json/json.ts";

const nested = (depth: number) => JSON.parse(`${"[".repeat(depth)}${"]".repeat(depth)}`) as JsonValue;

test("what is written is read again as the same value", () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false } as object), (value) => {
      expect(JSON.parse(jsonText(value as JsonValue))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test.each([
  ["1e400", "1e999"],
  ["-1e400", "-1e999"],
  ["-0", "0"],
  ["1e21", "1e+21"],
])("a number read from %s is written as %s", (read, written) => {
  expect(jsonText(JSON.parse(read) as JsonValue)).toBe(written);
});

test("what is nested too deeply to be written is told, in JSON too", () => {
  expect(JSON.parse(jsonText(nested(100_000)))).toBe("a value that is nested too deeply to be shown");
  expect(jsonText(nested(100))).toBe(`${"[".repeat(100)}${"]".repeat(100)}`);
});

test("an error of another sort is not hidden", () => {
  const value = {
    toJSON: () => {
      throw new TypeError("no");
    },
  } as unknown as JsonValue;
  expect(() => jsonText(value)).toThrow(TypeError);
});
