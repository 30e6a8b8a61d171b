import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { startReferenceServer } from "#reference/server/server.ts";
import { runCli, withFolder } from "#tests/helpers/cli-process.ts";

/** Every name that a run may have registered, without those of a few characters, which have no room for the run. */
function longNames(folder: string): readonly string[] {
  const lines = readFileSync(join(folder, "journal.ndjson"), "utf8").trim().split("\n");
  const names = lines.map((line) => (JSON.parse(line) as { readonly name?: string }).name ?? "");
  return [...new Set(names)].filter((name) => name.length > 20);
}

test("two runs with one seed, at one endpoint and at once, share no name; both come out 0, and nothing is left", () =>
  withFolder((folder) =>
    withServer(async (server) => {
      const outs = [join(folder, "one"), join(folder, "other")];
      const place = ["--endpoint-url", server.url, "--no-sign", "--seed", "7", "--cases", "1"];
      const runs = await Promise.all(outs.map((out) => runCli(["run", ...place, "--out", out])));
      // What a run came to says more than its code.
      expect(runs.filter(({ code }) => code !== 0).map(({ stdout }) => stdout)).toEqual([]);
      expect(server.clusterNames()).toEqual([]);
      const [one = [], other = []] = outs.map(longNames);
      expect(one.length).toBeGreaterThan(500);
      expect(one.filter((name) => other.includes(name))).toEqual([]);
    }),
  ));

async function withServer(use: (server: Awaited<ReturnType<typeof startReferenceServer>>) => Promise<void>) {
  const server = await startReferenceServer();
  try {
    await use(server);
  } finally {
    await server.close();
  }
}
