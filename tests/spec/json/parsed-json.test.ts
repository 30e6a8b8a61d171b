import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { parsedJson } from "#spec/json/parsed-json.ts";

test("what was written as JSON comes back", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(parsedJson(JSON.stringify(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test.each([undefined, "", "{", "<html>", "undefined", "{'a':1}"])("%s is none", (text) => {
  expect(parsedJson(text)).toBeUndefined();
});
