import { expect, test } from "@jest/globals";
import { runInMemory } from "#tests/helpers/bad-weather/run.ts";
import { expectWeathered } from "#tests/helpers/bad-weather/expect-weathered.ts";

// Many more of them are in tests/long/verdicts/bad-weather.test.ts.
const SEEDS = Array.from({ length: 20 }, (_, index) => 1 + index);

test.each(SEEDS)("bad weather %i: no false verdict, nothing left, nobody's cluster touched", async (seed) =>
  expectWeathered(await runInMemory(seed)),
);

test("the same weather makes the same run", async () => {
  const [first, second] = [await runInMemory(4), await runInMemory(4)];
  expect(first.record.traffic).toEqual(second.record.traffic);
});
