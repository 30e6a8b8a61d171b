import { expect, test } from "@jest/globals";
import { variedValue } from "#generators/schema/varied-value.ts";

test.each([
  [{ enum: ["A", "B", "C"] }, "A", 1, "B"],
  [{ enum: ["A", "B", "C"] }, "C", 2, "B"],
  [{ enum: ["A"] }, "A", 1, "A"],
  [{ type: "integer", maximum: 2 }, 1, 1, 2],
  [{ type: "integer", maximum: 2 }, 2, 1, 2],
  [{ type: "boolean" }, true, 1, true],
  [{ type: "string" }, "text", 1, "text"],
  [{ type: "array", items: { enum: ["A", "B"] } }, ["A"], 1, ["B"]],
  [
    { type: "object", properties: { size: { type: "integer" }, on: { type: "boolean" } } },
    { size: 1, on: true },
    2,
    { size: 3, on: true },
  ],
] as const)("%j: %j, %d on, is %j", (schema, value, by, expected) => {
  expect(variedValue(schema as never, value as never, by)).toEqual(expected);
});
