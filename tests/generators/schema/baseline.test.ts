import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { fullInput, minimalInput, plainEntries } from "#generators/schema/baseline.ts";
import { compileValidator } from "#spec/contract/validator.ts";
import { CLUSTER_LIKE } from "#tests/generators/cluster-like-schema.ts";
import { CONTEXT } from "#tests/generators/generation-context.ts";

const validate = compileValidator(CLUSTER_LIKE);

test("both are valid, and the same for the same salt", () => {
  fc.assert(
    fc.property(fc.string(), (salt) => {
      for (const make of [minimalInput, fullInput]) {
        expect(validate(make(CLUSTER_LIKE, CONTEXT, salt))).toEqual([]);
        expect(make(CLUSTER_LIKE, CONTEXT, salt)).toEqual(make(CLUSTER_LIKE, CONTEXT, salt));
      }
    }),
    { seed: 1, numRuns: 50 },
  );
});

test("one has the required members, the other all", () => {
  expect(Object.keys(minimalInput(CLUSTER_LIKE, CONTEXT, "salt"))).toEqual(["name", "connectorConfig"]);
  expect(Object.keys(fullInput(CLUSTER_LIKE, CONTEXT, "salt"))).toEqual(Object.keys(CLUSTER_LIKE.properties ?? {}));
});

test("entries have keys of letters and digits alone", () => {
  const entries = plainEntries(CLUSTER_LIKE.properties?.["tags"] ?? {}, CONTEXT, "salt", 50);
  expect(entries.map(([key]) => key).join("")).toMatch(/^[a-z0-9]+$/);
});
