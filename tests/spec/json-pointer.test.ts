import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { childPointer, pointerTokens } from "../../spec/json-pointer.ts";

test("a pointer gives back the tokens it is made of", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: fc.constantFrom("~", "/", "0", "1", "a", "") })), (tokens) => {
      expect(pointerTokens(tokens.reduce(childPointer, ""))).toEqual(tokens);
    }),
  );
});
