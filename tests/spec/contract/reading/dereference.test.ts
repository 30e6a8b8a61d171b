import { describe, expect, test } from "@jest/globals";
import { parseContractText } from "#spec/contract/reading/contract-text.ts";
import { DereferencedDocument } from "#spec/contract/reading/dereference.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";

const read = (document: JsonValue) =>
  new DereferencedDocument(parseContractText(JSON.stringify(document), "spec.json"));
const valueOf = (document: JsonValue) => read(document).value as JsonObject;

describe("references", () => {
  test("are replaced by what they point to, through others and escapes", () => {
    const value = valueOf({ a: { $ref: "#/b~1c" }, "b/c": { $ref: "#/d%20e" }, "d e": { type: "string" } });
    expect(value["a"]).toEqual({ type: "string" });
    expect(value["a"]).toBe(value["d e"]);
  });

  test("may have annotations beside them", () => {
    const document = read({ a: { $ref: "#/b", "x-unique": true }, b: { type: "string" } });
    const { a } = document.value as JsonObject;
    expect(a).toEqual({ type: "string", "x-unique": true });
    expect(document.pointerOf(a as JsonObject)).toBe("/b");
  });

  test("are names where the author names members, and values in examples", () => {
    const plain = {
      properties: { $ref: { type: "string" }, example: { $ref: "#/t" } },
      example: { $ref: "#/nowhere" },
    };
    const value = valueOf({ a: plain, t: { type: "number" } });
    expect(value["a"]).toEqual({ ...plain, properties: { $ref: { type: "string" }, example: { type: "number" } } });
  });

  test("are values in the example of a member called properties", () => {
    const plain = { properties: { properties: { example: { $ref: "#/nowhere" } } } };
    expect(valueOf({ a: plain })["a"]).toEqual(plain);
  });

  test("keep a member called __proto__", () => {
    const value = read(JSON.parse('{"a": {"__proto__": {"type": "string"}}}') as JsonValue).value as JsonObject;
    expect(Object.keys(value["a"] as JsonObject)).toEqual(["__proto__"]);
  });

  test.each<[string, JsonValue, RegExp]>([
    ["to another file", { $ref: "other.yaml#/a" }, /\$ref other\.yaml#\/a leads to no object of this document; refer/],
    ["to nothing", { $ref: "#/nowhere" }, /\(\/a\): \$ref #\/nowhere leads to no object/],
    ["to an inherited member", { $ref: "#/constructor" }, /leads to no object/],
    ["to a text", { $ref: "#/text" }, /leads to no object/],
    ["with a broken escape", { $ref: "#/%" }, /leads to no object/],
    ["to itself", { $ref: "#/a" }, /it refers back to itself; unroll/],
    ["to its parent", { properties: { b: { $ref: "#/a" } } }, /\(\/a\): it refers back to itself/],
    ["with a constraint beside it", { $ref: "#/t", maxLength: 3 }, /maxLength stands beside a \$ref; move it/],
  ])("%s are refused", (_name, a, message) => {
    expect(() => read({ a, text: "t", t: {} })).toThrow(message);
  });
});

test("an excerpt is the line that a keyword is written on", () => {
  const text = 'a:\n  $ref: "#/b"\nb:\n  type: object\n  maxProperties: 50 # fifty\n';
  const document = new DereferencedDocument(parseContractText(text, "spec.yaml"));
  const { a } = document.value as JsonObject;
  expect(document.excerpt(a as JsonObject, "maxProperties")).toEqual({ line: 5, quote: "maxProperties: 50 # fifty" });
  expect(document.excerpt(a as JsonObject, "absent")).toEqual({ line: 3, quote: "b:" });
});
