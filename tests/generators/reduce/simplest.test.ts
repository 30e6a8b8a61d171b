import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { isFixed, simplest } from "#generators/reduce/reduce-members.ts";
import { compileValidator } from "#spec/contract/validator.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { CLUSTER_LIKE } from "#tests/generators/cluster-like-schema.ts";
import { CONTEXT } from "#tests/generators/generation-context.ts";
import { INPUT_SCHEMA } from "#tests/generators/schema-arbitrary.ts";

test("whatever the schema, its simplest value keeps it", () => {
  fc.assert(
    fc.property(INPUT_SCHEMA, (schema) => {
      for (const member of Object.values(schema.properties ?? {})) {
        const value = simplest(member, CONTEXT);
        if (value !== undefined) expect(compileValidator(member)(value)).toEqual([]);
      }
    }),
    { seed: 4, numRuns: 60 },
  );
});

test.each<[string, JsonSchema, unknown]>([
  ["the shortest of a list", { enum: ["LONGER", "B", "CC"] }, "B"],
  ["no text, where that is one", { type: "string" }, ""],
  ["one character of a pattern", { type: "string", pattern: "^[a-z]+$" }, "a"],
  ["as many characters as there must be", { type: "string", pattern: "^[a-z]+$", minLength: 3 }, "aaa"],
])("it is %s", (_what, schema, expected) => {
  expect(simplest(schema, CONTEXT)).toBe(expected);
});

test("a unique member keeps the run's prefix", () => {
  expect(simplest(CLUSTER_LIKE.properties?.["name"] ?? {}, CONTEXT)).toMatch(/^ecf-k3x9-/);
});

test.each<[JsonSchema, boolean]>([
  [{ type: "string", "x-fixture": "roleArn" }, true],
  [{ type: "string", "x-idempotency-token": true }, true],
  [{ type: "string", "x-unique": true }, false],
  [{ type: "string" }, false],
])("%j is not the generator's to choose: %s", (schema, fixed) => {
  expect(isFixed(schema)).toBe(fixed);
});
