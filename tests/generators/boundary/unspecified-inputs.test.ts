import { describe, expect, test } from "@jest/globals";
import { unspecifiedInputs } from "#generators/boundary/unspecified-inputs.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { compileValidator } from "#spec/contract/validator.ts";
import { CLUSTER_LIKE } from "#tests/generators/cluster-like-schema.ts";
import { CONTEXT } from "#tests/generators/generation-context.ts";
import { unspecifiedClasses } from "#spec/contract/unspecified-classes.ts";

const OPEN: JsonSchema = {
  type: "object",
  properties: {
    size: {
      type: "integer",
      minimum: 0,
      maximum: 9,
      "x-unspecified": [{ id: "zero", when: { maximum: 0 }, note: "" }],
    },
    flag: { type: ["boolean", "null"], "x-unspecified": [{ id: "no-flag", when: { const: null }, note: "" }] },
    list: {
      type: "array",
      items: { type: "string" },
      "x-unspecified": [{ id: "empty-list", when: { maxItems: 0 }, note: "" }],
    },
    text: {
      type: "string",
      "x-unspecified": [{ id: "half-pair", when: { pattern: "[^]*[\\ud800-\\udfff][^]*" }, note: "" }],
    },
  },
  "x-unspecified": [
    { id: "unknown", when: { not: { propertyNames: { enum: ["size", "flag", "list", "text"] } } }, note: "" },
  ],
};

describe.each([
  ["the cluster-like schema", CLUSTER_LIKE, ["role-arn-not-an-arn", "token-length", "empty-tags", "aws-prefix"]],
  ["a schema with classes of every type", OPEN, ["unknown", "zero", "no-flag", "empty-list", "half-pair"]],
])("unspecified inputs of %s", (_, schema, ids) => {
  const inputs = [...unspecifiedInputs(schema, CONTEXT)];

  test("show each class, and each input one class alone", () => {
    expect([...new Set(inputs.map(({ unspecified }) => unspecified))]).toEqual(ids);
    for (const { input, unspecified } of inputs) {
      expect(new Set(unspecifiedClasses(schema, input).map(({ id }) => id))).toEqual(new Set([unspecified]));
    }
  });

  test("break no constraint", () => {
    expect(inputs.flatMap(({ input }) => compileValidator(schema)(input))).toEqual([]);
  });

  test("are one or two a class, under keys of their own", () => {
    expect(new Set(inputs.map(({ key }) => key)).size).toBe(inputs.length);
    for (const id of ids) expect(inputs.filter(({ unspecified }) => unspecified === id).length).toBeLessThanOrEqual(2);
  });
});

test("an input is called by where it differs and in what, and not by what no source says of it", () => {
  const notes = new Set([...unspecifiedInputs(OPEN, CONTEXT)].map(({ note }) => note));
  expect([...notes]).toEqual(["input: unknown", "size: zero", "flag: no flag", "list: empty list", "text: half pair"]);
});
