import { expect, test } from "@jest/globals";
import { childSchemas } from "#spec/contract/child-schemas.ts";

test("members come first, each under its escaped name; then what holds of every key, value or item", () => {
  const [text, number, key] = [{ type: "string" }, { type: "number" }, { maxLength: 3 }] as const;
  expect([...childSchemas({ properties: { "a/b": text }, propertyNames: key, additionalProperties: number })]).toEqual([
    { schema: text, pointer: "/properties/a~1b", of: { kind: "member", name: "a/b" } },
    { schema: key, pointer: "/propertyNames", of: { kind: "key" } },
    { schema: number, pointer: "/additionalProperties", of: { kind: "value" } },
  ]);
  expect([...childSchemas({ items: text })]).toEqual([{ schema: text, pointer: "/items", of: { kind: "item" } }]);
});

test("that further members are allowed, or are not, is no schema", () => {
  expect([...childSchemas({ additionalProperties: false }), ...childSchemas({ additionalProperties: true })]).toEqual(
    [],
  );
});
