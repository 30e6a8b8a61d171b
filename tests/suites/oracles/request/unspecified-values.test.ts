import { describe, expect, test } from "@jest/globals";
import type { JsonValue } from "#spec/json/json.ts";
import type { JsonSchema, Unspecified } from "#spec/contract/schema.ts";
import { unspecifiedIn } from "#suites/oracles/request/expectation.ts";

const silent = (id: string, when: JsonSchema): readonly Unspecified[] => [{ id, when, note: "" }];

const SCHEMA: JsonSchema = {
  type: "object",
  "x-unspecified": silent("lonely", { type: "object", maxProperties: 1 }),
  properties: {
    text: {
      type: "string",
      "x-unspecified": [...silent("short", { type: "string", maxLength: 1 }), ...silent("a", { const: "a" })],
    },
    map: {
      type: "object",
      propertyNames: { "x-unspecified": silent("odd-key", { pattern: "[0-9]" }) },
      additionalProperties: { type: "string", "x-unspecified": silent("odd-value", { pattern: "[0-9]" }) },
    },
    list: { type: "array", items: { "x-unspecified": silent("odd-item", { const: 1 }) } },
    open: { type: "object" },
    free: { type: "array" },
    closed: { type: "object", properties: { x: {} }, additionalProperties: false },
    mixed: { type: "object", properties: { x: {} }, additionalProperties: { "x-unspecified": silent("extra", {}) } },
  },
};

describe("classes of values", () => {
  test.each<[string, JsonValue, readonly string[]]>([
    ["none", { text: "long", list: [] }, []],
    ["of the whole", {}, ["lonely"]],
    ["of a member, several of them", { text: "a", list: [] }, ["short", "a"]],
    ["of a member that is of another type", { text: 7, list: [] }, []],
    [
      "of keys and values, each time",
      { map: { 1: "2", "3": "x", y: "4" }, text: "xx" },
      ["odd-key", "odd-value", "odd-key", "odd-value"],
    ],
    ["of items, each time", { list: [1, 2, 1], text: "xx" }, ["odd-item", "odd-item"]],
    ["unknown members", { text: "xx", what: {}, who: null }, ["unknown-member", "unknown-member"]],
    [
      "unknown members named as what every object inherits",
      { text: "xx", constructor: 1, toString: "" },
      ["unknown-member", "unknown-member"],
    ],
    ["members of an object that names none", { text: "xx", open: { a: { b: 1 } } }, []],
    ["items that no schema describes", { text: "xx", free: [{ a: 1 }] }, []],
    ["members past a closed object's", { text: "xx", closed: { y: 1 } }, ["unknown-member"]],
    ["members past an open object's, which its schema knows", { text: "xx", mixed: { x: 1, y: 1 } }, ["extra"]],
    ["a map that is none", { text: "xx", map: [1] }, []],
    ["a list that is none", { text: "xx", list: { 0: 1 } }, []],
  ])("%s", (_what, value, ids) => {
    expect(unspecifiedIn(SCHEMA, value)).toEqual(ids);
  });

  test("an unknown member called __proto__ is one", () => {
    expect(unspecifiedIn(SCHEMA, JSON.parse('{"text":"xx","__proto__":{}}') as JsonValue)).toEqual(["unknown-member"]);
  });

  test("a list of lists without an end is read to where the schema ends", () => {
    const deep = JSON.parse(`{"text":${"[".repeat(100_000)}${"]".repeat(100_000)}}`) as JsonValue;
    expect(unspecifiedIn({ properties: { text: { type: "string" } } }, deep)).toEqual([]);
  });

  test("a pattern is judged as a full match", () => {
    expect(unspecifiedIn(SCHEMA, { text: "xx", map: { a1: "b2" } })).toEqual([]);
  });
});
