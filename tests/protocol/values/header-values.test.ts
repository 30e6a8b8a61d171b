import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { decodeHeaders, encodeHeaders, type HeaderMember } from "#protocol/values/header-values.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import type { JsonValue } from "#spec/json/json.ts";

const header = (schema: JsonSchema): HeaderMember => ({ name: "member", in: "header", wireName: "X-Member", schema });
const prefixed: HeaderMember = { name: "marks", in: "prefix-headers", wireName: "X-Mark-", schema: { type: "object" } };
const texts: JsonSchema = { type: "array", items: { type: "string" } };
const dates: JsonSchema = { type: "array", items: { type: "string", "x-timestamp": "http-date" } };
const DATE = "Mon, 16 Dec 2019 23:48:18 GMT";

describe("a header", () => {
  test.each<[JsonSchema, JsonValue, string]>([
    [{ type: "string" }, "a b", "a b"],
    [{ type: "string" }, "", ""],
    [{ type: "integer" }, 7, "7"],
    [{ type: "number" }, -1.5, "-1.5"],
    [{ type: "boolean" }, false, "false"],
    [texts, ["a", "b"], "a, b"],
    [texts, ["b,c", 'd"e\\'], '"b,c", "d\\"e\\\\"'],
    [dates, [DATE, DATE], `${DATE}, ${DATE}`],
    [{ type: "array", items: { type: "boolean" } }, [true, false], "true, false"],
  ])("of %j holds %j as %j, and back", (schema, value, text) => {
    expect(encodeHeaders([header(schema)], { member: value })).toEqual([["X-Member", text]]);
    expect(decodeHeaders([header(schema)], [["x-member", text]])).toEqual({ member: value });
  });

  test.each<[JsonValue]>([["a\nb"], [" a"], ["a "], ["é"], [{}], [[null]], [[{}]]])("can't hold %j", (value) => {
    expect(encodeHeaders([header({})], { member: value })).toBeUndefined();
  });

  test("is left out for null, and for what is not there", () => {
    expect(encodeHeaders([header({})], { member: null })).toEqual([]);
    expect(encodeHeaders([header({}), prefixed], {})).toEqual([]);
    expect(decodeHeaders([header({}), prefixed], [["other", "x"]])).toEqual({});
  });

  test("law: a list of texts comes out as it went in", () => {
    const visible = fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 8 });
    const plain = visible.filter((text) => text === text.trim());
    fc.assert(
      fc.property(fc.array(plain, { minLength: 1 }), (list) => {
        const headers = encodeHeaders([header(texts)], { member: list });
        expect(decodeHeaders([header(texts)], headers ?? [])).toEqual({ member: list });
      }),
    );
  });
});

describe("prefix headers", () => {
  test("hold a map, an entry each, and back", () => {
    const headers = encodeHeaders([prefixed], { marks: { a: "1", b: "" } });
    expect(headers).toEqual([
      ["X-Mark-a", "1"],
      ["X-Mark-b", ""],
    ]);
    expect(decodeHeaders([prefixed], headers ?? [])).toEqual({ marks: { a: "1", b: "" } });
  });

  test.each([[{ "a b": "1" }], ["text"]])("can't hold %j", (marks) => {
    expect(encodeHeaders([prefixed], { marks })).toBeUndefined();
  });
});
