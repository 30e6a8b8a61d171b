import { describe, expect, test } from "@jest/globals";
import { schemaAt } from "#spec/contract/schema-at.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { compileValidator } from "#spec/contract/validator.ts";
import type { JsonValue } from "#spec/json/json.ts";
import { conditionOf } from "#suites/oracles/member-condition.ts";
import type { MemberForm } from "#suites/record/condition.ts";

const SCHEMA: JsonSchema = {
  type: "object",
  required: ["name"],
  properties: {
    name: { type: ["string", "null"] },
    count: { type: "integer", minimum: 1 },
    mode: { enum: ["on", "off", null, 7] },
    "a/b~c": { type: "string" },
    list: { type: "array", items: { type: "object", required: ["x/y"], properties: {} } },
    labels: { type: "object", propertyNames: { enum: ["one", "two"] }, additionalProperties: { type: "string" } },
    propertyNames: { type: "string" },
    properties: { type: "object", propertyNames: { maxLength: 3 } },
    sizes: { type: "object", propertyNames: { maxLength: 3 } },
  },
};
const brokenBy = compileValidator(SCHEMA);

const wantedOf = (value: JsonValue) => conditionOf(brokenBy(value), (pointer) => schemaAt(SCHEMA, pointer));

test.each<[what: string, value: JsonValue, members: readonly MemberForm[]]>([
  ["a member of another type", { name: 7 }, [{ at: "/name", types: ["string", "null"] }]],
  ["one type alone", { name: "a", count: "1" }, [{ at: "/count", types: ["integer"] }]],
  ["a name with signs of a pointer", { name: "a", "a/b~c": 1 }, [{ at: "/a~1b~0c", types: ["string"] }]],
  ["a missing member", {}, [{ at: "/name", present: true }]],
  ["a missing member within", { name: "a", list: [{}] }, [{ at: "/list/0/x~1y", present: true }]],
  ["none of a list", { name: "a", mode: "ON" }, [{ at: "/mode", among: ['"on"', '"off"', "null", "7"] }]],
  ["a key that is none of a list", { name: "a", labels: { three: "" } }, [{ at: "/labels/three", absent: true }]],
  [
    "a key below a member called properties",
    { name: "a", properties: { long: 1 } },
    [{ at: "/properties/long", absent: true }],
  ],
  ["a member called propertyNames", { name: "a", propertyNames: 1 }, [{ at: "/propertyNames", types: ["string"] }]],
  ["a value below any key", { name: "a", labels: { one: 1 } }, [{ at: "/labels/one", types: ["string"] }]],
  ["the whole", [], [{ at: "", types: ["object"] }]],
  [
    "several",
    { count: "1" },
    [
      { at: "/name", present: true },
      { at: "/count", types: ["integer"] },
    ],
  ],
])("%s has a condition", (_what, value, members) => {
  expect(wantedOf(value)?.members).toEqual(expect.arrayContaining([...members]));
  expect(wantedOf(value)?.members).toHaveLength(members.length);
});

describe("there is none", () => {
  test.each<[string, JsonValue]>([
    ["for a limit", { name: "a", count: 0 }],
    ["where but one of several has a form", { count: 0 }],
  ])("%s", (_what, value) => {
    expect(brokenBy(value)).not.toEqual([]);
    expect(wantedOf(value)).toBeUndefined();
  });

  test("where the schema is not to be found: no type at all would meet it", () => {
    expect(conditionOf(brokenBy({ name: 7 }), () => undefined)).toBeUndefined();
    expect(conditionOf(brokenBy({ name: "a", mode: 1 }), () => ({}))).toBeUndefined();
  });

  test("where nothing is broken", () => {
    expect(wantedOf({ name: "a" })).toBeUndefined();
  });
});

test("a key that is too long is one that should not be there", () => {
  expect(wantedOf({ name: "a", sizes: { long: 1 } })).toEqual({ members: [{ at: "/sizes/long", absent: true }] });
});
