import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { sweepCommand } from "#cli/commands/sweep.ts";
import { silenced, systemConsole } from "#cli/console.ts";
import { RUN_DEFAULTS } from "#cli/run/run-flags.ts";
import { withProof } from "#custody/journal/proof.ts";
import { journalKey } from "#cli/files/journal-key.ts";
import type { JournalEntry, JournalPlace } from "#custody/journal/journal-entry.ts";
import { runPrefix } from "#custody/ownership/run-prefix.ts";
import { CALM } from "#tests/helpers/bad-weather/weather.ts";
import { startBadWeather, type BadWeatherServer } from "#tests/helpers/bad-weather/server.ts";
import { withFolder, type CliResult } from "#tests/helpers/cli-process.ts";
import { runCommand } from "#tests/helpers/command.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import { startLoopback, type LoopbackServer } from "#tests/helpers/servers/loopback.ts";
import { ACCOUNT, startSts } from "#tests/helpers/servers/sts-server.ts";

const open: LoopbackServer[] = [];
let right: BadWeatherServer;
let wrong: BadWeatherServer;
beforeEach(async () => {
  right = await startBadWeather(1, CALM, ["ours", "theirs"]);
  wrong = await startBadWeather(2, CALM);
  open.push(right, wrong);
});
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

let sts: LoopbackServer;
beforeAll(async () => void (sts = await startSts()));
afterAll(() => sts.close());

/** What a killed run left: one cluster that it had made, and half a line. */
function journalIn(folder: string, place: Partial<JournalPlace> = {}): string {
  const file = join(folder, "journal.ndjson");
  // The servers here have had their clusters for an hour.
  const at = Date.now() - 3_610_000;
  const where = { endpoint: right.url, region: "us-east-1", kind: "emulator" as const, ...place };
  const entry: JournalEntry = { event: "intend", name: "ours", runId: "r", place: where, case: "c", at };
  writeFileSync(file, `${ownLine(entry)}\n{"event":"crea`);
  return file;
}

/** As a run of this user's writes it. */
function ownLine(entry: JournalEntry): string {
  return withProof(JSON.stringify(entry), journalKey() ?? "");
}

const KEYS = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "not-a-real-secret" };

function named(account: string): string[] {
  return ["--endpoint-url", right.url, "--region", "us-east-1", "--sandbox-account", account];
}

function sweepOf(journal: string, ...flags: readonly string[]): Promise<CliResult> {
  return runCommand(["sweep", "--journal", journal, ...flags], { ...KEYS, AWS_ENDPOINT_URL_STS: sts.url });
}

test("of what is nearby the journal alone says where to go, whatever the environment names, and others' clusters stay", () =>
  withFolder(async (folder) => {
    const env = { AWS_ENDPOINT_URL_EKS: wrong.url, AWS_REGION: "eu-west-1" };
    const swept = await runCommand(["sweep", "--journal", journalIn(folder)], env);
    expect(swept).toMatchObject({ code: 0, stdout: expect.stringContaining("1 deregistered") });
    expect(right.weather.clusterNames()).toEqual(["theirs"]);
    expect(wrong.weather.log).toEqual([]);
  }));

test.each<[string, (journal: string) => Promise<CliResult>]>([
  ["--endpoint-url", (journal) => sweepOf(journal, "--endpoint-url", wrong.url)],
  ["--aws", (journal) => sweepOf(journal, "--aws", "--region", "us-east-1")],
  ["--region", (journal) => sweepOf(journal, "--region", "eu-west-1")],
  ["--sandbox-account", (journal) => sweepOf(journal, "--sandbox-account", "444455556666")],
])("%s that leads elsewhere is refused, and the journal stays as it is", (flag, refused) =>
  withFolder(async (folder) => {
    const journal = journalIn(folder, { account: ACCOUNT });
    const before = readFileSync(journal);
    const { code, stdout, stderr } = await refused(journal);
    expect(stdout).toBe("");
    expect(stderr).toMatch(new RegExp(`^eks-conformance: sweep: ${flag} does not lead to .*: leave it out\n$`));
    expect(code).toBe(2);
    expect(readFileSync(journal)).toEqual(before);
    expect([...right.weather.log, ...wrong.weather.log]).toEqual([]);
  }),
);

test("credentials of another account than the run's are refused, and the journal stays as it is", () =>
  withFolder(async (folder) => {
    const journal = journalIn(folder, { account: "444455556666" });
    const before = readFileSync(journal);
    const { code, stderr } = await sweepOf(journal, ...named("444455556666"));
    expect(stderr).toContain(`the account ${ACCOUNT}, not`);
    expect(code).toBe(2);
    expect(readFileSync(journal)).toEqual(before);
    expect(right.weather.log).toEqual([]);
  }));

test("credentials of the run's account sweep, where the user names it", () =>
  withFolder(async (folder) => {
    const journal = journalIn(folder, { account: ACCOUNT });
    expect(await sweepOf(journal)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("type npx --no eks-conformance sweep"),
    });
    expect(right.weather.log).toEqual([]);
    expect(await sweepOf(journal, ...named(ACCOUNT))).toMatchObject({ code: 0 });
    expect(right.weather.clusterNames()).toEqual(["theirs"]);
  }));

test("right after a run it is waited for what may come late", () =>
  withFolder(async (folder) => {
    const [journal, clock, notes] = [journalIn(folder), new RecordingClock(), [] as string[]];
    const [line = ""] = readFileSync(journal, "utf8").split("\n");
    const { proof, ...entry } = JSON.parse(line) as JournalEntry & { readonly proof: string };
    expect(proof).toHaveLength(43);
    writeFileSync(journal, `${ownLine({ ...entry, at: clock.epoch() - 1_000 })}\n`);
    const console = { ...silenced(systemConsole()), note: (text: string) => void notes.push(text) };
    await sweepCommand({ ...RUN_DEFAULTS, sign: false, journal }, console, clock);
    expect(notes).toContainEqual(expect.stringContaining("waiting 2 s for its last requests"));
    expect(clock.naps).toEqual([2_000]);
  }));

test("a journal that ends within its first line names nothing that is left", () =>
  withFolder(async (folder) => {
    const journal = join(folder, "journal.ndjson");
    for (const torn of ["", '{"eve', '{"event":"intend","name":"ou']) {
      writeFileSync(journal, torn);
      expect(await sweepOf(journal)).toMatchObject({ code: 0, stdout: expect.stringContaining("0 left") });
    }
  }));

test("a journal that a run is writing is refused, and its lock stays", () =>
  withFolder(async (folder) => {
    const [journal, lock] = [journalIn(folder), join(folder, "run.lock")];
    const before = readFileSync(journal);
    writeFileSync(lock, JSON.stringify({ pid: process.ppid, host: hostname() }));
    const { code, stderr } = await sweepOf(journal);
    expect(code).toBe(2);
    expect(stderr).toBe(
      `eks-conformance: --journal ${journal}: in use by a run at work, process ${process.ppid}; sweep once it has ended\n`,
    );
    expect(readFileSync(journal)).toEqual(before);
    expect(existsSync(lock)).toBe(true);
  }));

test("a journal that does not say where its run was needs to be told, and what is unknown there stays in it", () =>
  withFolder(async (folder) => {
    const journal = join(folder, "journal.ndjson");
    for (const name of ["ours", "unknown"]) {
      appendFileSync(
        journal,
        `${ownLine({ event: "intend", name, runId: "r", case: "c", at: Date.now() - 3_610_000 })}\n`,
      );
    }
    const told = await sweepOf(journal);
    expect(told).toMatchObject({ code: 2, stderr: expect.stringContaining("give --endpoint-url or --aws") });
    const swept = await sweepOf(journal, "--endpoint-url", right.url);
    expect(swept).toMatchObject({ code: 5, stdout: expect.stringContaining("1 deregistered, 0 gone already, 1 left") });
    expect(swept.stdout).not.toContain("deregister-cluster");
    expect(right.weather.clusterNames()).toEqual(["theirs"]);
    const again = await sweepOf(journal, "--endpoint-url", wrong.url);
    expect(again).toMatchObject({ code: 5, stdout: expect.stringContaining(`left: "unknown"`) });
  }));

test.each([{ ended: true }, { embedded: true }] as const)(
  "what a run ended itself took its clusters along: %j",
  (mark) =>
    withFolder(async (folder) => {
      const journal = journalIn(folder, mark);
      expect(await sweepOf(journal)).toMatchObject({
        code: 0,
        stdout: expect.stringContaining("1 gone with the target, which the run ended itself"),
      });
      expect(right.weather.log).toEqual([]);
      expect(await sweepOf(journal)).toMatchObject({ code: 0, stdout: "0 deregistered, 0 gone already, 0 left\n" });
    }),
);

test("a journal that is not there is one line", async () => {
  const { code, stderr } = await sweepOf("/nowhere/journal.ndjson");
  expect(stderr).toMatch(/^eks-conformance: --journal .*: no such file or folder\n$/);
  expect(code).toBe(2);
});

test("what an endpoint says of a service's resources is told without the secrets in it", () =>
  withFolder(async (folder) => {
    const token = "session-token-of-a-test";
    const telling = await startLoopback((request, response) => {
      const told = { "content-type": "application/json", "x-amzn-errortype": request.headers["x-amz-security-token"] };
      response.writeHead(403, told).end("{}");
    });
    open.push(telling);
    const journal = join(folder, "journal.ndjson");
    const resource = { spec: "eks", kind: "cluster", ids: [`${runPrefix("r")}c`] };
    const place = { endpoint: telling.url, region: "us-east-1", kind: "emulator" } as const;
    const at = Date.now() - 3_610_000;
    writeFileSync(
      journal,
      `${ownLine({ event: "intend", name: "ours", runId: "r", place, resource, case: "c", at })}\n`,
    );
    for (const flags of [[], ["--json"]]) {
      const args = ["sweep", "--journal", journal, "--endpoint-url", telling.url, ...flags];
      const { code, stdout } = await runCommand(args, { ...KEYS, AWS_SESSION_TOKEN: token });
      expect(stdout).toMatch(/403 \[redacted 23 chars/);
      expect(stdout).not.toContain(token);
      expect(code).toBe(5);
    }
  }));

test("of much that is left twenty are told, and the others counted", () =>
  withFolder(async (folder) => {
    const refusing = await startLoopback((_request, response) => void response.writeHead(500).end());
    open.push(refusing);
    const file = join(folder, "journal.ndjson");
    const where = { endpoint: refusing.url, region: "us-east-1", kind: "emulator" as const };
    const entries = Array.from({ length: 23 }, (_, at): JournalEntry => {
      return { event: "intend", name: `ours-${at}`, runId: "r", place: where, case: "c", at: Date.now() - 3_610_000 };
    });
    writeFileSync(file, entries.map((entry) => `${ownLine(entry)}\n`).join(""));
    const { code, stdout } = await sweepOf(file);
    expect(code).toBe(5);
    expect(stdout.match(/^left: /gm)).toHaveLength(20);
    expect(stdout).toContain("\nand 3 more; --json has them all\n");
  }));

test("--json prints what was swept for machines, and nothing else", () =>
  withFolder(async (folder) => {
    const { code, stdout } = await sweepOf(journalIn(folder), "--json");
    const swept = [{ endpoint: right.url, removed: ["ours"], left: [], untouched: 1 }];
    expect(JSON.parse(stdout)).toMatchObject({ swept, gone: [], notLookedFor: [] });
    expect(code).toBe(0);
  }));
