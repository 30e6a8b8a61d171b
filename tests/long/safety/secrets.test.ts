import { expect, test } from "@jest/globals";
import { runCli, withFolder } from "#tests/helpers/cli-process.ts";
import { sizes } from "#tests/helpers/soak.ts";
import { everythingIn, PLANTED_KEYS, startGossiping } from "#tests/helpers/servers/gossiping-server.ts";

const FAULTS = [
  undefined,
  "activation-code-derived-from-name",
  "activation-code-same-for-all",
  "race-for-a-name-fails-with-500",
].slice(0, sizes(1, 4));

test.each(FAULTS)("nothing secret is in any file or stream of a run (fault %s)", async (fault) => {
  const server = await startGossiping(fault);
  try {
    await withFolder(async (folder) => {
      const few = ["--cases", "1", "--seed", "9", "--out", folder];
      const args = ["run", "--endpoint-url", server.url, "--region", "us-east-1", ...few];
      const { stdout, stderr } = await runCli(args, PLANTED_KEYS);
      const all = `${everythingIn(folder)}\n${stdout}\n${stderr}`;
      expect(all.length).toBeGreaterThan(100_000);
      expect(server.given.size).toBeGreaterThan(100);
      const planted = [...Object.values(PLANTED_KEYS), ...server.given];
      expect(planted.filter((secret) => all.includes(secret))).toEqual([]);
    });
  } finally {
    server.close();
  }
});
