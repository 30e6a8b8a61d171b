import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import { CALM } from "#tests/helpers/bad-weather/weather.ts";
import { startBadWeather, type BadWeatherServer } from "#tests/helpers/bad-weather/server.ts";
import { beforeItEnds } from "#tests/helpers/milestones.ts";
import { readRunRecord, runCli, startCli, withFolder } from "#tests/helpers/cli-process.ts";

const open: BadWeatherServer[] = [];

afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

async function calmServer(): Promise<BadWeatherServer> {
  const server = await startBadWeather(1, CALM, ["foreign", "plain"]);
  open.push(server);
  return server;
}

describe("an interrupted run", () => {
  test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "%s: cleans up, writes its reports, exits 130",
    async (signal) => {
      const server = await calmServer();
      await withFolder(async (folder) => {
        const run = startCli(["run", "--endpoint-url", server.url, "--out", folder, "--seed", "5"]);
        await beforeItEnds(run, server.answered(60));
        run.child.kill(signal);
        const { code } = await run.done;
        expect(code).toBe(130);
        expect(server.weather.clusterNames().sort()).toEqual(["foreign", "plain"]);
        const record = readRunRecord(folder);
        expect(record.run.interrupted).toBe(true);
        expect(record.outcome.sentence).toContain("interrupted");
        expect(existsSync(join(folder, "index.html"))).toBe(true);
        expect(existsSync(join(folder, "junit.xml"))).toBe(true);
      });
    },
  );

  test("killed: the events rebuild the report, and sweep finishes what the journal says", async () => {
    const server = await calmServer();
    await withFolder(async (folder) => {
      const run = startCli(["run", "--endpoint-url", server.url, "--out", folder, "--seed", "6"]);
      await beforeItEnds(run, server.answered(120));
      run.child.kill("SIGKILL");
      await run.done;
      const rebuilt = await runCli([
        "report",
        join(folder, "events.ndjson"),
        "--format",
        "json,junit",
        "--out",
        folder,
      ]);
      expect(rebuilt).toMatchObject({ code: 0 });
      expect(readRunRecord(folder).run.interrupted).toBe(true);
      const journal = join(folder, "journal.ndjson");
      const swept = await runCli(["sweep", "--journal", journal]);
      expect(swept).toMatchObject({ code: 0 });
      expect(server.weather.clusterNames().sort()).toEqual(["foreign", "plain"]);
      const again = await runCli(["sweep", "--journal", journal]);
      expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining("0 deregistered") });
    });
  });
});
