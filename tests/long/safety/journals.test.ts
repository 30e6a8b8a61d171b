import { appendFileSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { outstanding } from "#custody/journal/outstanding.ts";
import { readJournal } from "#custody/journal/journal.ts";
import { CALM, seededRandom } from "#tests/helpers/bad-weather/weather.ts";
import { startBadWeather, type BadWeatherServer } from "#tests/helpers/bad-weather/server.ts";
import { runCli, startCli, withFolder, type CliResult } from "#tests/helpers/cli-process.ts";
import type { LoopbackServer } from "#tests/helpers/servers/loopback.ts";
import { beforeItEnds } from "#tests/helpers/milestones.ts";
import { sizes } from "#tests/helpers/soak.ts";
import { ACCOUNT, startSts } from "#tests/helpers/servers/sts-server.ts";
import { runWithin } from "#tests/helpers/within-blocks.ts";

const FOREIGN = ["a", "Z", "prod"];
const KEYS = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "not-a-real-secret" };
const FAST = ["--rps", "1000", "--max-registrations", "100000", "--feature", "auth=absent", "--seed", "7"];

let sts: LoopbackServer;
let otherSts: LoopbackServer;
beforeAll(async () => {
  sts = await startSts();
  otherSts = await startSts({ account: "444455556666" });
});
afterAll(() => {
  sts.close();
  otherSts.close();
});

function args(server: BadWeatherServer, folder: string): string[] {
  const place = ["--endpoint-url", server.url, "--region", "us-east-1", "--kind", "aws", "--sandbox-account", ACCOUNT];
  return ["run", ...place, ...FAST, "--out", folder];
}

function env(): NodeJS.ProcessEnv {
  return { ...KEYS, AWS_ENDPOINT_URL_STS: sts.url };
}

function sweepOf(folder: string, ...flags: readonly string[]): Promise<CliResult> {
  return runCli(["sweep", "--journal", join(folder, "journal.ndjson"), ...flags], env());
}

/** What the user has to say of a run that was guarded. */
function at({ url }: BadWeatherServer): string[] {
  return ["--endpoint-url", url, "--region", "us-east-1", "--sandbox-account", ACCOUNT];
}

async function onServers(seed: number, use: (server: BadWeatherServer, other: BadWeatherServer) => Promise<void>) {
  const weather = { ...CALM, latencyMs: 4 };
  const [server, other] = [await startBadWeather(seed, weather, FOREIGN), await startBadWeather(seed, weather)];
  try {
    await use(server, other);
  } finally {
    server.close();
    other.close();
  }
}

function left({ weather }: BadWeatherServer): string[] {
  return weather.clusterNames().filter((name) => !weather.foreign.has(name));
}

function expectForeignOnes({ weather }: BadWeatherServer): void {
  expect(weather.clusterNames()).toEqual(expect.arrayContaining([...weather.foreign]));
}

/** Killed after so many requests, from the first ones on. */
async function killedRun(server: BadWeatherServer, folder: string, seed: number): Promise<void> {
  const run = startCli(args(server, folder), env());
  await beforeItEnds(run, server.answered(10 + Math.floor(seededRandom(seed)() * 200)));
  run.child.kill("SIGKILL");
  await run.done;
}

/** What a crash may leave of a line; the request that it names never left. */
const TORN = ["", '{"event":"intend","na', '{"event":"absent","name":"prod","at":1,"proved":true'];

// The tests run side by side, and most of their time they wait.
const SEEDS = Array.from({ length: sizes(1, 40) }, (_, index) => index);

test.concurrent.each(SEEDS)(
  "at another endpoint, Region or account a sweep is refused and writes nothing (%i)",
  (seed) =>
    onServers(seed, (server, other) =>
      withFolder(async (folder) => {
        await killedRun(server, folder, seed);
        const journal = join(folder, "journal.ndjson");
        appendFileSync(journal, TORN[seed % TORN.length] ?? "");
        const [before, asked] = [readFileSync(journal), server.weather.log.length];
        for (const flags of [
          [],
          at(other),
          ["--endpoint-url", server.url, "--sandbox-account", ACCOUNT],
          [...at(server), "--region", "eu-west-1"],
          [...at(server), "--sandbox-account", "444455556666"],
          ["--aws", "--region", "us-east-1", "--sandbox-account", ACCOUNT],
        ]) {
          expect(await sweepOf(folder, ...flags)).toMatchObject({ code: 2, stdout: "" });
        }
        const foreign = { ...env(), AWS_ENDPOINT_URL_STS: otherSts.url };
        expect(await runCli(["sweep", "--journal", journal, ...at(server)], foreign)).toMatchObject({
          code: 2,
          stdout: "",
        });
        expect(readFileSync(journal)).toEqual(before);
        expect(server.weather.log.length).toEqual(asked);
        expect(other.weather.log.length).toBe(0);
        await sweepOf(folder, ...at(server));
        expect(left(server)).toEqual([]);
        expectForeignOnes(server);
      }),
    ),
);

test.concurrent.each(SEEDS)(
  "a journal cut off anywhere is swept as far as it goes, and nothing else is touched (%i)",
  (seed) =>
    onServers(seed, (server) =>
      withFolder(async (folder) => {
        await killedRun(server, folder, seed);
        const journal = join(folder, "journal.ndjson");
        truncateSync(journal, Math.floor(seededRandom(seed + 1000)() * readFileSync(journal).length));
        const named = outstanding(readJournal(journal)).map(({ name }) => name);
        const swept = await sweepOf(folder, ...at(server));
        expect([0, 5]).toContain(swept.code);
        expect(left(server).filter((name) => named.includes(name))).toEqual([]);
        expect(outstanding(readJournal(journal)).filter(({ name }) => !server.weather.foreign.has(name))).toEqual([]);
        expectForeignOnes(server);
      }),
    ),
);

describe("two at once", () => {
  test.concurrent.each(SEEDS)("a run is alone in its folder, and so is a sweep (%i)", (seed) =>
    onServers(seed, (server) =>
      withFolder(async (folder) => {
        const run = startCli(args(server, folder), env());
        await beforeItEnds(run, server.answered(10 + seed));
        expect(await runCli(args(server, folder), env())).toMatchObject({ code: 2 });
        const swept = await sweepOf(folder, ...at(server));
        expect(swept).toMatchObject({ code: 2, stderr: expect.stringContaining("in use by a run at work") });
        expect(await run.done).toMatchObject({ code: 0 });
        expect(left(server)).toEqual([]);
        expectForeignOnes(server);
      }),
    ),
  );

  test.concurrent.each(SEEDS)("a sweep beside a run of the same seed takes nothing of it (%i)", (seed) =>
    onServers(seed, (server) =>
      withFolder(async (folder) => {
        await killedRun(server, join(folder, "killed"), seed);
        const seen = server.weather.log.length;
        const run = startCli(args(server, join(folder, "alive")), env());
        await beforeItEnds(run, server.answered(seen + 60));
        expect([0, 5]).toContain((await sweepOf(join(folder, "killed"), ...at(server))).code);
        expect(await run.done).toMatchObject({ code: 0 });
        await sweepOf(join(folder, "killed"), ...at(server));
        expect(left(server)).toEqual([]);
        expectForeignOnes(server);
      }),
    ),
  );
});

/** Blocks that a file may have, as a full disk has it, and a journal that has more already. */
const BLOCKS = 8;
const NOTES = `${"x".repeat(BLOCKS * 1024)}\n`;

test("a full disk: nothing is registered, and one line says so", () =>
  onServers(1, (server) =>
    withFolder(async (folder) => {
      writeFileSync(join(folder, "journal.ndjson"), NOTES);
      const [, ...flags] = args(server, folder);
      const { code, stderr } = await runWithin(BLOCKS, flags, env());
      expect(stderr).toMatch(/The journal .* cannot be used/);
      expect(code).toBe(2);
      expect(server.weather.log.filter(({ line }) => line.startsWith("POST"))).toEqual([]);
    }),
  ));
