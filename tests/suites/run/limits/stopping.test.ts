import { expect, test } from "@jest/globals";
import { Stopping } from "../../../../suites/run/limits/stopping.ts";
import { RecordingClock } from "../../../helpers/recording-clock.ts";

/** Looks a minute later at an endpoint that throttled every second of so many attempts. */
async function afterAMinuteOf(attempts: number, paced: boolean): Promise<Stopping> {
  const clock = new RecordingClock();
  const traffic = { requests: 0, throttled: 0 };
  const stopping = new Stopping({
    clock,
    startedAt: clock.now(),
    timeLimitMs: undefined,
    signal: undefined,
    registrations: { unremovable: 0 },
    traffic,
    paced,
    stopsAtLeftovers: false,
  });
  expect(stopping.halted()).toBe(false);
  await clock.sleep(60_000);
  Object.assign(traffic, { requests: attempts, throttled: attempts / 2 });
  stopping.halted();
  return stopping;
}

test("an endpoint that throttles at whatever pace ends the run, which says what to do", async () => {
  const stopping = await afterAMinuteOf(180, false);
  expect(stopping.halted()).toBe(true);
  expect(stopping.reason).toMatchObject({ verdict: "inconclusive" });
  expect(stopping.reason?.reason).toMatch(/throttles so much .* --rps N/);
});

test.each([
  ["one that lets enough through", 6_000, false],
  ["one whose requests leave at a pace that was set", 180, true],
] as const)("%s does not", async (_which, attempts, paced) => {
  expect((await afterAMinuteOf(attempts, paced)).halted()).toBe(false);
});
