import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { RunRecord } from "#suites/record/record.ts";
import { withFolder, type CliResult } from "#tests/helpers/cli-process.ts";
import { runCommand } from "#tests/helpers/command.ts";
import { actsOnReaders, HOSTILE_STRINGS } from "#tests/helpers/hostile-strings.ts";
import { startLoopback, type LoopbackServer } from "#tests/helpers/servers/loopback.ts";
import { aCase, anOutcome, aRecord, aRequirement } from "#tests/reports/producers.ts";

const ALL = HOSTILE_STRINGS.join(" and ");

/** A record every text of which a stranger wrote. */
function hostileRecord(endpoint: string): RunRecord {
  const requirements = HOSTILE_STRINGS.map((text, index) =>
    aRequirement({
      id: `register.${index}`,
      verdict: "fail",
      title: text,
      reason: text,
      cases: [
        aCase({
          id: `register.${index}/wire-${index}`,
          verdict: "fail",
          summary: text,
          judgement: { requirement: `register.${index}`, verdict: "fail", expected: text, received: text },
        }),
      ],
    }),
  );
  return {
    ...aRecord({ requirements, outcome: anOutcome("non-conformant", 1, ALL, ALL) }),
    target: { ...aRecord().target, endpoint },
    clusters: {
      registered: 40,
      deregistered: 0,
      left: HOSTILE_STRINGS.map((text) => ({ name: text, reason: text, command: `aws eks ${text}` })),
    },
  };
}

function expectHarmless({ stdout, stderr }: CliResult): void {
  expect(actsOnReaders(stdout)).toBeUndefined();
  expect(actsOnReaders(stderr)).toBeUndefined();
}

let server: LoopbackServer;

/** Answers everything with all hostile strings, in its reason phrase's place a body that names them. */
beforeAll(async () => {
  let count = 0;
  server = await startLoopback((request, response) => {
    request.resume();
    const text = HOSTILE_STRINGS[count++ % HOSTILE_STRINGS.length] ?? "";
    response.writeHead(request.method === "GET" ? 200 : 500, { "content-type": "application/json" });
    response.end(JSON.stringify({ __type: text, message: text, clusters: [text], cluster: { name: text } }));
  });
});

afterAll(() => server.close());

const few = ["--select", "register.route", "--cases", "0", "--no-sign", "--seed", "1", "--time-limit", "1"];

test("run", () =>
  withFolder(async (folder) => {
    expectHarmless(await runCommand(["run", "--endpoint-url", server.url, "--out", folder, ...few]));
  }));

test("judge and observe", () =>
  withFolder(async (folder) => {
    const record = join(folder, "run.json");
    writeFileSync(record, JSON.stringify(hostileRecord(server.url)));
    expectHarmless(await runCommand(["judge", record, "--out", join(folder, "judged")]));
    expectHarmless(await runCommand(["observe", record, "--source", ALL.replaceAll("\0", "")]));
    expectHarmless(await runCommand(["observe", record, "--json"]));
  }));

test("report, diff and replay", () =>
  withFolder(async (folder) => {
    const [record, other] = [join(folder, "run.json"), join(folder, "other.json")];
    writeFileSync(record, JSON.stringify(hostileRecord(server.url)));
    writeFileSync(other, JSON.stringify(aRecord({ requirements: [] })));
    expectHarmless(await runCommand(["report", record, "--out", join(folder, "again")]));
    const diff = await runCommand(["diff", other, record]);
    expect(diff.stdout).toContain("register.0");
    expectHarmless(diff);
    expectHarmless(await runCommand(["diff", "--markdown", other, record]));
    const replay = ["replay", record, "--case", "register.0/wire-0", "--no-sign", "--time-limit", "20"];
    expectHarmless(await runCommand(replay));
  }));

test("sweep", () =>
  withFolder(async (folder) => {
    const journal = join(folder, "journal.ndjson");
    const runId = randomUUID();
    const entries = HOSTILE_STRINGS.map((name) => ({ event: "intend", name, runId, case: name, at: Date.now() }));
    writeFileSync(journal, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
    const flags = ["--foreign", "--endpoint-url", server.url, "--no-sign", "--time-limit", "4"];
    expectHarmless(await runCommand(["sweep", "--journal", journal, ...flags]));
  }));

test("errors about a file of such a name, and the guard about such an address", async () => {
  const text = HOSTILE_STRINGS.filter((each) => !each.includes("\0")).join(" ");
  expectHarmless(await runCommand(["report", text]));
  expectHarmless(await runCommand(["run", "--endpoint-url", `https://eks.us-east-1.amazonaws.com/${text}`]));
});

test("the parser of flags, list and plan", async () => {
  const text = HOSTILE_STRINGS.filter((each) => !each.includes("\0")).join(" ");
  for (const args of [
    [text],
    ["run", `--${text}`],
    ["list", "--spec", text],
    ["list", "--select", text],
    ["plan", "--select", text],
  ])
    expectHarmless(await runCommand(args));
});

test("list of a contract whose texts a stranger wrote", () =>
  withFolder(async (folder) => {
    const spec = join(folder, "spec.yaml");
    writeFileSync(spec, `openapi: 3.1.0\ninfo: {title: ${JSON.stringify(ALL)}, version: "1"}\npaths: {}\n`);
    expectHarmless(await runCommand(["list", "--spec", spec]));
    expectHarmless(await runCommand(["list", "--json"]));
  }));
