import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { fullInput, minimalInput } from "#generators/schema/baseline.ts";
import { validInput } from "#generators/random/valid-inputs.ts";
import { isJsonObject, type JsonObject } from "#spec/json/json.ts";
import { compileValidator } from "#spec/contract/validator.ts";
import { CLUSTER_LIKE } from "#tests/generators/cluster-like-schema.ts";
import { CONTEXT } from "#tests/generators/generation-context.ts";
import { INPUT_SCHEMA } from "#tests/generators/schema-arbitrary.ts";
import { unspecifiedClasses } from "#spec/contract/unspecified-classes.ts";

const sample = fc.sample(validInput(CLUSTER_LIKE, CONTEXT), { seed: 11, numRuns: 2000 });

function tagsOf(input: JsonObject): JsonObject {
  const tags = input["tags"];
  return isJsonObject(tags) ? tags : {};
}

describe("valid inputs", () => {
  test("satisfy any schema, drawn as well as plain", () => {
    fc.assert(
      fc.property(INPUT_SCHEMA, fc.integer(), (schema, seed) => {
        const validate = compileValidator(schema);
        const inputs = [
          minimalInput(schema, CONTEXT, "salt"),
          fullInput(schema, CONTEXT, "salt"),
          ...fc.sample(validInput(schema, CONTEXT), { seed, numRuns: 20 }),
        ];
        expect(inputs.flatMap(validate)).toEqual([]);
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  test("keep clear of the unspecified classes", () => {
    expect(sample.flatMap((input) => unspecifiedClasses(CLUSTER_LIKE, input))).toEqual([]);
  });

  test("are the same for the same seed", () => {
    const again = fc.sample(validInput(CLUSTER_LIKE, CONTEXT), { seed: 11, numRuns: 50 });
    expect(again).toEqual(sample.slice(0, 50));
  });

  test("reach the limits of lengths and counts", () => {
    const names = sample.map((input) => String(input["name"]).length);
    const counts = sample.map((input) => Object.keys(tagsOf(input)).length);
    const keys = sample.flatMap((input) => Object.keys(tagsOf(input)).map((key) => [...key].length));
    const values = sample.flatMap((input) => Object.values(tagsOf(input)).map((value) => [...String(value)].length));
    const often = (sizes: number[], size: number) => sizes.filter((each) => each === size).length;
    expect(often(names, 100)).toBeGreaterThan(100);
    expect(often(counts, 50)).toBeGreaterThan(40);
    expect(often(keys, 128)).toBeGreaterThan(100);
    expect(often(keys, 1)).toBeGreaterThan(100);
    expect(often(values, 256)).toBeGreaterThan(100);
    expect(often(values, 0)).toBeGreaterThan(100);
  });

  test("combine optional members in every way", () => {
    const combinations = new Set(sample.map((input) => `${"tags" in input} ${"clientRequestToken" in input}`));
    expect(combinations.size).toBe(4);
  });

  test("use keys that are easily taken for one another", () => {
    const keys = new Set(sample.flatMap((input) => Object.keys(tagsOf(input))));
    for (const key of ["null", "0", "Key", "key", "KEY", "caf\u00e9"]) expect(keys).toContain(key);
    expect(sample.every((input) => Object.getPrototypeOf(tagsOf(input)) === Object.prototype)).toBe(true);
  });

  test("give unique members the prefix and a value of their own", () => {
    const names = sample.map((input) => String(input["name"]));
    expect(names.filter((name) => !name.startsWith(CONTEXT.prefix))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  test("stay valid as they shrink, and get smaller", () => {
    const validate = compileValidator(CLUSTER_LIKE);
    const visited: JsonObject[] = [];
    const outcome = fc.check(
      fc.property(validInput(CLUSTER_LIKE, CONTEXT), (input) => {
        visited.push(input);
        return Object.keys(tagsOf(input)).length < 20;
      }),
      { seed: 3 },
    );
    expect(visited.flatMap(validate)).toEqual([]);
    expect(Object.keys(tagsOf(outcome.counterexample?.[0] ?? {}))).toHaveLength(20);
  });
});
