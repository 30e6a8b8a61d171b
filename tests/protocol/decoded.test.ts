import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { decoded } from "#protocol/decoded.ts";

test("what was encoded comes back", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      fc.pre(text.isWellFormed());
      expect(decoded(encodeURIComponent(text))).toBe(text);
    }),
  );
});

test.each(["%", "%4", "%zz", "100%", "%E0%A4", "%ff"])("%s stays as it is", (text) => {
  expect(decoded(text)).toBe(text);
});

test("a plus sign is no blank", () => {
  expect(decoded("a+b%20c")).toBe("a+b c");
});
