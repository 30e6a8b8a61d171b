import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { bytesOf, inside, textVariants } from "#generators/wire/wire-text.ts";

test("bytes are UTF-8, whatever the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytesOf(text))).toBe(text);
    }),
    { seed: 1, numRuns: 50 },
  );
});

test("what is inside an object makes the object again", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (input) => {
      const json = JSON.stringify(input);
      expect(`{${inside(json)}}`).toBe(json);
    }),
    { seed: 1, numRuns: 50 },
  );
});

test("a row becomes a variant of its family, whose body is made of the input's JSON", () => {
  const [variant] = textVariants("json-root", [
    ["twice", "twice over", (json, input) => `${json}${String(input["a"])}`],
  ]);
  expect(variant).toMatchObject({ key: "json-root/twice", family: "json-root", note: "twice over" });
  const body = variant?.body?.({ a: 1 });
  expect(Buffer.from(body ?? []).toString()).toBe('{"a":1}1');
});
