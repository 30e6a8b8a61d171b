import { expect, test } from "@jest/globals";
import { withoutFarLimits } from "#spec/contract/far-limits.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";

test("limits that no request comes near are left out, wherever they stand", () => {
  const schema: JsonSchema = {
    type: "object",
    maxProperties: 10_001,
    properties: { a: { type: "string", maxLength: 65_537 }, b: { type: "array", maxItems: 2 ** 31 } },
  };
  expect(withoutFarLimits(schema)).toEqual({
    type: "object",
    properties: { a: { type: "string" }, b: { type: "array" } },
  });
});

test("a schema without any is the very same", () => {
  const schema: JsonSchema = { type: "string", maxLength: 65_536 };
  expect(withoutFarLimits(schema)).toBe(schema);
});
