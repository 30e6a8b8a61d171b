import { describe, expect, test } from "@jest/globals";
import type { JsonObject } from "#spec/json/json.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { membersWithin, withMembers } from "#suites/service/inputs/members-within.ts";

const text: JsonSchema = { type: "string" };
const network: JsonSchema = {
  type: "object",
  properties: { subnets: { type: "array", items: text }, groups: text, isPublic: text },
};
const rules: JsonSchema = { type: "array", items: { type: "object", properties: { space: text, label: text } } };
const input: JsonSchema = { type: "object", properties: { name: text, network, rules, other: network } };

const pointersOf = (schema: JsonSchema, plain: Parameters<typeof membersWithin>[1]) =>
  membersWithin(schema, plain, (_schema, name) => (name === "isPublic" ? undefined : `a ${name}`));

describe("the members within a plain input's", () => {
  test("are those that its structures lack, and the items of its lists, where there is a value", () => {
    expect(pointersOf(input, { name: "n", network: { subnets: ["$subnets"] }, rules: [{ space: "s" }] })).toEqual([
      { pointer: "/network/groups", input: { network: { groups: "a groups" } } },
      { pointer: "/rules/0/label", input: { rules: [{ label: "a label" }] } },
    ]);
  });

  test("are none of what it lacks itself, of a placeholder, of a map or of a union", () => {
    const union: JsonSchema = { type: "object", properties: { u: { ...network, "x-union": true } } };
    const map: JsonSchema = { type: "object", properties: { m: { type: "object", additionalProperties: text } } };
    expect(pointersOf(input, { name: "n", network: "$network", rules: [] })).toEqual([]);
    expect(pointersOf(union, { u: { groups: "g" } })).toEqual([]);
    expect(pointersOf(map, { m: { k: "v" } })).toEqual([]);
  });

  test("come into the input beside what is there, and into the first item alone", () => {
    const plain = { name: "n", network: { subnets: ["a"] }, rules: [{ space: "s" }, { space: "t" }] };
    expect(withMembers(plain, { network: { groups: "g" }, rules: [{ label: "l" }], more: [1] })).toEqual({
      name: "n",
      network: { subnets: ["a"], groups: "g" },
      rules: [{ space: "s", label: "l" }, { space: "t" }],
      more: [1],
    });
  });

  test("take the place of a list of plain values, and go into the items of one of structures", () => {
    const plain = { network: { subnets: ["a", "b"] }, rules: [{ space: "s" }, { space: "t" }] };
    expect(withMembers(plain, { network: { subnets: ["c"] }, rules: [{ label: "l" }] })).toEqual({
      network: { subnets: ["c"] },
      rules: [{ space: "s", label: "l" }, { space: "t" }],
    });
  });

  test("stand behind the items of a list that has fewer", () => {
    const two: JsonObject[] = [{ label: "l" }, { space: "u" }];
    expect(withMembers({ rules: [{ space: "s" }] }, { rules: two })).toEqual({
      rules: [{ space: "s", label: "l" }, { space: "u" }],
    });
  });
});
