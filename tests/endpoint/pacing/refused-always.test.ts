import { afterEach, describe, expect, test } from "@jest/globals";
import { refusedAlways, type RefusedFor } from "#endpoint/pacing/refused-always.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import { closeOpened, httpServer } from "#tests/helpers/servers/loopback.ts";
import { openTarget } from "#tests/endpoint/open-target.ts";
import { answer, simulated } from "#tests/endpoint/sending/simulation.ts";

afterEach(closeOpened);

const DESCRIBE = { method: "GET", path: "/clusters/a" };
const LIST = { method: "GET", path: "/clusters?include=all" };

/** What is known after so many refusals of a description, evenly over some milliseconds, and answers to lists. */
function after({ refusals, ms, answers, refusal = "unavailable" }: Seen) {
  const refused = refusedAlways();
  const shown = Array.from({ length: refusals }, (_, nth) => {
    if (nth > 0 && nth <= answers) refused.see(LIST, undefined, nth);
    return refused.see(DESCRIBE, refusal, (ms * nth) / (refusals - 1));
  });
  return { refused, shown };
}

interface Seen {
  readonly refusals: number;
  readonly ms: number;
  readonly answers: number;
  readonly refusal?: Exclude<RefusedFor, undefined>;
}

describe("an operation that nothing but refusals came from", () => {
  test.each<[string, Seen, boolean]>([
    ["eight times 503 in five seconds, while others are answered", { refusals: 8, ms: 5_000, answers: 3 }, true],
    ["seven times", { refusals: 7, ms: 5_000, answers: 3 }, false],
    ["in less time", { refusals: 8, ms: 4_999, answers: 3 }, false],
    ["while hardly anything is answered", { refusals: 8, ms: 5_000, answers: 2 }, false],
    ["throttled as often", { refusals: 8, ms: 5_000, answers: 3, refusal: "throttled" }, false],
    ["throttled for long", { refusals: 12, ms: 15_000, answers: 3, refusal: "throttled" }, true],
  ])("%s: %j, %s", (_what, seen, isAlways) => {
    const { refused, shown } = after(seen);
    expect(refused.has(DESCRIBE)).toBe(isAlways);
    expect(shown.filter(Boolean)).toHaveLength(isAlways ? 1 : 0);
    expect(refused.has({ method: "GET", path: "/clusters/b?x=1" })).toBe(isAlways);
    expect([LIST, { method: "DELETE", path: "/clusters/a" }].some(refused.has)).toBe(false);
  });

  test("is one like any other for good once it answers", () => {
    const { refused } = after({ refusals: 8, ms: 5_000, answers: 3 });
    refused.see(DESCRIBE, undefined, 5_001);
    for (let nth = 0; nth < 50; nth += 1) refused.see(DESCRIBE, "unavailable", 6_000 + nth * 1_000);
    expect(refused.has(DESCRIBE)).toBe(false);
  });
});

test("it is asked once more, not again and again, and slows nothing down", async () => {
  const clock = new RecordingClock();
  const refused = refusedAlways();
  const request = { method: "POST", path: "/cluster-registrations" };
  const endpoint = simulated(clock, () => answer(503), { refusedAlways: refused });
  expect((await endpoint.send()).earlier).not.toHaveLength(0);
  for (let nth = 0; nth < 3; nth += 1) refused.see(LIST, undefined, clock.now());
  for (let nth = 0; nth < 8; nth += 1) refused.see(request, "unavailable", clock.now() + 5_000);
  const before = clock.now();
  const { last, earlier } = await endpoint.send();
  expect(last.response?.status).toBe(503);
  expect(earlier).toEqual([]);
  expect(clock.now()).toBe(before);
});

test("a target tells of it", async () => {
  const clock = new RecordingClock();
  const origin = await httpServer(({ url = "" }, response) => {
    response.writeHead(url.startsWith("/clusters/") ? 503 : 200).end();
  });
  const target = openTarget(origin, { clock });
  const request = { ...DESCRIBE, headers: [] };
  for (let nth = 0; nth < 4; nth += 1) {
    expect(target.isAlwaysRefused?.(request)).toBe(false);
    await target.send(request);
    await target.send({ ...LIST, headers: [] });
    clock.advance(5_000);
  }
  expect(target.isAlwaysRefused?.(request)).toBe(true);
});
