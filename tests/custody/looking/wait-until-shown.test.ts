import { expect, test } from "@jest/globals";
import { waitUntilShown } from "#custody/looking/wait-until-shown.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";

test("what just happened is given the whole time that reads may lag behind", async () => {
  const clock = new RecordingClock();
  expect(await waitUntilShown(clock.now(), { clock, consistencyMs: 700 })).toBe(true);
  expect(clock.naps).toEqual([700]);
});

test("what has had its time is not waited for", async () => {
  const clock = new RecordingClock();
  expect(await waitUntilShown(clock.now() - 700, { clock, consistencyMs: 700 })).toBe(false);
  expect(await waitUntilShown(-Infinity, { clock, consistencyMs: 700 })).toBe(false);
  expect(clock.naps).toEqual([]);
});
