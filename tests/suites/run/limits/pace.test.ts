import { beforeAll, describe, expect, test } from "@jest/globals";
import { KIND_SETTINGS } from "#suites/plan/target-kind-settings.ts";
import { CALM, type LoggedRequest } from "#tests/helpers/bad-weather/weather.ts";
import { runOn } from "#tests/helpers/bad-weather/run.ts";
import { planned } from "#tests/suites/bundled-contract.ts";

const RPS = 20;
const MAX_LIVE = 3;
const WANTED = /^(api|lifecycle|list|register\.(route|tags|token|parallel|name))\b/;
const excluded = { verdict: "disabled", reason: "not asked for" } as const;

/** The most requests that arrived within any one second. */
function busiest(log: readonly LoggedRequest[]): number {
  return Math.max(...log.map(({ at }) => log.filter((other) => other.at >= at && other.at < at + 1000).length));
}

describe.each([
  ["in good weather", { latencyMs: 5 }],
  ["with lost replies and throttling", { latencyMs: 5, resetAfter: 0.05, storm: 0.02 }],
])("over a run %s, as the endpoint sees it", (_name, weather) => {
  let log: readonly LoggedRequest[] = [];
  beforeAll(async () => {
    const result = await runOn({
      seed: 3,
      weather: { ...CALM, ...weather },
      requirements: planned.map((each) => (WANTED.test(each.id) ? each : { ...each, excluded })),
      settings: { ...KIND_SETTINGS.aws, propagationMs: 0, maxLive: MAX_LIVE, maxRegistrations: 25, rps: RPS },
    });
    log = result.log;
  });

  test("there is something to see", () => {
    expect(log.length).toBeGreaterThan(100);
  });

  test("the pace is kept to, and made use of", () => {
    expect(busiest(log)).toBeLessThanOrEqual(RPS);
    expect(busiest(log)).toBeGreaterThan(RPS / 2);
  });

  test("the clusters alive stay within their limit, and more than one is", () => {
    const most = Math.max(...log.map(({ alive }) => alive));
    expect(most).toBeLessThanOrEqual(MAX_LIVE);
    expect(most).toBeGreaterThan(1);
  });
});
