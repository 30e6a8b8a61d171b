import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { isSmaller, startTrial } from "#generators/reduce/trial.ts";
import { validInput } from "#generators/random/valid-inputs.ts";
import { CLUSTER_LIKE } from "#tests/generators/cluster-like-schema.ts";
import { CONTEXT } from "#tests/generators/generation-context.ts";

const inputs = validInput(CLUSTER_LIKE, CONTEXT);
const [first = {}, ...others] = fc.sample(inputs, { seed: 4, numRuns: 60 });

test("to be smaller is a strict order", () => {
  fc.assert(
    fc.property(inputs, inputs, (one, other) => {
      expect(isSmaller(one, one)).toBe(false);
      expect(isSmaller(one, other) && isSmaller(other, one)).toBe(false);
    }),
    { seed: 1, numRuns: 50 },
  );
});

test("only what is smaller and fails is accepted, and nothing is asked twice", async () => {
  const asked: string[] = [];
  const stillFails = (candidate: object) => {
    asked.push(JSON.stringify(candidate));
    return Promise.resolve(asked.length % 2 === 0);
  };
  const trial = startTrial({ schema: CLUSTER_LIKE, input: first, stillFails, budget: 1000 });
  for (const candidate of [...others, ...others]) {
    const before = trial.smallest();
    if (await trial.accepts(candidate)) expect(candidate === before || isSmaller(candidate, before)).toBe(true);
  }
  expect(new Set(asked).size).toBe(asked.length);
});

test("no more is asked than the budget allows", async () => {
  let calls = 0;
  const stillFails = () => {
    calls += 1;
    return Promise.resolve(false);
  };
  const trial = startTrial({ schema: CLUSTER_LIKE, input: first, stillFails, budget: 2 });
  for (const candidate of others) await trial.accepts(candidate);
  expect(calls).toBeLessThanOrEqual(2);
});
