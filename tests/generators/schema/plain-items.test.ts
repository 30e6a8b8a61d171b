import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { itemKey, plainItems } from "#generators/schema/plain-items.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { validatorOf } from "#spec/contract/validator.ts";

const first = () => "a";

describe("a list whose items may be equal", () => {
  test("has the plainest item as often as it is asked for", () => {
    expect(plainItems({ items: { type: "string" } }, 3, first)).toEqual(["a", "a", "a"]);
  });

  test("goes without items that nothing makes", () => {
    expect(plainItems({}, 4, (index) => (index % 2 === 0 ? index : undefined))).toEqual([0, 2]);
  });
});

describe("a list whose items must differ", () => {
  const unique = (items: JsonSchema, size: number, plainest = items.minimum ?? items.maximum ?? 1) =>
    plainItems({ items, uniqueItems: true }, size, () => plainest);

  test("of an enumeration has its values, the plainest first", () => {
    const items: JsonSchema = { type: "string", enum: ["a", "b", null, "c"] };
    expect(plainItems({ items, uniqueItems: true }, 3, () => "b")).toEqual(["b", "a", "c"]);
  });

  test("of booleans has both, and no third", () => {
    expect(plainItems({ items: { type: "boolean" }, uniqueItems: true }, 3, () => false)).toEqual([false, true]);
  });

  test("of what can be told apart by nothing has one", () => {
    expect(plainItems({ items: { type: "object" }, uniqueItems: true }, 3, () => ({}))).toEqual([{}]);
  });

  test("of numbers has as many as there are, within bounds, and each once", () => {
    const bounds = fc.record(
      { minimum: fc.integer({ min: -500, max: 500 }), maximum: fc.integer({ min: -500, max: 500 }) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(bounds, fc.integer({ min: 0, max: 60 }), (limits, size) => {
        const { minimum = -Infinity, maximum = Infinity } = limits;
        fc.pre(minimum <= maximum);
        const items: JsonSchema = { type: "integer", ...limits };
        const made = unique(items, size);
        expect(made).toHaveLength(Math.min(size, maximum - minimum + 1));
        expect(new Set(made.map(itemKey)).size).toBe(made.length);
        expect(made.filter((value) => !validatorOf(items).accepts(value))).toEqual([]);
      }),
    );
  });
});
