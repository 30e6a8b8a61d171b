import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { AbortScope } from "#endpoint/sending/abort.ts";
import { AdaptiveRate, TOLERATED } from "#endpoint/pacing/adaptive-rate.ts";
import { Pacer } from "#endpoint/pacing/pacer.ts";
import { VirtualClock } from "#cli/selftest/virtual-clock.ts";
import { answer, simulated } from "#tests/endpoint/sending/simulation.ts";

/** The most events that any window of `windowMs` (its end excluded) holds. */
function busiest(times: readonly number[], windowMs: number): number {
  return Math.max(0, ...times.map((start) => times.filter((time) => time >= start && time < start + windowMs).length));
}

describe("rps", () => {
  test("is never exceeded in any second, however requests come and however long they take", async () => {
    const run = fc.record({
      rps: fc.integer({ min: 1, max: 40 }),
      concurrency: fc.integer({ min: 1, max: 32 }),
      latencyMs: fc.integer({ min: 0, max: 300 }),
      starts: fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 120 }),
    });
    await fc.assert(
      fc.asyncProperty(run, async ({ rps, concurrency, latencyMs, starts }) => {
        const clock = new VirtualClock();
        const left: number[] = [];
        const pacer = new Pacer({ rps, concurrency, timeoutMs: 10_000, clock });
        const request = async (startMs: number) => {
          await clock.sleep(startMs);
          await pacer.acquire(false, undefined);
          left.push(clock.now());
          await clock.sleep(latencyMs);
          pacer.release();
        };
        await Promise.all(starts.map(request));
        expect(left).toHaveLength(starts.length);
        expect(busiest(left, 1_000)).toBeLessThanOrEqual(rps);
      }),
      { numRuns: 60 },
    );
  });

  test("is used in full", async () => {
    const clock = new VirtualClock();
    const { send } = simulated(clock, () => answer(200), { rps: 20, latencyMs: 30 });
    const start = clock.now();
    await Promise.all(Array.from({ length: 200 }, () => send()));
    expect(clock.now() - start).toBeLessThan(10_000);
  });

  test("below one spreads requests over seconds", async () => {
    const clock = new VirtualClock();
    const arrivals: number[] = [];
    const { send } = simulated(clock, (at) => (arrivals.push(at), answer(200)), { rps: 0.5 });
    await Promise.all([send(), send(), send()]);
    expect(arrivals.map((at) => at - (arrivals[0] ?? 0))).toEqual([0, 2_100, 4_200]);
  });
});

test("a request that waits for its turn is signed when its turn comes", async () => {
  const clock = new VirtualClock();
  const ages: number[] = [];
  const respond = (at: number, { headers }: { readonly headers: readonly string[] }) => {
    ages.push(at - 700 - Number(headers[headers.indexOf("x-signed-at") + 1]));
    return answer(200);
  };
  const { send } = simulated(clock, respond, { concurrency: 1, latencyMs: 700 });
  await Promise.all([send(), send(), send()]);
  expect(ages).toEqual([0, 0, 0]);
});

test("no more than the concurrency is in flight", async () => {
  const clock = new VirtualClock();
  let inFlight = 0;
  let most = 0;
  const pacer = new Pacer({ concurrency: 3, timeoutMs: 10_000, clock });
  const request = async () => {
    await pacer.acquire(false, undefined);
    most = Math.max(most, ++inFlight);
    await clock.sleep(10);
    inFlight -= 1;
    pacer.release();
  };
  await Promise.all(Array.from({ length: 20 }, request));
  expect(most).toBe(3);
});

test("retries leave before first attempts that wait", async () => {
  const clock = new VirtualClock();
  const order: string[] = [];
  const pacer = new Pacer({ concurrency: 1, timeoutMs: 10_000, clock });
  await pacer.acquire(false, undefined);
  const waiting = [false, false, true].map(async (isRetry, index) => {
    await pacer.acquire(isRetry, undefined);
    order.push(`${isRetry ? "retry" : "first"} ${index}`);
    pacer.release();
  });
  pacer.release();
  await Promise.all(waiting);
  expect(order).toEqual(["retry 2", "first 0", "first 1"]);
});

test("a waiter that is aborted gives up its place, and only its own", async () => {
  const clock = new VirtualClock();
  const pacer = new Pacer({ concurrency: 1, timeoutMs: 10_000, clock });
  await pacer.acquire(false, undefined);
  const abort = new AbortController();
  const aborted = pacer.acquire(false, new AbortScope(abort.signal));
  const other = pacer.acquire(false, undefined);
  abort.abort();
  await expect(aborted).rejects.toMatchObject({ name: "AbortError" });
  pacer.release();
  await expect(other).resolves.toBeUndefined();
});

describe("an endpoint that takes 20 requests a second", () => {
  /** Counts what it takes in a sliding second. */
  function slidingWindow() {
    const taken: number[] = [];
    return (at: number) => {
      if (taken.filter((time) => time > at - 1_000).length >= 20) return answer(429, "TooManyRequestsException");
      taken.push(at);
      return answer(200);
    };
  }

  /** The same, as nginx's limit_req says it: a page for people. */
  function pages() {
    const take = slidingWindow();
    return (at: number) => (take(at).response?.status === 200 ? answer(200) : answer(503));
  }

  /** Starts full with a hundred tokens, and gets twenty a second. */
  function tokenBucket() {
    let tokens = 100;
    let last = 0;
    return (at: number) => {
      tokens = Math.min(100, tokens + (last === 0 ? 0 : ((at - last) / 1_000) * 20));
      last = at;
      if (tokens < 1) return answer(400, "ThrottlingException");
      tokens -= 1;
      return answer(200);
    };
  }

  test.each([
    ["in a sliding window", slidingWindow, 0],
    ["in a sliding window, and answers 503 without an error's name", pages, 0],
    ["by a token bucket", tokenBucket, 100],
  ])("%s: a run neither fails nor crawls", async (_name, limiter, burst) => {
    const clock = new VirtualClock();
    const { send } = simulated(clock, limiter(), { latencyMs: 20 });
    const start = clock.now();
    const deliveries = await Promise.all(Array.from({ length: 600 }, () => send()));
    const seconds = (clock.now() - start) / 1_000;
    expect(deliveries.filter(({ last }) => last.response?.status !== 200)).toEqual([]);
    // At best 30 and 25 seconds.
    expect(seconds).toBeLessThan(((600 - burst) / 20) * 1.4);
    expect(deliveries.flatMap(({ earlier }) => earlier).length).toBeLessThan(150);
  });
});

/** As many as lower the rate, one right after the other. */
const MANY = Array.from({ length: 11 }, (_, nth) => nth);

test("a 503 without an error's name lowers the rate amid accepted requests alone", () => {
  const rate = new AdaptiveRate(TOLERATED);
  const often = (at: number): boolean[] => MANY.map((nth) => rate.throttledAmidOthers(at + nth / 20, at - 10));
  expect(often(10_000)).not.toContain(true);
  expect(rate.rate(10_010)).toBe(Infinity);
  for (let sent = 0; sent < 100; sent += 1) rate.accepted(20_000 + sent * 10);
  expect(often(20_990)).not.toContain(false);
  expect(rate.rate(20_991)).toBeCloseTo(70, 0);
});

test("throttled answers to what was under way already do not push the rate down again", () => {
  const rate = new AdaptiveRate(TOLERATED);
  const start = 10_000;
  for (let sent = 0; sent < 100; sent += 1) rate.accepted(start + sent * 10);
  for (const nth of MANY) rate.throttled(start + 990 + nth / 10, start + 980, 0);
  const learnt = rate.rate(start + 991);
  expect(learnt).toBeCloseTo(70, 0);
  for (const nth of MANY) rate.throttled(start + 1_700 + nth, start + 985, 0);
  expect(rate.rate(start + 1_700)).toBeGreaterThanOrEqual(learnt);
});

test("a single throttled answer does not slow a run down", async () => {
  const clock = new VirtualClock();
  let requests = 0;
  const respond = () => answer(++requests === 1 ? 429 : 200);
  const { send } = simulated(clock, respond, { latencyMs: 5 });
  const start = clock.now();
  await Promise.all(Array.from({ length: 2_000 }, () => send()));
  expect(clock.now() - start).toBeLessThan(2_000);
});

test("where the pace was set, the first throttled answer slows a run down", async () => {
  const clock = new VirtualClock();
  const arrivals: number[] = [];
  const respond = (at: number) => answer(arrivals.push(at) === 20 ? 429 : 200);
  const { send } = simulated(clock, respond, { latencyMs: 5, rps: 10 });
  await Promise.all(Array.from({ length: 40 }, () => send()));
  // Ten at once until then; afterwards one after the other.
  expect(busiest(arrivals.slice(0, 20), 100)).toBe(10);
  expect(busiest(arrivals.slice(20), 100)).toBeLessThan(3);
});

test("an endpoint that throttles each twentieth request at whatever pace does not slow a run down", async () => {
  const clock = new VirtualClock();
  let requests = 0;
  const respond = () => answer(++requests % 20 === 0 ? 429 : 200);
  const { send } = simulated(clock, respond, { latencyMs: 5 });
  const start = clock.now();
  const deliveries = await Promise.all(Array.from({ length: 5_000 }, () => send()));
  expect(deliveries.filter(({ last }) => last.response?.status !== 200)).toEqual([]);
  // At full pace it takes less than two seconds.
  expect(clock.now() - start).toBeLessThan(4_000);
});
