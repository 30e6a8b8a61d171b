import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { fullMatchPattern } from "#spec/contract/pattern.ts";
import { compileValidator } from "#spec/contract/validator.ts";

describe("compileValidator", () => {
  test("lists every keyword that a value breaks, with its place in schema and value", () => {
    const check = compileValidator({
      type: "object",
      required: ["name"],
      properties: { tags: { type: "object", propertyNames: { maxLength: 3 }, additionalProperties: { maxLength: 2 } } },
    });
    expect(check({ tags: { "a/b~c": "long" } })).toMatchObject([
      { pointer: "", keyword: "required", member: "name", at: "" },
      { pointer: "/properties/tags/propertyNames", keyword: "maxLength", at: "/tags/a~1b~0c" },
      { pointer: "/properties/tags/additionalProperties", keyword: "maxLength", at: "/tags/a~1b~0c" },
    ]);
  });

  test("says nothing of other keywords once the type is wrong", () => {
    const check = compileValidator({ type: "string", enum: ["a"], pattern: "a" });
    expect(check(1).map(({ keyword }) => keyword)).toEqual(["type"]);
    expect(check("b").map(({ keyword }) => keyword)).toEqual(["enum", "pattern"]);
  });

  test("says a choice of types in words", () => {
    expect(compileValidator({ type: ["number", "null"] })("1")[0]?.message).toBe("must be a number or null");
    expect(compileValidator({ type: "number" })("1")[0]?.message).toBe("must be a number");
  });

  test("says which values there are, of many the first", () => {
    const message = (...values: string[]) => compileValidator({ enum: values })("?")[0]?.message;
    expect(message("red", "blue")).toBe("must be red or blue");
    expect(message(..."abcdefghij")).toBe("must be a or b or c or d or e or f or g or h or one of 2 others");
  });

  test("law: a value is accepted when it breaks nothing", () => {
    const check = compileValidator({
      type: ["object", "string"],
      minLength: 2,
      required: ["a"],
      not: { const: "no" },
      anyOf: [{ pattern: "[a-z]*" }, { type: "object" }],
      properties: { a: { type: "integer", maximum: 3 } },
      additionalProperties: { type: "array", items: { maxLength: 1 } },
    });
    const word = fc.string({ unit: fc.constantFrom("a", "n", "o", "A"), maxLength: 3 });
    const object = fc.record(
      { a: fc.oneof(fc.integer({ min: 0, max: 6 }), word), b: fc.oneof(fc.array(word, { maxLength: 2 }), word) },
      { requiredKeys: [] },
    );
    const seen = new Set<boolean>();
    fc.assert(
      fc.property(fc.oneof(word, object), (value) => {
        seen.add(check.accepts(value));
        expect(check.accepts(value)).toBe(check(value).length === 0);
      }),
    );
    expect(seen.size).toBe(2);
  });

  test("counts code points", () => {
    const check = compileValidator({ maxLength: 2 });
    expect(check("\u{1F600}\u{1F600}")).toEqual([]);
    expect(check("e\u0301\u0301")).toHaveLength(1);
  });

  test("names members with slashes by their pointer", () => {
    const check = compileValidator({ properties: { "a/b": { properties: { "c d": { maxLength: 1 } } } } });
    expect(check({ "a/b": { "c d": "xx" } })).toMatchObject([
      { pointer: "/properties/a~1b/properties/c d", at: "/a~1b/c d" },
    ]);
  });

  test("leaves the schema as it is and ignores extensions", () => {
    const schema = { pattern: "a", "x-error": "E", "x-unspecified": [{ id: "b", when: { pattern: "(" }, note: "" }] };
    const before = structuredClone(schema);
    expect(compileValidator(schema)("ab")).toHaveLength(1);
    expect(schema).toEqual(before);
  });
});

describe("fullMatchPattern", () => {
  test.each(["a|b", "^a|b", "a|b$", "^(?:a|b)$"])("%s matches whole strings alone", (pattern) => {
    const full = new RegExp(fullMatchPattern(pattern), "u");
    expect(full.test("a")).toBe(true);
    expect(full.test("b")).toBe(true);
    expect(full.test("ab")).toBe(false);
    expect(full.test("a\n")).toBe(false);
  });

  test("keeps an escaped dollar sign", () => {
    expect(new RegExp(fullMatchPattern("a\\$"), "u").test("a$")).toBe(true);
  });

  test("drops the anchor after an escaped backslash", () => {
    const full = new RegExp(fullMatchPattern("a\\\\$"), "u");
    expect(full.test("a\\")).toBe(true);
    expect(full.test("a\\$")).toBe(false);
  });
});
