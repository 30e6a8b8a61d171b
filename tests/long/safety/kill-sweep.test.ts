import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { startCli, runCli, withFolder, type CliProcess, type CliResult } from "#tests/helpers/cli-process.ts";
import { CALM, seededRandom, type Weather } from "#tests/helpers/bad-weather/weather.ts";
import { startBadWeather, type BadWeatherServer } from "#tests/helpers/bad-weather/server.ts";
import { beforeItEnds } from "#tests/helpers/milestones.ts";
import { sizes } from "#tests/helpers/soak.ts";
import { ACCOUNT, startSts } from "#tests/helpers/servers/sts-server.ts";

const SEED = 7;
/** Names a run itself uses, names that begin like its own, and plain ones. */
const FOREIGN = [
  ...["a", "Z", "0", "A-", "a_", "x".repeat(100), "A".repeat(100)],
  ...["prod", "staging", "eks-conformance", "eks-conformance-run"],
  ...["ecf-", "ecf-7", "ecf-7-", "ecf-7-production", "ecf-7-a", "ecf-7-0000000000", "ecf-8-u0hprqs503ed"],
  ...["ecf-7-u0hprqs503ed", "ecf-7-oowwvl47peid"],
];

/** In turn: calm, with lost replies and bursts of 503, with lists and reads that lag behind. */
const WEATHERS: readonly Weather[] = [
  { ...CALM, latencyMs: 4 },
  { ...CALM, latencyMs: 4, resetAfter: 0.05, cut: 0.03, burst: 0.02 },
  { ...CALM, latencyMs: 4, resetAfter: 0.02, lagMs: 150 },
];

interface Aimed {
  readonly server: BadWeatherServer;
  readonly run: CliProcess;
  readonly sweep: () => Promise<CliResult>;
}

/** A run under way, when it has had so many answers: from the first ones to near the end. */
async function underWay(number: number, use: (aimed: Aimed) => Promise<void>): Promise<void> {
  const weather = WEATHERS[number % WEATHERS.length] ?? CALM;
  const [server, sts] = [await startBadWeather(number, weather, FOREIGN), await startSts()];
  try {
    await withFolder(async (folder) => {
      const keys = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "not-a-real-secret" };
      const env = { ...keys, AWS_ENDPOINT_URL_STS: sts.url, AWS_ENDPOINT_URL_EKS: server.url };
      const place = ["--sandbox-account", ACCOUNT, "--region", "us-east-1", "--kind", "aws"];
      const fast = ["--rps", "1000", "--max-registrations", "100000", "--cases", "4", "--feature", "auth=absent"];
      const run = startCli(["run", ...place, ...fast, "--out", folder, "--seed", String(SEED)], env);
      await beforeItEnds(run, server.answered(1 + Math.floor(seededRandom(number)() * 400)));
      const said = [...place, "--endpoint-url", server.url];
      await use({
        server,
        run,
        sweep: () => runCli(["sweep", "--journal", join(folder, "journal.ndjson"), ...said], env),
      });
    });
  } finally {
    server.close();
    sts.close();
  }
}

function expectForeignOnes({ weather }: BadWeatherServer): void {
  const now = weather.clusterNames();
  expect([...weather.foreign].filter((name) => !now.includes(name))).toEqual([]);
}

function left({ weather }: BadWeatherServer): string[] {
  return weather.clusterNames().filter((name) => !weather.foreign.has(name));
}

// The tests run side by side, and most of their time they wait.
test.concurrent.each(Array.from({ length: sizes(2, 300) }, (_, index) => index))(
  "kill -9, number %i: sweep leaves nothing of the run, and touches nothing else",
  (number) =>
    underWay(number, async ({ server, run, sweep }) => {
      run.child.kill("SIGKILL");
      await run.done;
      const swept = await sweep();
      expect(left(server)).toEqual([]);
      expectForeignOnes(server);
      expect([0, 5]).toContain(swept.code);
      const now = server.weather.clusterNames();
      const again = await sweep();
      expect(again.stdout).toContain("0 deregistered");
      expect(server.weather.clusterNames()).toEqual(now);
    }),
);

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

test.concurrent.each(
  Array.from({ length: sizes(2, 100) }, (_, index) => [SIGNALS[index % SIGNALS.length] ?? "SIGINT", index] as const),
)("%s, number %i: the run leaves nothing of its own, and touches nothing else", (signal, number) =>
  underWay(number, async ({ server, run, sweep }) => {
    run.child.kill(signal);
    const ended = await run.done;
    // What its clean-up was not in time for it has named.
    expect([130, 5]).toContain(ended.code);
    if (ended.code === 5) await sweep();
    expect(left(server)).toEqual([]);
    expectForeignOnes(server);
  }),
);
