import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { JsonValue } from "#spec/json/json.ts";
import { childPointer, pointerTokens, valueAt } from "#spec/json/json-pointer.ts";

test("a pointer gives back the tokens it is made of", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: fc.constantFrom("~", "/", "0", "1", "a", "") })), (tokens) => {
      expect(pointerTokens(tokens.reduce(childPointer, ""))).toEqual(tokens);
    }),
  );
});

describe("the value that a pointer names", () => {
  const document: JsonValue = { a: [1, { "b/c~d": null }], "": "x", text: "ab" };

  test.each<[string, JsonValue | undefined]>([
    ["", document],
    ["/", "x"],
    ["/a/0", 1],
    ["/a/1/b~1c~0d", null],
    ["/a/2", undefined],
    ["/a/2/b", undefined],
    ["/text/length", undefined],
    ["/toString", undefined],
  ])("%j", (pointer, value) => {
    expect(valueAt(document, pointer)).toBe(value);
  });
});
