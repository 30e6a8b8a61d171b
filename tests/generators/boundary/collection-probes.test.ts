import { describe, expect, test } from "@jest/globals";
import { collectionProbes } from "#generators/boundary/collection-probes.ts";
import { schemaLocations } from "#generators/schema/schema-location.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { compileValidator } from "#spec/contract/validator.ts";
import { CONTEXT } from "#tests/generators/generation-context.ts";
import { astray, probesOf } from "./probes-of.ts";

const probes = probesOf(collectionProbes);
const entriesOf = (name: string, side: string): string[] => {
  const found = probes.find(({ probe }) => probe.name === name && probe.side === side)?.probe.value("salt");
  return Object.keys((found ?? {}) as object);
};

describe("collection probes of a map", () => {
  test("break the count alone, or nothing", () => {
    expect(astray(probes, "salt")).toEqual([]);
  });

  test.each([
    ["49", "accept", 49],
    ["50", "accept", 50],
    ["51", "reject", 51],
    ["101", "reject", 101],
    ["51-key-proto", "reject", 51],
    ["50-longest", "accept", 50],
  ])("%s has as many entries as it says, on the side to %s", (name, side, size) => {
    expect(entriesOf(name, side)).toHaveLength(size);
  });

  test("twins in case are one key when folded", () => {
    const keys = entriesOf("50-case-twins", "accept");
    expect(new Set(keys.map((key) => key.toLowerCase())).size).toBe(25);
  });

  test("twins in accent are one key when normalised", () => {
    const keys = entriesOf("50-accent-twins", "accept");
    expect(new Set(keys.map((key) => key.normalize("NFC"))).size).toBe(25);
  });
});

describe("a list whose items must differ", () => {
  const probesOfList = (schema: JsonSchema) => {
    const [location] = schemaLocations(schema);
    const found = location === undefined ? [] : [...collectionProbes(location, CONTEXT)];
    const validate = compileValidator(schema);
    return found
      .filter(({ keyword }) => keyword === "uniqueItems")
      .map(({ side, name, value }) => {
        const list = value("salt");
        return [side, name, list === undefined ? "none" : validate(list).map(({ keyword }) => keyword)];
      });
  };
  const unique = { type: "array", uniqueItems: true } as const;

  test.each<[string, JsonSchema]>([
    ["texts", { type: "string" }],
    ["numbers of which the plainest is one", { type: "integer", minimum: 3 }],
    ["values of an enum", { enum: ["RED", "GREEN"] }],
    ["truth values", { type: "boolean" }],
  ])("is probed with %s, different and not", (_what, items) => {
    expect(probesOfList({ ...unique, items })).toEqual([
      ["accept", "2-different", []],
      ["accept", "1-different", []],
      ["reject", "twice-adjacent", ["uniqueItems"]],
      ["reject", "twice-apart", ["uniqueItems"]],
    ]);
  });

  test("is probed within its limits", () => {
    const items: JsonSchema = { type: "string" };
    expect(probesOfList({ ...unique, items, minItems: 4, maxItems: 4 })).toEqual([
      ["accept", "4-different", []],
      ["reject", "twice-adjacent", ["uniqueItems"]],
      ["reject", "twice-apart", ["uniqueItems"]],
    ]);
    expect(probesOfList({ ...unique, items, maxItems: 1 })).toEqual([["accept", "1-different", []]]);
    expect(probesOfList({ ...unique, items: { const: "only" } })).toEqual([
      ["accept", "2-different", "none"],
      ["accept", "1-different", []],
      ["reject", "twice-adjacent", ["uniqueItems"]],
      ["reject", "twice-apart", "none"],
    ]);
  });
});

test("a list is probed on both sides of both limits", () => {
  const schema = { type: "array", minItems: 2, maxItems: 4, items: { type: "string", minLength: 1 } } as const;
  const [location] = schemaLocations(schema);
  const found = location === undefined ? [] : [...collectionProbes(location, CONTEXT)];
  const validate = compileValidator(schema);
  expect(
    found.map(({ side, name, value }) => [side, name, validate(value("salt") ?? null).map(({ keyword }) => keyword)]),
  ).toEqual([
    ["accept", "2", []],
    ["accept", "3", []],
    ["reject", "1", ["minItems"]],
    ["accept", "3", []],
    ["accept", "4", []],
    ["reject", "5", ["maxItems"]],
    ["reject", "9", ["maxItems"]],
  ]);
});
