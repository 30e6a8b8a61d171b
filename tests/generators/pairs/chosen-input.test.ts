import { describe, expect, test } from "@jest/globals";
import { chosenInput, factorsOf } from "#generators/pairs/chosen-input.ts";
import type { Choice } from "#generators/pairs/factor.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";

const SCHEMA: JsonSchema = {
  type: "object",
  required: ["name", "kind"],
  properties: {
    name: { type: "string", pattern: "^[a-zA-Z0-9][a-zA-Z0-9-]*$", minLength: 1, maxLength: 60, "x-unique": true },
    kind: { enum: ["A", "B"] },
    on: { type: "boolean" },
    tags: { type: "object", additionalProperties: { type: "string" }, maxProperties: 10 },
    token: { type: "string", "x-idempotency-token": true },
    role: { type: "string", "x-fixture": "role" },
  },
};
const CONTEXT = { prefix: "ecf-", fixtures: { role: "r" } };

function inputFor(choice: Choice, salt = "s") {
  return chosenInput(SCHEMA, CONTEXT, { salt, choice });
}

test("what may vary is read off the schema", () => {
  expect(factorsOf(SCHEMA, CONTEXT).map(({ key, classes }) => [key, classes.length > 1])).toEqual([
    ["/name:length", true],
    ["/name:first", true],
    ["/name:inner", true],
    ["/name:last", true],
    ["/kind", true],
    ["/on", true],
    ["/tags", true],
    ["/token", true],
    ["/role", true],
  ]);
});

describe("an input looks as its choice says", () => {
  test.each<[string, Choice, object]>([
    ["a value of an enum", { "/kind": '"B"' }, { kind: "B" }],
    ["a flag", { "/on": "false" }, { on: false }],
    ["null", { "/token": "null" }, { token: null }],
    [
      "a text with another beginning and end",
      { "/name:first": "upper", "/name:last": "digit" },
      { name: /^Kecf-.*7$/ },
    ],
    ["a text with something before its last character", { "/name:inner": "hyphen" }, { name: /^ecf-.*-[a-z0-9]$/ }],
    ["a text of a length", { "/name:length": "59", "/name:first": "upper" }, { name: /^K.{58}$/ }],
  ])("%s", (_what, choice, expected) => {
    const input = inputFor(choice) as Record<string, unknown>;
    for (const [member, value] of Object.entries(expected)) {
      if (value instanceof RegExp) expect(input[member]).toMatch(value);
      else expect(input[member]).toEqual(value);
    }
  });

  test("a member left out", () => {
    expect(inputFor({ "/tags": "absent" })).not.toHaveProperty("tags");
  });

  test.each(["0", "1", "10"])("a map of %s entries", (size) => {
    expect(Object.keys(inputFor({ "/tags": size })["tags"] ?? {})).toHaveLength(Number(size));
  });
});

test("a fixture has the forms that the target takes as well", () => {
  const required: JsonSchema = {
    type: "object",
    required: ["role"],
    properties: { role: { type: "string", "x-fixture": "role" } },
  };
  const context = { ...CONTEXT, forms: { role: ["path/r"] } };
  expect(factorsOf(required, CONTEXT)).toEqual([]);
  expect(factorsOf(required, context)).toEqual([{ key: "/role", classes: ["plain", "path/r"] }]);
  const roles = ["plain", "path/r"].map((form) =>
    chosenInput(required, context, { salt: "s", choice: { "/role": form } }),
  );
  expect(roles).toEqual([{ role: "r" }, { role: "path/r" }]);
});

test("another salt makes another name", () => {
  expect(inputFor({}, "one")["name"]).not.toBe(inputFor({}, "two")["name"]);
});
