import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { fullInput } from "#generators/schema/baseline.ts";
import { bindFresh } from "#generators/schema/bind-fresh.ts";
import { validInput } from "#generators/random/valid-inputs.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { compileValidator } from "#spec/contract/validator.ts";
import { CLUSTER_LIKE } from "#tests/generators/cluster-like-schema.ts";
import { CONTEXT } from "#tests/generators/generation-context.ts";
import { INPUT_SCHEMA } from "#tests/generators/schema-arbitrary.ts";

const NAME: JsonSchema = { type: "string", maxLength: 40, "x-unique": true };
const TOKEN: JsonSchema = { type: "string", "x-idempotency-token": true };

const structure = (properties: Readonly<Record<string, JsonSchema>>): JsonSchema => ({ type: "object", properties });
const bound = (schema: JsonSchema, input: JsonObject, salt = "salt", except?: string) =>
  bindFresh(schema, CONTEXT, { input, salt, except });

/** A schema, a valid input of it, and a salt. */
const SETTING = INPUT_SCHEMA.chain((schema) =>
  fc.record({ schema: fc.constant(schema), input: validInput(schema, CONTEXT), salt: fc.string() }),
);
const RUNS = { numRuns: 100, seed: 3 };

/** Every text of a value that is not to be unique or a token, and the form of the rest. */
function settled(schema: JsonSchema, value: unknown): unknown {
  if (schema["x-unique"] === true || schema["x-idempotency-token"] === true) return typeof value;
  if (Array.isArray(value)) return value.map((item) => settled(schema.items ?? {}, item));
  if (typeof value !== "object" || value === null) return value;
  const { properties = {}, additionalProperties } = schema;
  const others = typeof additionalProperties === "object" ? additionalProperties : {};
  return Object.entries(value).map(([name, member]) => [
    name,
    settled(Object.hasOwn(properties, name) ? (properties[name] ?? {}) : others, member),
  ]);
}

describe("whatever the schema", () => {
  test("a valid input stays valid", () => {
    fc.assert(
      fc.property(SETTING, ({ schema, input, salt }) => {
        expect(compileValidator(schema)(bound(schema, input, salt))).toEqual([]);
      }),
      RUNS,
    );
  });

  test("all else stays as it was, in its order", () => {
    fc.assert(
      fc.property(SETTING, ({ schema, input, salt }) => {
        expect(settled(schema, bound(schema, input, salt))).toEqual(settled(schema, input));
      }),
      RUNS,
    );
  });

  test("to bind again by the same salt changes nothing, and the input is not touched", () => {
    fc.assert(
      fc.property(SETTING, ({ schema, input, salt }) => {
        const before = structuredClone(input);
        const once = bound(schema, input, salt);
        expect(bound(schema, once, salt)).toEqual(once);
        expect(input).toEqual(before);
      }),
      RUNS,
    );
  });
});

describe("unique members and tokens", () => {
  test("are those of the salt, wherever they stand", () => {
    const schema = structure({
      name: NAME,
      token: TOKEN,
      deep: structure({ name: NAME }),
      list: { type: "array", items: NAME },
      map: { type: "object", additionalProperties: NAME },
    });
    const old = { name: "old", token: "old", deep: { name: "old" }, list: ["old", "old"], map: { a: "old", b: "old" } };
    const [one, other] = [bound(schema, old, "one"), bound(schema, old, "other")];
    const texts = (input: JsonObject) =>
      JSON.stringify(Object.values(input))
        .split('"')
        .filter((text) => text.length > 4);
    expect(texts(one)).toHaveLength(7);
    expect(new Set([...texts(one), ...texts(other), "old"]).size).toBe(15);
  });

  test("keep their length where that leaves room, in code points", () => {
    const schema = structure({ name: { ...NAME, pattern: "^[a-z0-9-]*$" } });
    const lengthOf = (name: string) => Array.from(String(bound(schema, { name })["name"])).length;
    expect(lengthOf("x".repeat(30))).toBe(30);
    expect(lengthOf("\u{1f600}".repeat(30))).toBe(30);
    expect(lengthOf("x")).toBeGreaterThan(10);
  });

  test("a member that is both is a unique one", () => {
    const both: JsonSchema = { ...NAME, ...TOKEN };
    expect(bound(structure({ name: both }), { name: "x" })["name"]).toMatch(/^ecf-k3x9-/);
  });

  test.each([[null], [7], [true], [["x"]], [{ x: "y" }]])("%j is no text, and stays", (name) => {
    expect(bound(structure({ name: NAME, token: TOKEN }), { name, token: name })).toEqual({ name, token: name });
  });

  test("what is not there is not put there", () => {
    expect(bound(structure({ name: NAME, token: TOKEN }), {})).toEqual({});
  });

  test("an empty one is made anew, too", () => {
    expect(bound(structure({ name: NAME }), { name: "" })["name"]).not.toBe("");
  });
});

describe("what no schema speaks of stays", () => {
  test.each<[string, JsonSchema, JsonObject]>([
    ["a member that is not declared", structure({ name: NAME }), { other: "x" }],
    [
      "a member of a structure that allows no others",
      { ...structure({}), additionalProperties: false },
      { other: "x" },
    ],
    [
      "a member that every object has",
      structure({ name: NAME }),
      { constructor: "x", toString: "y" } as unknown as JsonObject,
    ],
    ["items of no kind", structure({ list: { type: "array" } }), { list: ["x"] }],
    ["a member called __proto__", structure({ name: NAME }), JSON.parse('{"__proto__":"x"}') as JsonObject],
  ])("%s", (_what, schema, input) => {
    const after = bound(schema, input);
    expect(Object.entries(after)).toEqual(Object.entries(input));
  });

  test("a unique member called __proto__ is one like any other", () => {
    const schema = structure(
      JSON.parse('{"__proto__":{"type":"string","x-unique":true}}') as Record<string, JsonSchema>,
    );
    const [[name, value] = []] = Object.entries(bound(schema, JSON.parse('{"__proto__":"x"}') as JsonObject));
    expect(name).toBe("__proto__");
    expect(value).toMatch(/^ecf-k3x9-/);
  });
});

describe("what is probed stays", () => {
  const schema = structure({
    name: NAME,
    "a/b": NAME,
    list: { type: "array", items: NAME },
    map: { type: "object", additionalProperties: NAME },
    deep: structure({ name: NAME }),
  });
  const old = { name: "old", "a/b": "old", list: ["old"], map: { x: "old" }, deep: { name: "old" } };

  test.each<[except: string, kept: (keyof typeof old)[]]>([
    ["/properties/name", ["name"]],
    ["/properties/a~1b", ["a/b"]],
    ["/properties/list/items", ["list"]],
    ["/properties/list", ["list"]],
    ["/properties/map/additionalProperties", ["map"]],
    ["/properties/deep", ["deep"]],
    ["/properties/deep/properties/name", ["deep"]],
    ["/properties/nothing", []],
    ["", []],
  ])("at %j", (except, kept) => {
    const after = bound(schema, old, "salt", except);
    const names = Object.keys(old) as (keyof typeof old)[];
    expect(names.filter((name) => JSON.stringify(after[name]) === JSON.stringify(old[name]))).toEqual(kept);
  });
});

test("the plainest input bound to its own salt has names of that salt's prefix", () => {
  const input = fullInput(CLUSTER_LIKE, CONTEXT, "one");
  expect(bound(CLUSTER_LIKE, input, "two")).toMatchObject({
    connectorConfig: input["connectorConfig"],
    tags: input["tags"],
  });
  expect(bound(CLUSTER_LIKE, input, "two")["name"]).not.toBe(input["name"]);
});
