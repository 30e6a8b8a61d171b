import { expect, test } from "@jest/globals";
import { startReferenceServer } from "#reference/server/server.ts";
import { readRunRecord, runCli, withFolder } from "#tests/helpers/cli-process.ts";
import { sizes } from "#tests/helpers/soak.ts";
import { ACCOUNT, startSts } from "#tests/helpers/servers/sts-server.ts";

const QUOTA = 10;
/** Less room than a run would use, and none. */
const FEW = [8, 10];

test.each(Array.from({ length: sizes(FEW.length, QUOTA + 1) }, (_, index) => sizes(FEW[index] ?? 0, index)))(
  "a double of AWS with a quota of ten, %i of them taken by others: 0 or 3, and theirs stay",
  async (count) => {
    const theirs = Array.from({ length: count }, (_, index) => `theirs-${index}`);
    const [server, sts] = [
      await startReferenceServer({ quota: QUOTA, existing: { registered: theirs, eks: ["made-by-eks"] } }),
      await startSts(),
    ];
    try {
      await withFolder(async (folder) => {
        const keys = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "not-a-real-secret" };
        const place = ["--endpoint-url", server.url, "--kind", "aws", "--region", "us-east-1"];
        const fast = ["--rps", "1000", "--max-registrations", "100000", "--feature", "auth=absent"];
        const args = ["run", ...place, "--sandbox-account", ACCOUNT, ...fast, "--out", folder, "--seed", "7"];
        const { code, stderr } = await runCli(args, { ...keys, AWS_ENDPOINT_URL_STS: sts.url });
        const failed = readRunRecord(folder).requirements.filter(({ verdict }) => verdict === "fail");
        expect(failed.map(({ id }) => id)).toEqual([]);
        expect([0, 3]).toContain(code);
        expect(stderr).toMatch(
          count === 0 ? /No cluster is registered/ : new RegExp(`^${count} clusters? (is|are) registered`, "m"),
        );
        expect(server.clusterNames().sort()).toEqual([...theirs, "made-by-eks"].sort());
      });
    } finally {
      await server.close();
      sts.close();
    }
  },
);
