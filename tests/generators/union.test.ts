// A union has exactly one of its members, in every input that means to be valid.
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { boundaryInputs } from "#generators/boundary/boundary-inputs.ts";
import { chosenInput, factorsOf } from "#generators/pairs/chosen-input.ts";
import { oneFaultInput } from "#generators/random/one-fault.ts";
import { validInput } from "#generators/random/valid-inputs.ts";
import { fullInput, minimalInput } from "#generators/schema/baseline.ts";
import type { GenerationContext } from "#generators/schema/generation-context.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { validatorOf } from "#spec/contract/validator.ts";
import { constraintsOf } from "#spec/derived/constraints-of.ts";

const context: GenerationContext = { prefix: "u-", fixtures: {} };
const either: JsonSchema = {
  type: "object",
  "x-union": true,
  minProperties: 1,
  maxProperties: 1,
  properties: {
    text: { type: "string", maxLength: 3 },
    size: { type: "integer", minimum: 2 },
    deep: { type: "object", required: ["leaf"], properties: { leaf: { type: "string", minLength: 1 } } },
  },
};
const schema: JsonSchema = { type: "object", required: ["either"], properties: { either } };
const brokenBy = validatorOf(schema);
const constraints = constraintsOf(schema);

test("what holds for a union is that it has one member, and what holds for each", () => {
  expect(constraints.map(({ requirement }) => requirement)).toEqual([
    "input.either.required",
    "input.either.type",
    "input.either.max-properties.accepts",
    "input.either.max-properties",
    "input.either.min-properties.accepts",
    "input.either.min-properties",
    "input.either.text.type",
    "input.either.text.type.scalar",
    "input.either.text.max-length.accepts",
    "input.either.text.max-length",
    "input.either.size.type",
    "input.either.size.type.scalar",
    "input.either.size.minimum.accepts",
    "input.either.size.minimum",
    "input.either.deep.type",
    "input.either.deep.leaf.required",
    "input.either.deep.leaf.type",
    "input.either.deep.leaf.type.scalar",
    "input.either.deep.leaf.min-length.accepts",
    "input.either.deep.leaf.min-length",
  ]);
});

describe("valid inputs", () => {
  test("are valid, the plainest as the fullest", () => {
    expect(brokenBy(minimalInput(schema, context, "a"))).toEqual([]);
    expect(brokenBy(fullInput(schema, context, "b"))).toEqual([]);
    expect(brokenBy(chosenInput(schema, context, { salt: "c", choice: {} }))).toEqual([]);
    expect(factorsOf(schema, context)).toEqual([]);
  });

  test("drawn at random are valid, and have every member in turn", () => {
    const drawn = fc.sample(validInput(schema, context), { seed: 1, numRuns: 60 });
    expect(drawn.flatMap((input) => brokenBy(input))).toEqual([]);
    expect(new Set(drawn.flatMap(({ either: value }) => Object.keys(value ?? {}))).size).toBe(3);
  });
});

test("every limit has a boundary input on each side", () => {
  const found = new Set([...boundaryInputs(schema, context)].map(({ constraint }) => constraint?.requirement));
  expect(constraints.filter(({ requirement }) => !found.has(requirement))).toEqual([]);
});

test.each(constraints.filter(({ side }) => side === "reject"))("$requirement is broken at random", (constraint) => {
  const drawn = fc.sample(oneFaultInput(schema, context, constraint) ?? fc.constant({}), { seed: 2, numRuns: 20 });
  for (const input of drawn) expect(brokenBy(input).map(({ keyword }) => keyword)).toContain(constraint.keyword);
});
