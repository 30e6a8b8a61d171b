import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import type { JsonObject } from "#spec/json/json.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { runCli } from "#tests/helpers/cli-process.ts";
import { runCommand } from "#tests/helpers/command.ts";
import { anEntry, answering, asking, LISTING, ORIGIN } from "#tests/suites/recordings/made-har.ts";

const SECRET = "s3cr3t-Value-of-a-Caller";
const TYPE = { name: "Content-Type", value: "application/json" };

function listing(value: unknown): JsonObject {
  const text = JSON.stringify(value);
  return answering({ content: { mimeType: "application/json", size: text.length, text } });
}

interface Judged {
  readonly file: string;
  readonly out: string;
  readonly args: string[];
  record(): RunRecord;
}

/** A HAR of these entries in a folder of its own. */
function recorded(entries: readonly unknown[], ...flags: readonly string[]): Judged {
  const folder = mkdtempSync(join(tmpdir(), "judge-"));
  const [file, out] = [join(folder, "a.har"), join(folder, "out")];
  writeFileSync(file, JSON.stringify({ log: { version: "1.2", entries } }));
  const record = () => JSON.parse(readFileSync(join(out, "run.json"), "utf8")) as RunRecord;
  return { file, out, args: ["judge", file, "--out", out, ...flags], record };
}

test("a recording in which nothing is wrong ends as 0, with a record and reports, from the package as it is built", async () => {
  const { args, record, out } = recorded([anEntry({})]);
  const { code, stdout } = await runCli(args);
  expect(code).toBe(0);
  expect(stdout).toMatch(/Conformant: .*your\s+clients'\s+requests/s);
  expect(stdout).toContain(`Report: ${join(out, "index.html")}`);
  expect(record()).toMatchObject({
    target: { endpoint: ORIGIN, kind: "emulator" },
    run: { options: { recording: "a.har", leftOut: [] } },
  });
  expect(readFileSync(join(out, "index.html"), "utf8")).toContain("a.har");
});

test("a fault ends as 1, and is told with the number of its entry; what is left out is named", async () => {
  const { args } = recorded([anEntry({}), answering({ status: 0 }), listing({ clusters: ["a", 5] }), 7, 8, "x"]);
  const { code, stdout, stderr } = await runCommand(args);
  expect(code).toBe(1);
  expect(stderr).toContain("✗ list.response.clusters at entry 3: GET /clusters: expected");
  expect(stderr).toMatch(/^Not judged: entry 2: no answer came$/m);
  expect(stderr).toMatch(/^Not judged: entries 4 to 6: its request has no method$/m);
  expect(stdout).not.toContain("eks-conformance replay");
});

test("known failures, a selection and quiet are as in a run", async () => {
  const wrong = [listing({ clusters: ["a", 5] })];
  expect((await runCommand(recorded(wrong, "--skip", "list.response.*").args)).code).toBe(0);
  const known = recorded(wrong, "--quiet");
  const expectations = join(known.file, "..", "known.yaml");
  writeFileSync(expectations, "- pattern: list.response.clusters\n  reason: known\n");
  expect(await runCommand([...known.args, "--expectations", expectations])).toEqual({
    code: 0,
    stdout: "",
    stderr: "",
  });
  const { stdout } = await runCommand(recorded(wrong, "--json").args);
  expect(JSON.parse(stdout)).toMatchObject({ outcome: { exitCode: 1 } });
});

test("all of EKS at AWS itself is judged, since nothing is sent", async () => {
  const url = "https://eks.eu-west-1.amazonaws.com/clusters";
  const { args, record } = recorded([asking({ url })], "--spec", "eks");
  expect((await runCommand(args)).code).toBe(0);
  expect(record().target).toMatchObject({ kind: "aws", region: "eu-west-1" });
});

test("what callers sent in confidence is in no file", async () => {
  const headers = [
    TYPE,
    { name: "Authorization", value: `Bearer ${SECRET}` },
    { name: "Cookie", value: `a=${SECRET}` },
  ];
  const text = JSON.stringify({ clusters: [SECRET, 5] });
  const content = { mimeType: "application/json", size: text.length, text };
  const entry = anEntry(
    {},
    { request: { headers }, response: { headers: [TYPE, { name: "Set-Cookie", value: `b=${SECRET}` }], content } },
  );
  const { args, out } = recorded([entry], "--format", "json,har,html");
  expect((await runCommand(args)).code).toBe(1);
  for (const name of ["run.json", "events.ndjson", "run.har", "index.html"]) {
    expect(readFileSync(join(out, name), "utf8")).not.toContain(SECRET);
  }
});

test("a record of it, or of a proxy, is not sent again", async () => {
  const { args, out, record } = recorded([listing({ clusters: ["a", 5] })]);
  await runCommand(args);
  const id = record().requirements.find(({ verdict }) => verdict === "fail")?.cases[0]?.id ?? "";
  const { code, stderr } = await runCommand(["replay", join(out, "run.json"), "--case", id]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/its requests are not those of a run but of others, and are not sent again$/m);
});

test("a record that it leaves is judged alike", async () => {
  const first = recorded([anEntry({}), listing({ clusters: ["a", 5] })]);
  await runCommand(first.args);
  const out = join(first.out, "again");
  const { code, stderr } = await runCommand(["judge", first.out, "--out", out]);
  expect(code).toBe(1);
  expect(stderr).toContain("✗ list.response.clusters at entry 2: GET /clusters");
});

describe("what cannot be judged", () => {
  test("is nothing: 3", async () => {
    const { code, stderr } = await runCommand(recorded([asking({ url: `${ORIGIN}/favicon.ico` })]).args);
    expect(code).toBe(3);
    expect(stderr).toMatch(/nothing to judge: it has no whole exchange with the service; if .*--endpoint-url$/m);
  });

  test("is at one of several endpoints: 2, unless one is given", async () => {
    const { args } = recorded([anEntry({}), asking({ url: "http://b.test/clusters" })]);
    const { code, stderr } = await runCommand(args);
    expect(code).toBe(2);
    expect(stderr).toContain(`give one as --endpoint-url: ${ORIGIN} (1 request), http://b.test (1 request)`);
    expect((await runCommand([...args, "--endpoint-url", "http://b.test/"])).code).toBe(0);
  });

  test.each([
    ["not JSON", "{", []],
    ["an endpoint that is none", JSON.stringify({ log: { entries: [LISTING] } }), ["--endpoint-url", "file:///secret"]],
    ["a selection of nothing", JSON.stringify({ log: { entries: [LISTING] } }), ["--select", "no.such"]],
  ])("is %s: 2, in a line", async (_what, text, flags) => {
    const { file, args } = recorded([]);
    writeFileSync(file, text);
    const { code, stdout, stderr } = await runCommand([...args, ...flags]);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  test("is in the folder that the reports would go to: 2", async () => {
    const { file, args } = recorded([anEntry({})]);
    const { code, stderr } = await runCommand([...args.slice(0, 2), "--out", join(file, "..")]);
    expect(code).toBe(2);
    expect(stderr).toContain("contains the recording being judged, which would be overwritten");
  });
});
