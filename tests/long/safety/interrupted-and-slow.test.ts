import { expect, test } from "@jest/globals";
import { SITUATIONS } from "#scripts/bounds/bounds-situations.ts";
import type { Treatment } from "#scripts/bounds/treatment.ts";
import { roughRun } from "#tests/helpers/rough/rough-run.ts";

const treat = (): Treatment => ({ kind: "answer" });

/** By how long each change and deletion takes, and after how many requests the interruption comes. */
const MOMENTS = [
  ["changes-take-5000-ms", 15, 40],
  ["changes-take-5000-ms", 200, 40],
  ["changes-take-5000-ms", 1_500, 40],
  ["changes-take-5000-ms", 6_000, 40],
  ["changes-take-30000-ms", 200, 110],
] as const;

test.each(MOMENTS)("%s: what was made until request %d is gone within %d s", async (variant, interruptAt, seconds) => {
  const { record, tookS } = await roughRun({ spec: "eks", variant, treat, interruptAt });
  expect(record.run.interrupted).toBe(true);
  expect(record.clusters.left).toEqual([]);
  expect(record.outcome.exitCode).toBe(130);
  expect(tookS).toBeLessThan(seconds);
});

test("what is shown as going for ever is waited for within a bound, and told as left", async () => {
  const { departs } = SITUATIONS;
  if (departs === undefined) throw new Error("no situation shows for ever what departs");
  const { record, tookS } = await roughRun({ ...departs, interruptAt: 300 });
  expect(record.run.interrupted).toBe(true);
  expect(record.outcome.exitCode).toBe(5);
  expect(tookS).toBeLessThan(30);
});
