import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import { startReferenceServer } from "../../../reference/server.ts";
import { readRunRecord, runCli, startCli, withFolder } from "../../helpers/cli-process.ts";

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function reference(): Promise<Awaited<ReturnType<typeof startReferenceServer>>> {
  const server = await startReferenceServer({ existing: { registered: ["foreign"], eks: ["plain"] } });
  open.push(server);
  return server;
}

/** Resolves once the server has answered so many requests. */
async function busy(server: { requests(): number }, requests: number): Promise<void> {
  while (server.requests() < requests) await new Promise((resolve) => setImmediate(resolve));
}

describe("an interrupted run", () => {
  test.each(["SIGINT", "SIGTERM"] as const)("%s: cleans up, writes its reports, exits 130", async (signal) => {
    const server = await reference();
    await withFolder(async (folder) => {
      const run = startCli(["run", "--endpoint-url", server.url, "--out", folder, "--seed", "5"]);
      await busy(server, 60);
      run.child.kill(signal);
      const { code, stderr } = await run.done;
      expect({ code, stderr }).toMatchObject({ code: 130 });
      expect(server.clusterNames().sort()).toEqual(["foreign", "plain"]);
      const record = readRunRecord(folder);
      expect(record.run.interrupted).toBe(true);
      expect(record.outcome.sentence).toContain("interrupted");
      expect(existsSync(join(folder, "index.html"))).toBe(true);
      expect(existsSync(join(folder, "junit.xml"))).toBe(true);
    });
  });

  test("killed: the events rebuild the report, and sweep finishes what the journal says", async () => {
    const server = await reference();
    await withFolder(async (folder) => {
      const run = startCli(["run", "--endpoint-url", server.url, "--out", folder, "--seed", "6"]);
      await busy(server, 120);
      run.child.kill("SIGKILL");
      await run.done;
      const rebuilt = await runCli(["report", join(folder, "events.ndjson"), "--format", "json,junit"]);
      expect(rebuilt).toMatchObject({ code: 0 });
      expect(readRunRecord(folder).run.interrupted).toBe(true);
      const journal = join(folder, "journal.ndjson");
      const swept = await runCli(["sweep", "--journal", journal, "--endpoint-url", server.url]);
      expect(swept).toMatchObject({ code: 0 });
      expect(server.clusterNames().sort()).toEqual(["foreign", "plain"]);
      const again = await runCli(["sweep", "--journal", journal, "--endpoint-url", server.url]);
      expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining("0 deregistered") });
    });
  });
});
