import { expect, test } from "@jest/globals";
import { plainButOne } from "#generators/random/plain-but-one.ts";
import { validatorOf } from "#spec/contract/validator.ts";
import { breaksAlone } from "#spec/derived/constraint.ts";
import { operationConstraints } from "#spec/derived/constraints-of.ts";
import { readService } from "#cli/files/reading/read-spec.ts";

const { contract } = readService("eks");
const operation = contract.operation("CreateNodegroup");
const context = { prefix: "ecf-1-", fixtures: {}, salt: "create-nodegroup" };
const constraints = operationConstraints(operation).filter(
  ({ side, keyword }) => side === "reject" && keyword !== "required",
);
const drawn = (seed: number, count: number) =>
  constraints.map((constraint) => [...plainButOne(operation.input, context, { seed, count, constraint })]);

test("each input breaks its constraint alone, and nearly every constraint has one", () => {
  const validate = validatorOf(operation.input);
  const inputs = drawn(1, 2).flat();
  expect(inputs.length).toBeGreaterThan(1.9 * constraints.length);
  for (const { input, constraint } of inputs) {
    const violations = validate(input);
    expect(violations).toHaveLength(1);
    expect(constraint !== undefined && breaksAlone(constraint, violations)).toBe(true);
  }
});

test("the same seed draws the same, another one others; none where none is asked for; keys are unique", () => {
  expect(drawn(1, 1)).toEqual(drawn(1, 1));
  expect(drawn(1, 1)).not.toEqual(drawn(2, 1));
  expect(drawn(1, 0).flat()).toEqual([]);
  const keys = drawn(1, 3)
    .flat()
    .map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
});
