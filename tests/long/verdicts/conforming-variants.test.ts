import { describe, expect, test } from "@jest/globals";
import { startReferenceServer } from "#reference/server/server.ts";
import { VARIANTS } from "#reference/variants.ts";
import { readRunRecord, runCli, withFolder, withVerdict } from "#tests/helpers/cli-process.ts";
import { ACCOUNT, startSts } from "#tests/helpers/servers/sts-server.ts";
import { sizes } from "#tests/helpers/soak.ts";

// The selftest runs every one of them in memory, `npm run seeds` with more seeds; over sockets, some are enough.
const CHOSEN = VARIANTS.filter((_, index) => index % sizes(50, 1) === 0).map(({ id }) => id);

/** What it takes to be EKS itself: credentials that STS knows, and a pace that a test can live with. */
const AS_AWS = [
  ...["--kind", "aws", "--region", "us-east-1", "--sandbox-account", ACCOUNT],
  ...["--rps", "1000", "--feature", "auth=absent"],
];
const KEYS = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "not-a-real-secret" };

describe.each([
  ["at default flags", []],
  ["as aws", AS_AWS],
] as const)("a target that conforms in another way comes out 0 %s", (_how, flags) => {
  test.concurrent.each(CHOSEN)("%s, and no cluster is left on it", async (variant) => {
    const [server, sts] = [await startReferenceServer({ variant }), await startSts()];
    try {
      await withFolder(async (folder) => {
        const args = ["run", "--endpoint-url", server.url, "--out", folder, "--seed", "7", ...flags];
        const { code } = await runCli(args, { ...KEYS, AWS_ENDPOINT_URL_STS: sts.url });
        const record = readRunRecord(folder);
        const wrong = withVerdict(record, "fail", "error", "inconclusive", "stale");
        expect(wrong).toEqual([]);
        expect(code).toBe(0);
        expect(record.clusters.left).toEqual([]);
        expect(server.clusterNames()).toEqual([]);
      });
    } finally {
      sts.close();
      await server.close();
    }
  });
});
