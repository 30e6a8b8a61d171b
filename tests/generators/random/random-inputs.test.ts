import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { oneFaultInput } from "#generators/random/one-fault.ts";
import type { Constraint } from "#spec/requirement.ts";
import { CLUSTER_LIKE } from "#tests/generators/cluster-like-schema.ts";
import { CONTEXT } from "#tests/generators/generation-context.ts";
import { randomInputs } from "#generators/random/random-inputs.ts";

const PATTERN: Constraint = {
  pointer: "/properties/name",
  keyword: "pattern",
  side: "reject",
  requirement: "input.name.pattern",
};
const draw = (seed: number, count: number, constraint?: Constraint) => [
  ...randomInputs(CLUSTER_LIKE, CONTEXT, { seed, count, constraint }),
];

describe("streams of random inputs", () => {
  test("name each input by its place in the stream", () => {
    expect(draw(1, 130).map(({ key }) => key)).toEqual(Array.from({ length: 130 }, (_, index) => `random/${index}`));
    expect(draw(1, 2, PATTERN).map(({ key, kind }) => [key, kind])).toEqual([
      ["one-fault/name/pattern/0", "one-fault"],
      ["one-fault/name/pattern/1", "one-fault"],
    ]);
  });

  test("say what is wrong with each in the names of the contract", () => {
    const note = (constraint: Constraint) => draw(1, 1, constraint)[0]?.note;
    const config = { ...PATTERN, pointer: "/properties/connectorConfig" };
    expect(note(PATTERN)).toBe("random, valid but for name: pattern");
    expect(note({ ...config, keyword: "required", member: "roleArn" })).toBe(
      "random, valid but for connectorConfig: required roleArn",
    );
  });

  test("give the same inputs for the same seed however many are drawn, and others for another", () => {
    expect(draw(1, 200).slice(0, 70)).toEqual(draw(1, 70));
    expect(draw(2, 70)).not.toEqual(draw(1, 70));
  });

  test("draw nothing alike for two constraints that only differ in whether scalars count", () => {
    const type: Constraint = {
      pointer: "/properties/tags",
      keyword: "type",
      side: "reject",
      requirement: "input.tags.type",
    };
    const named = (constraint: Constraint) => draw(3, 20, constraint).map(({ input }) => input["name"]);
    const names = [...named(type), ...named({ ...type, requirement: "input.tags.type.scalar", coercible: true })];
    expect(new Set(names).size).toBe(40);
  });

  test("are lazy", () => {
    const [first] = randomInputs(CLUSTER_LIKE, CONTEXT, { seed: 1, count: 1e12 });
    expect(first?.key).toBe("random/0");
  });

  test("yield nothing where no input breaks a constraint alone", () => {
    expect(
      draw(1, 10, {
        pointer: "/properties/name",
        keyword: "minLength",
        side: "reject",
        requirement: "input.name.min-length",
      }),
    ).toEqual([]);
  });

  test("sampling draws what a check would try", () => {
    const arbitrary = oneFaultInput(CLUSTER_LIKE, CONTEXT, PATTERN) ?? fc.constant({});
    const tried: unknown[] = [];
    fc.assert(
      fc.property(arbitrary, (input) => void tried.push(input)),
      { seed: 4, numRuns: 30 },
    );
    expect(tried).toEqual(fc.sample(arbitrary, { seed: 4, numRuns: 30 }));
  });
});
