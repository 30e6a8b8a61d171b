import { describe, expect, test } from "@jest/globals";
import { LATENCY_BUCKETS_MS } from "#suites/record/parts/traffic-counts.ts";
import { observed, TrafficMeter } from "#suites/run/collecting/traffic.ts";
import type { Delivery, Exchange } from "#protocol/exchange.ts";
import { aFailedExchange, anExchange, STARTED_AT } from "#tests/suites/made-replies.ts";

const after = (ms: number, exchange: Exchange = anExchange({ status: 200 })): Exchange => ({
  ...exchange,
  startedAt: STARTED_AT + ms,
});
const lasting = (durationMs: number): Exchange => anExchange({ status: 200, durationMs });

function metered(...counted: readonly (readonly [exchange: Exchange, retried?: boolean, operation?: string])[]) {
  const meter = new TrafficMeter(STARTED_AT);
  for (const [exchange, retried = false, operation = "RegisterCluster"] of counted)
    meter.count(operation, { ...exchange, attempt: retried ? 2 : 1 });
  return meter.summary(4);
}

test("requests, retries, throttled answers and lost replies are counted", () => {
  const traffic = metered(
    [anExchange({ status: 200 })],
    [anExchange({ status: 429 }), true],
    [anExchange({ status: 503 })],
    [anExchange({ status: 428 })],
    [anExchange({ status: 500 }), true],
    [aFailedExchange("reset")],
    [aFailedExchange("timeout"), true],
    [aFailedExchange("refused")],
  );
  expect(traffic).toMatchObject({ requests: 8, cases: 4, retries: 3, throttled: 3, lostReplies: 2 });
});

test("the operation that was refused most often, and never answered otherwise, is known", () => {
  const meter = new TrafficMeter(STARTED_AT);
  const count = (operation: string, status: number) => meter.count(operation, anExchange({ status }));
  for (const status of [503, 503]) count("DescribeCluster", status);
  expect(meter.alwaysRefused).toEqual({ operation: "DescribeCluster", attempts: 2, status: 503 });
  for (const status of [503, 503, 429]) count("ListClusters", status);
  for (const status of [503, 503, 503, 503]) count("other", status);
  expect(meter.alwaysRefused).toEqual({ operation: "ListClusters", attempts: 3, status: 429 });
  for (const status of [500, 503, 503, 503]) count("ListClusters", status);
  meter.count("DescribeCluster", aFailedExchange("reset"));
  expect(meter.alwaysRefused).toEqual({ operation: "DescribeCluster", attempts: 2, status: 503 });
  count("DescribeCluster", 404);
  expect(meter.alwaysRefused).toBeUndefined();
});

test("nothing sent is nothing counted", () => {
  expect(metered()).toEqual({
    requests: 0,
    cases: 4,
    retries: 0,
    throttled: 0,
    lostReplies: 0,
    latency: [],
    perSecond: [],
  });
});

test("each second of the run has its requests and retries, empty ones too", () => {
  const traffic = metered([after(0)], [after(999), true], [after(1_000)], [after(3_500), true], [after(-500)]);
  expect(traffic.perSecond).toEqual([
    { requests: 3, retries: 1 },
    { requests: 1, retries: 0 },
    { requests: 0, retries: 0 },
    { requests: 1, retries: 1 },
  ]);
});

describe("latency", () => {
  test("is summed up by operation, of answered attempts only", () => {
    const { latency } = metered(
      [lasting(1)],
      [lasting(3), false, "ListClusters"],
      [aFailedExchange("timeout"), false, "DescribeCluster"],
    );
    expect(latency.map(({ operation, count }) => [operation, count])).toEqual([
      ["RegisterCluster", 1],
      ["ListClusters", 1],
    ]);
  });

  test("has percentiles, whatever the order of arrival", () => {
    const hundred = Array.from({ length: 100 }, (_, index) => [lasting(((index * 37) % 100) + 1)] as const);
    expect(metered(...hundred).latency[0]).toMatchObject({ count: 100, p50: 51, p90: 91, p99: 100, max: 100 });
    expect(metered([lasting(9)], [lasting(10)]).latency[0]).toMatchObject({ p50: 10, p90: 10, p99: 10, max: 10 });
    expect(metered([lasting(5)]).latency[0]).toMatchObject({ p50: 5, p90: 5, p99: 5, max: 5 });
  });

  test("is rounded to a hundredth of a millisecond", () => {
    expect(metered([lasting(1.23456)]).latency[0]).toMatchObject({ p50: 1.23, max: 1.23 });
  });

  test("falls into the buckets of the record, their bounds included, the last one open", () => {
    const histogram = (ms: number) => metered([lasting(ms)]).latency[0]?.histogram ?? [];
    expect(histogram(0)).toHaveLength(LATENCY_BUCKETS_MS.length + 1);
    for (const [place, bound] of LATENCY_BUCKETS_MS.entries()) {
      expect(histogram(bound).indexOf(1)).toBe(place);
      expect(histogram(bound + 0.01).indexOf(1)).toBe(place + 1);
    }
    const { latency } = metered([lasting(1)], [lasting(1)], [lasting(2)]);
    expect(latency[0]?.histogram.slice(0, 3)).toEqual([2, 1, 0]);
  });

  test("keeps counting past the samples it keeps, and still sees later ones", () => {
    const early = Array.from({ length: 4_096 }, () => [lasting(1)] as const);
    const late = Array.from({ length: 4_096 * 16 }, () => [lasting(100)] as const);
    const { latency } = metered(...early, ...late);
    expect(latency[0]).toMatchObject({ count: 4_096 * 17, p50: 100, max: 100 });
    expect(metered(...early, ...late.slice(0, 160)).latency[0]).toMatchObject({ p50: 1, p99: 1, max: 100 });
  });
});

describe("an observed target", () => {
  const delivery: Delivery = {
    earlier: [anExchange({ status: 503 }), { ...anExchange({ status: 503 }), attempt: 2 }],
    last: { ...anExchange({ status: 200 }), attempt: 3 },
  };
  const request = { method: "GET", path: "/clusters", headers: [] };

  test("shows every attempt in order, and hands the answer on untouched", async () => {
    const seen: (number | undefined)[] = [];
    let closed = false;
    const sent: unknown[] = [];
    const target = observed(
      {
        endpoint: "http://e",
        region: "r",
        close: () => Promise.resolve(void (closed = true)),
        send: (...given) => (sent.push(given), Promise.resolve(delivery)),
      },
      (exchange) => void seen.push(exchange.response?.status),
    );
    expect(await target.send(request, { once: true })).toBe(delivery);
    expect(sent).toEqual([[request, { once: true }]]);
    expect(seen).toEqual([503, 503, 200]);
    expect(target).toMatchObject({ endpoint: "http://e", region: "r" });
    await target.close();
    expect(closed).toBe(true);
  });
});

test.each([
  ["decades forwards", 1_500_000_000_000],
  ["an hour backwards", -3_600_000],
])("a clock that is set %s is no reason to count the seconds between", (_how, ms) => {
  const { perSecond } = metered([after(0)], [after(1_500)], [after(1_600 + ms)], [after(2_700 + ms)]);
  expect(perSecond).toEqual([
    { requests: 1, retries: 0 },
    { requests: 2, retries: 0 },
    { requests: 1, retries: 0 },
  ]);
});
