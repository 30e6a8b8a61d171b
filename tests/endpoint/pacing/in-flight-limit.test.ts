import { describe, expect, test } from "@jest/globals";
import type { Connections } from "#endpoint/sending/connections.ts";
import { afterAnswer, Pacer } from "#endpoint/pacing/pacer.ts";
import { VirtualClock } from "#cli/selftest/virtual-clock.ts";
import { answer, failure, simulated } from "#tests/endpoint/sending/simulation.ts";

const BOUNDS = { most: 32, timeoutMs: 10_000 };

/** Works off requests one after the other, whether anybody still waits for the answer or not. */
function oneByOne(clock: VirtualClock, workMs: (now: number) => number): Connections {
  let freeAt = 0;
  return {
    exchange: async (_request, timeoutMs) => {
      const now = clock.now();
      freeAt = Math.max(freeAt, now) + workMs(now);
      const waits = freeAt - now;
      await clock.sleep(Math.min(waits, timeoutMs));
      return waits > timeoutMs ? failure("timeout", true) : answer(200);
    },
    close: () => Promise.resolve(),
  };
}

/** Sends so many requests, the first two by themselves as the control does; resolves to what was not answered. */
async function lostAt(requests: number, workMs: (now: number) => number): Promise<unknown[]> {
  const clock = new VirtualClock();
  const { send } = simulated(clock, () => answer(200), {
    pacer: new Pacer({ concurrency: BOUNDS.most, timeoutMs: BOUNDS.timeoutMs, clock }),
    timeoutMs: BOUNDS.timeoutMs,
    connections: oneByOne(clock, workMs),
  });
  const alone = [await send(), await send()];
  const deliveries = [...alone, ...(await Promise.all(Array.from({ length: requests }, () => send())))];
  return deliveries.flatMap(({ earlier, last }) => [...earlier, last]).filter((each) => each.failure !== undefined);
}

describe("a target that does one thing after the other", () => {
  test.each([200, 600, 1_000, 2_500, 4_900, 9_000])("for %d ms each answers all in time", async (ms) => {
    expect(await lostAt(200, () => ms)).toEqual([]);
  });

  test("answers all in time while it gets slower", async () => {
    let done = 0;
    expect(await lostAt(400, () => 20 + 5 * done++)).toEqual([]);
  });
});

test("as many are in flight as may be, if answers come soon, however many that is", async () => {
  const clock = new VirtualClock();
  const { send } = simulated(clock, () => answer(200), {
    pacer: new Pacer({ concurrency: BOUNDS.most, timeoutMs: BOUNDS.timeoutMs, clock }),
    latencyMs: 2_000,
  });
  const start = clock.now();
  await Promise.all(Array.from({ length: 320 }, () => send()));
  expect(clock.now() - start).toBe(20_000);
});

test.each([
  ["leaves the limit where one more would be over it", 32, 32, { ms: 100, inFlight: 32 }],
  ["lowers it as far as answers would take half the time-out", 5, 32, { ms: 1_000, inFlight: 1 }],
  ["lets at least one through", 1, 32, { ms: 9_000, inFlight: 1 }],
  ["raises it by one if it comes soon while the limit is used in full", 6, 5, { ms: 2_500, inFlight: 5 }],
  ["does not raise it if fewer were in flight", 5, 5, { ms: 100, inFlight: 4 }],
  ["does not raise it if it comes later", 5, 5, { ms: 2_501, inFlight: 5 }],
  ["may come at once", 32, 32, { ms: 0, inFlight: 1 }],
])("an answer %s", (_what, after, before, seen) => {
  expect(afterAnswer(before, seen, BOUNDS)).toBe(after);
});

test("a request that hangs by itself keeps nobody else waiting", async () => {
  const clock = new VirtualClock();
  const quick = { exchange: () => clock.sleep(10).then(() => answer(200)), close: () => Promise.resolve() };
  const pacer = new Pacer({ concurrency: 4, timeoutMs: 10_000, clock });
  const hang = () => clock.sleep(10_000).then(() => failure("timeout", true));
  const hanging = simulated(clock, () => answer(200), { pacer, connections: { ...quick, exchange: hang } });
  const others = simulated(clock, () => answer(200), { pacer, connections: quick });
  const hung = Promise.all([hanging.send({ once: true }), hanging.send({ once: true })]);
  const start = clock.now();
  await hung;
  await Promise.all(Array.from({ length: 40 }, () => others.send()));
  expect(clock.now() - start).toBe(10_100);
});
