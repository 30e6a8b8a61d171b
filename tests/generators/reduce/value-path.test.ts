import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { changeAt, leavesOf, optionalPaths, valueAtPath } from "#generators/reduce/value-path.ts";
import { validInput } from "#generators/random/valid-inputs.ts";
import { CLUSTER_LIKE } from "#tests/generators/cluster-like-schema.ts";
import { CONTEXT } from "#tests/generators/generation-context.ts";

const inputs = validInput(CLUSTER_LIKE, CONTEXT);

test("what is put at a path is found there, and to put back what was there changes nothing", () => {
  fc.assert(
    fc.property(inputs, (input) => {
      for (const { path } of leavesOf(CLUSTER_LIKE, input)) {
        const value = valueAtPath(input, path);
        expect(valueAtPath(changeAt(input, path, "other"), path)).toBe("other");
        expect(changeAt(changeAt(input, path, "other"), path, value)).toEqual(input);
      }
    }),
    { seed: 1, numRuns: 50 },
  );
});

test("optional members are those that can go", () => {
  const input = { name: "a", connectorConfig: { roleArn: "r", provider: "GKE" }, tags: { a: "b" } };
  expect(optionalPaths(CLUSTER_LIKE, input)).toEqual([["tags"]]);
});
