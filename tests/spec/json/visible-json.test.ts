import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { visibleJson } from "#spec/json/visible-json.ts";

const ODD = ["\u009b31m", "\u202e", "\u2028", "\u0085", "\u007f", "\ud800", "\u{e0001}", "\u200b", "\ufeff"];

test("nothing hidden stands in it as it is, and it means the same", () => {
  const text = fc
    .array(fc.oneof(fc.constantFrom(...ODD), fc.string({ unit: "binary" })))
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, fc.constantFrom(0, 2), (odd, indent) => {
      const value = { [odd]: [odd, 1, null] };
      const json = visibleJson(value, indent);
      expect(json).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      expect(JSON.parse(json)).toEqual(value);
    }),
  );
});

test("what can be seen stays", () => {
  expect(visibleJson({ a: "日本 ü 🙂" })).toBe('{"a":"日本 ü 🙂"}');
});
