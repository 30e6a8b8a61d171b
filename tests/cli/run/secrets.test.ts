import { expect, test } from "@jest/globals";
import { withFolder } from "../../helpers/cli-process.ts";
import { runCommand } from "../../helpers/command.ts";
import { everythingIn, PLANTED_KEYS, startGossiping } from "../../helpers/servers/gossiping-server.ts";

test("nothing secret is in any file or stream of a run", async () => {
  const server = await startGossiping();
  try {
    await withFolder(async (folder) => {
      const few = ["--json", "--cases", "0", "--seed", "9", "--select", "register.tags*", "--select", "register.re*"];
      const args = ["run", "--endpoint-url", server.url, "--region", "us-east-1", "--out", folder, ...few];
      const { stdout, stderr } = await runCommand(args, PLANTED_KEYS);
      const all = `${everythingIn(folder)}\n${stdout}\n${stderr}`;
      expect(all.length).toBeGreaterThan(100_000);
      expect(server.given.size).toBeGreaterThan(10);
      const planted = [...Object.values(PLANTED_KEYS), ...server.given];
      expect(planted.filter((secret) => all.includes(secret))).toEqual([]);
    });
  } finally {
    server.close();
  }
});
