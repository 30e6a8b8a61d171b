import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { oneFaultInput } from "#generators/random/one-fault.ts";
import { constraintKey } from "#spec/derived/constraint.ts";
import { constraintsOf } from "#spec/derived/constraints-of.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { compileValidator } from "#spec/contract/validator.ts";
import { CLUSTER_LIKE } from "#tests/generators/cluster-like-schema.ts";
import { CONTEXT } from "#tests/generators/generation-context.ts";
import { INPUT_SCHEMA } from "#tests/generators/schema-arbitrary.ts";

const FAULTS = constraintsOf(CLUSTER_LIKE).filter(({ side }) => side === "reject");
const NAME_PATTERN = {
  pointer: "/properties/name",
  keyword: "pattern",
  side: "reject",
  requirement: "input.name.pattern",
} as const;
const validate = compileValidator(CLUSTER_LIKE);

describe("inputs with one fault", () => {
  test.each(FAULTS.map((constraint) => [constraintKey(constraint), constraint] as const))("%s", (key, constraint) => {
    const arbitrary = oneFaultInput(CLUSTER_LIKE, CONTEXT, constraint);
    if (arbitrary === undefined) {
      // An empty name breaks the pattern too.
      expect(key).toBe("/properties/name#minLength");
      return;
    }
    const broken = fc.sample(arbitrary, { seed: 5, numRuns: 200 }).map((input) => validate(input).map(constraintKey));
    expect(broken).toEqual(broken.map(() => [key]));
  });

  test("break the one keyword meant, whatever the schema", () => {
    fc.assert(
      fc.property(INPUT_SCHEMA, fc.integer(), (schema, seed) => {
        const validateAny = compileValidator(schema);
        for (const constraint of constraintsOf(schema).filter(({ side }) => side === "reject")) {
          const arbitrary = oneFaultInput(schema, CONTEXT, constraint);
          if (arbitrary === undefined) continue;
          const broken = fc
            .sample(arbitrary, { seed, numRuns: 8 })
            .flatMap((input) => validateAny(input).map(constraintKey));
          expect(new Set(broken)).toEqual(new Set([constraintKey(constraint)]));
          expect(broken).toHaveLength(8);
        }
      }),
      { seed: 1, numRuns: 30 },
    );
  });

  test("break a pattern at the first, the last and other positions", () => {
    const names = drawNames(500);
    const bad = names.map((name) => [...name].map((character, index) => isBad(character, index)));
    expect(bad.some(([first]) => first === true)).toBe(true);
    expect(bad.some((flags) => flags.length > 2 && flags.at(-1) === true && !flags.slice(0, -1).includes(true))).toBe(
      true,
    );
    expect(bad.some((flags) => flags.slice(1, -1).includes(true))).toBe(true);
  });

  test("break a pattern with every class of character", () => {
    const spoilers = new Set(drawNames(3000).flatMap((name) => [...name].filter(isBad)));
    for (const character of [
      "\u0000",
      "\n",
      " ",
      ".",
      "/",
      "!",
      ":",
      "@",
      '"',
      "\\",
      "é",
      "１",
      "Ａ",
      "\u0430",
      "\u0301",
      "\u200b",
      "😀",
    ]) {
      expect(spoilers).toContain(character);
    }
  });

  test("are the same for the same seed", () => {
    expect(drawNames(50)).toEqual(drawNames(50));
  });

  test("keep to their fault as they shrink", () => {
    const visited: JsonObject[] = [];
    const arbitrary = oneFaultInput(CLUSTER_LIKE, CONTEXT, NAME_PATTERN) ?? fc.constant<JsonObject>({});
    const outcome = fc.check(
      fc.property(arbitrary, (input) => {
        visited.push(input);
        return false;
      }),
      { seed: 8 },
    );
    expect(new Set(visited.flatMap((input) => validate(input).map(constraintKey)))).toEqual(
      new Set(["/properties/name#pattern"]),
    );
    expect(outcome.counterexample?.[0]["name"]).toHaveLength(1);
  });
});

function drawNames(numRuns: number): string[] {
  const arbitrary = oneFaultInput(CLUSTER_LIKE, CONTEXT, NAME_PATTERN) ?? fc.constant({ name: "" });
  return fc.sample(arbitrary, { seed: 9, numRuns }).map((input: JsonObject) => String(input["name"]));
}

function isBad(character: string, index: number): boolean {
  return !(index === 0 ? /^[0-9A-Za-z]$/ : /^[0-9A-Za-z_-]$/).test(character);
}
