import { expect, test } from "@jest/globals";
import { otherValue } from "#generators/schema/other-value.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import type { JsonValue } from "#spec/json/json.ts";

const CONTEXT = { prefix: "t-", fixtures: {}, dictionary: [] };

const SIZES: JsonSchema = {
  type: "object",
  properties: { least: { type: "integer", minimum: 0 }, open: { type: "boolean" } },
};

test.each<[JsonSchema, JsonValue, JsonValue | undefined]>([
  [{ type: "boolean" }, true, false],
  [{ type: "integer", minimum: 1 }, 3, 1],
  [{ type: "integer", minimum: 1 }, 1, 2],
  [{ type: "integer", minimum: 1, maximum: 1 }, 1, undefined],
  [{ type: "string", enum: ["A", "B"] }, "A", "B"],
  [{ type: "string", enum: ["A"] }, "A", undefined],
  [SIZES, { least: 2, open: true }, { least: 0, open: false }],
])("of %j, %j becomes %j", (schema, value, other) => {
  expect(otherValue(value, schema, CONTEXT, "s")).toEqual(other);
});

test("a text becomes another text", () => {
  const other = otherValue("text", { type: "string", minLength: 1 }, CONTEXT, "s");
  expect(other).not.toBe("text");
  expect(typeof other).toBe("string");
});

const LIST: JsonSchema = { type: "array", items: { type: "string" } };

test.each<[JsonSchema, number]>([
  [LIST, 2],
  [{ ...LIST, maxItems: 1 }, 1],
  [{ type: "array", items: { type: "string", enum: ["A", "B"] } }, 1],
])("a list of %j becomes one of %d", (schema, count) => {
  expect(otherValue(["before"], schema, CONTEXT, "s")).toHaveLength(count);
});
