import { constraintRequirements } from "#spec/derived/derive-constraints.ts";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { constraintKey } from "#spec/derived/constraint.ts";
import { constraintsOf, operationConstraints } from "#spec/derived/constraints-of.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { loadBundledContract } from "#spec/contract/load.ts";
import { schemaAt } from "#spec/contract/schema-at.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { compileValidator } from "#spec/contract/validator.ts";

const contract = loadBundledContract();
const list = (schema: JsonSchema) => constraintsOf(schema).map((entry) => `${constraintKey(entry)} ${entry.side}`);

describe("constraintsOf", () => {
  test("lists both sides of a limit, and one of a lower limit of nothing", () => {
    expect(list({ minLength: 0, maxLength: 3 })).toEqual([
      "#maxLength accept",
      "#maxLength reject",
      "#minLength accept",
    ]);
    expect(list({ minItems: 1 })).toEqual(["#minItems accept", "#minItems reject"]);
    expect(list({ minimum: 0, maximum: 0 })).toHaveLength(4);
    expect(list({ enum: ["a"], pattern: "a", const: "a" })).toHaveLength(6);
  });

  test("lists that items differ from both sides, and from one where there is one at most", () => {
    expect(list({ uniqueItems: true })).toEqual(["#uniqueItems accept", "#uniqueItems reject"]);
    expect(list({ uniqueItems: true, maxItems: 1, minItems: 0 })).not.toContain("#uniqueItems reject");
    expect(list({ uniqueItems: false })).toEqual([]);
  });

  test("lists each required member, and once that the others are optional", () => {
    const properties = { a: {}, b: {} };
    expect(list({ properties, required: ["a"] })).toEqual(["#required:a reject", "#required accept"]);
    expect(list({ properties, required: ["a", "b"] })).toEqual(["#required:a reject", "#required:b reject"]);
  });

  test("lists scalars that readers coerce apart, where a scalar is wanted", () => {
    const schema: JsonSchema = { type: "object", properties: { a: { type: "string" }, b: { type: "object" } } };
    const types = constraintsOf(schema).filter(({ keyword }) => keyword === "type");
    expect(types.map(({ requirement, coercible }) => [requirement, coercible])).toEqual([
      ["input.a.type", false],
      ["input.a.type.scalar", true],
      ["input.b.type", undefined],
    ]);
  });

  test("lists the type of what can be of another, and null where it is allowed", () => {
    expect(list({ type: "object", properties: { a: { type: ["string", "null"] } } })).toEqual([
      "#required accept",
      "/properties/a#type accept",
      "/properties/a#type reject",
      "/properties/a#type reject",
    ]);
    expect(list({ propertyNames: { type: "string" }, additionalProperties: { type: "string" } })).toEqual([
      "/additionalProperties#type reject",
      "/additionalProperties#type reject",
    ]);
    expect(list({ properties: { propertyNames: { type: "string" } }, required: ["propertyNames"] })).toContain(
      "/properties/propertyNames#type reject",
    );
  });

  test("goes into members, keys, values and items", () => {
    const schema = {
      properties: { "a/b": { items: { maxLength: 1 } } },
      propertyNames: { maxLength: 2 },
      additionalProperties: { maxLength: 3 },
    };
    expect(new Set(constraintsOf(schema).map(({ pointer }) => pointer))).toEqual(
      new Set(["", "/properties/a~1b/items", "/propertyNames", "/additionalProperties"]),
    );
  });

  test("lists that a closed object takes no other member", () => {
    expect(list({ additionalProperties: false })).toEqual(["#additionalProperties reject"]);
    expect(list({ additionalProperties: true })).toEqual([]);
  });
});

describe("operationConstraints", () => {
  const keys = (id: string) =>
    operationConstraints(contract.operation(id)).map((entry) => `${constraintKey(entry)} ${entry.side}`);

  test("leave out what no path can break", () => {
    expect(keys("DescribeCluster")).toEqual([]);
    expect(keys("DeregisterCluster")).toEqual([]);
  });

  test("leave out of a query the types that every text has", () => {
    expect(keys("ListClusters")).toEqual([
      "#required accept",
      "/properties/maxResults#type reject",
      "/properties/maxResults#minimum accept",
      "/properties/maxResults#minimum reject",
      "/properties/maxResults#maximum accept",
      "/properties/maxResults#maximum reject",
      "/properties/include/items#enum accept",
      "/properties/include/items#enum reject",
    ]);
  });

  test("carry the ids of their requirements", () => {
    const operation = contract.operation("RegisterCluster");
    const ids = constraintRequirements(contract, operation).map(({ id }) => id);
    expect(ids).toEqual(operationConstraints(operation).map(({ requirement }) => requirement));
    expect(ids).toContain("register.tags.max-properties.accepts");
  });

  test("keep all of a body", () => {
    const { input } = contract.operation("RegisterCluster");
    expect(operationConstraints(contract.operation("RegisterCluster"))).toEqual(constraintsOf(input, "register"));
    expect(constraintsOf(input)).toHaveLength(36);
  });
});

describe("together with the validator", () => {
  const { input } = contract.operation("RegisterCluster");
  const check = compileValidator(input);
  const rejects = new Set(
    constraintsOf(input)
      .filter(({ side }) => side === "reject")
      .map(constraintKey),
  );

  test("each constraint points at a schema that has its keyword", () => {
    for (const { pointer, keyword } of constraintsOf(input)) {
      expect(schemaAt(input, pointer)).toHaveProperty(keyword);
    }
  });

  test("every violation is of a listed constraint", () => {
    const json = fc.jsonValue() as fc.Arbitrary<JsonValue>;
    const text = fc.oneof(fc.string({ maxLength: 300, size: "max" }), fc.constantFrom("", "OTHER", "a!!!"));
    const tags = fc.dictionary(text, fc.oneof(text, json), { maxKeys: 60, size: "max" });
    const config = fc.record({ roleArn: fc.oneof(text, json), provider: fc.oneof(text, json) }, { requiredKeys: [] });
    const value = fc.record(
      {
        name: fc.oneof(text, json),
        connectorConfig: fc.oneof(config, json),
        clientRequestToken: fc.oneof(text, json),
        tags: fc.oneof(tags, json),
      },
      { requiredKeys: [] },
    );
    const seen = new Set<string>();
    fc.assert(
      fc.property(value, (candidate) => {
        for (const violation of check(candidate as JsonObject)) {
          const key = constraintKey(violation);
          expect(rejects).toContain(key);
          seen.add(key);
        }
      }),
      { numRuns: 500, seed: 1 },
    );
    expect([...rejects].filter((key) => !seen.has(key))).toEqual([]);
  });
});
