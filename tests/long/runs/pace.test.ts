import { monitorEventLoopDelay } from "node:perf_hooks";
import { describe, expect, test } from "@jest/globals";
import { ARRIVAL_JITTER_MS } from "#endpoint/pacing/pacer.ts";
import { runCli, withFolder } from "#tests/helpers/cli-process.ts";
import { CALM, type LoggedRequest, type Weather } from "#tests/helpers/bad-weather/weather.ts";
import { startBadWeather } from "#tests/helpers/bad-weather/server.ts";
import { ACCOUNT, startSts } from "#tests/helpers/servers/sts-server.ts";

const RPS = 20;
const MAX_LIVE = 3;

interface PacedRun {
  readonly log: readonly LoggedRequest[];
  /** A second, less what requests may have been held up by a machine that is busy elsewhere; in milliseconds. */
  readonly second: number;
}

async function pacedRun(weather: Partial<Weather>, flags: readonly string[]): Promise<PacedRun> {
  const [server, sts] = [await startBadWeather(1, { ...CALM, ...weather }), await startSts()];
  const stalls = monitorEventLoopDelay();
  stalls.enable();
  try {
    return await withFolder(async (folder) => {
      const keys = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "not-a-real-secret" };
      const place = ["--sandbox-account", ACCOUNT, "--region", "us-east-1", "--kind", "aws"];
      const limits = ["--rps", String(RPS), "--max-live", String(MAX_LIVE), "--feature", "auth=absent", ...flags];
      const args = ["run", "--endpoint-url", server.url, ...place, ...limits, "--out", folder, "--seed", "3"];
      const { code, stderr } = await runCli(args, { ...keys, AWS_ENDPOINT_URL_STS: sts.url });
      expect([0, 3, stderr]).toContain(code);
      // Both ends may stall, and the pace leaves room for so much.
      const held = Math.max(0, (2 * stalls.max) / 1e6 - ARRIVAL_JITTER_MS);
      return { log: server.weather.log, second: 1000 - held };
    });
  } finally {
    stalls.disable();
    server.close();
    sts.close();
  }
}

/** The most requests that arrived within any one second. */
function busiest({ log, second }: PacedRun): number {
  return Math.max(...log.map(({ at }) => log.filter((other) => other.at >= at && other.at < at + second).length));
}

describe("over a run, as the endpoint sees it", () => {
  test.each([
    ["in good weather", { latencyMs: 5 }],
    ["with lost replies and throttling", { latencyMs: 5, resetAfter: 0.05, storm: 0.02 }],
  ])("neither the pace nor the clusters alive go past their limits %s", async (_name, weather) => {
    const select = ["describe", "list", "register.tags", "register.token", "register.parallel", "register.name"];
    const run = await pacedRun(weather, [
      ...["--max-registrations", "25"],
      ...select.flatMap((glob) => ["--select", `${glob}*`]),
    ]);
    const { log } = run;
    expect(log.length).toBeGreaterThan(100);
    expect(busiest(run)).toBeLessThanOrEqual(RPS);
    expect(busiest({ ...run, second: 1000 })).toBeGreaterThan(RPS / 2);
    expect(Math.max(...log.map(({ alive }) => alive))).toBeLessThanOrEqual(MAX_LIVE);
    expect(Math.max(...log.map(({ alive }) => alive))).toBeGreaterThan(1);
  });
});
