import { describe, expect, test } from "@jest/globals";
import { runCli, withFolder } from "../helpers/cli-process.ts";
import { CALM, startChaos, type LoggedRequest, type Weather } from "./chaos-double.ts";
import { ACCOUNT, startSts } from "./sts-double.ts";

const RPS = 20;
const MAX_LIVE = 3;

async function pacedRun(weather: Partial<Weather>, flags: readonly string[]): Promise<readonly LoggedRequest[]> {
  const [double, sts] = [await startChaos(1, { ...CALM, ...weather }), await startSts()];
  try {
    return await withFolder(async (folder) => {
      const keys = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "not-a-real-secret" };
      const place = ["--sandbox-account", ACCOUNT, "--region", "us-east-1", "--profile", "aws"];
      const limits = ["--rps", String(RPS), "--max-live", String(MAX_LIVE), "--feature", "auth=absent", ...flags];
      const args = ["run", "--endpoint-url", double.url, ...place, ...limits, "--out", folder, "--seed", "3"];
      const { code, stderr } = await runCli(args, { ...keys, AWS_ENDPOINT_URL_STS: sts.url });
      expect([0, 3, stderr]).toContain(code);
      return double.log;
    });
  } finally {
    double.close();
    sts.close();
  }
}

/** The most requests that arrived within any one second. */
function busiestSecond(log: readonly LoggedRequest[]): number {
  return Math.max(...log.map(({ at }) => log.filter((other) => other.at >= at && other.at < at + 1000).length));
}

describe("over a run, as the endpoint sees it", () => {
  test.each([
    ["in good weather", { latencyMs: 5 }],
    ["with lost replies and throttling", { latencyMs: 5, resetAfter: 0.05, storm: 0.02 }],
  ])("neither the pace nor the clusters alive go past their limits %s", async (_name, weather) => {
    const select = ["lifecycle", "list", "register.tags", "register.token", "register.parallel", "register.name"];
    const log = await pacedRun(weather, [
      ...["--max-registrations", "25"],
      ...select.flatMap((glob) => ["--select", `${glob}*`]),
    ]);
    expect(log.length).toBeGreaterThan(100);
    expect(busiestSecond(log)).toBeLessThanOrEqual(RPS);
    expect(busiestSecond(log)).toBeGreaterThan(RPS / 2);
    expect(Math.max(...log.map(({ alive }) => alive))).toBeLessThanOrEqual(MAX_LIVE);
    expect(Math.max(...log.map(({ alive }) => alive))).toBeGreaterThan(1);
  });
});
