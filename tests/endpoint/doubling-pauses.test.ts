import { expect, test } from "@jest/globals";
import { doublingPauses } from "#endpoint/doubling-pauses.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";

const LENGTHS = { firstMs: 50, longestMs: 180 };

test("each pause is twice as long as the one before, up to the longest", async () => {
  const clock = new RecordingClock();
  const pauses = doublingPauses(clock, LENGTHS);
  for (let nth = 0; nth < 4; nth += 1) expect(await pauses.within(Infinity)).toBe(true);
  expect(clock.naps).toEqual([50, 100, 180, 180]);
});

test("none goes past the deadline, which may change from one to the next", async () => {
  const clock = new RecordingClock();
  const pauses = doublingPauses(clock, LENGTHS);
  const start = clock.now();
  expect(await pauses.within(start + 49)).toBe(false);
  expect(await pauses.within(start + 50)).toBe(true);
  expect(await pauses.within(start + 149)).toBe(false);
  expect(await pauses.within(start + 150)).toBe(true);
  expect(clock.naps).toEqual([50, 100]);
});

test("or one ends with it", async () => {
  const clock = new RecordingClock();
  const pauses = doublingPauses(clock, LENGTHS);
  const deadline = clock.now() + 120;
  for (let nth = 0; nth < 3; nth += 1) await pauses.upTo(deadline);
  expect(clock.naps).toEqual([50, 70, 0]);
});
