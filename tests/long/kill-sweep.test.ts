import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { startCli, runCli, withFolder } from "../helpers/cli-process.ts";
import { CALM, seededRandom } from "../helpers/bad-weather.ts";
import { startBadWeather } from "../helpers/bad-weather-server.ts";
import { beforeItEnds } from "../helpers/milestones.ts";
import { sizes } from "../helpers/soak.ts";
import { ACCOUNT, startSts } from "../helpers/sts-server.ts";

const KILLS = sizes(5, 200);
const SEED = 7;
/** Names a run itself uses, names that begin like its own, and plain ones. */
const FOREIGN = [
  ...["a", "Z", "0", "A-", "a_", "x".repeat(100), "A".repeat(100)],
  ...["prod", "staging", "eks-conformance", "eks-conformance-run"],
  ...["ecf-", "ecf-7", "ecf-7-", "ecf-7-production", "ecf-7-a", "ecf-7-0000000000", "ecf-8-u0hprqs503ed"],
  ...["ecf-7-u0hprqs503ed", "ecf-7-oowwvl47peid"],
];

/** Requests after which the run is killed: from the first ones to near the end. */
function momentOf(kill: number): number {
  return 1 + Math.floor(seededRandom(kill)() * 400);
}

test.each(Array.from({ length: KILLS }, (_, index) => index))(
  "kill -9, number %i: sweep leaves nothing of the run, and touches nothing else",
  async (kill) => {
    const [server, sts] = [await startBadWeather(kill, { ...CALM, latencyMs: 4, lagMs: 0 }, FOREIGN), await startSts()];
    try {
      await withFolder(async (folder) => {
        const keys = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "not-a-real-secret" };
        const env = { ...keys, AWS_ENDPOINT_URL_STS: sts.url, AWS_ENDPOINT_URL_EKS: server.url };
        const place = ["--sandbox-account", ACCOUNT, "--region", "us-east-1", "--kind", "aws"];
        const fast = ["--rps", "1000", "--max-registrations", "100000", "--cases", "4", "--feature", "auth=absent"];
        const run = startCli(["run", ...place, ...fast, "--out", folder, "--seed", String(SEED)], env);
        await beforeItEnds(run, server.answered(momentOf(kill)));
        run.child.kill("SIGKILL");
        await run.done;
        const journal = ["--journal", join(folder, "journal.ndjson")];
        const swept = await runCli(["sweep", ...place, ...journal], env);
        const now = server.weather.clusterNames();
        expect({ left: now.filter((name) => !server.weather.foreign.has(name)), swept }).toMatchObject({ left: [] });
        expect([...server.weather.foreign].filter((name) => !now.includes(name))).toEqual([]);
        expect([0, 5]).toContain(swept.code);
        const again = await runCli(["sweep", ...place, ...journal], env);
        expect(again.stdout).toContain("0 deregistered");
        expect(server.weather.clusterNames()).toEqual(now);
      });
    } finally {
      server.close();
      sts.close();
    }
  },
);
