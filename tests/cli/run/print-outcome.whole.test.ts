import { parse } from "shell-quote";
import { journalKey } from "#cli/files/journal-key.ts";
import { withProof } from "#custody/journal/proof.ts";
import { clusterServer } from "#tests/custody/cluster-server.ts";
import { readFileSync, writeFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { startReferenceServer } from "#reference/server/server.ts";
import { readRunRecord, withFolder } from "#tests/helpers/cli-process.ts";
import { runCommand } from "#tests/helpers/command.ts";
import { closeOpened, startLoopback } from "#tests/helpers/servers/loopback.ts";
import { END_ROWS } from "#reports/console/console-settings.ts";
import { rowsOf } from "#reports/console/rows-of.ts";

const FEW = ["--cases", "0", "--seed", "3", "--select", "register.name.max-length"];

let server: Awaited<ReturnType<typeof startReferenceServer>>;
beforeAll(async () => {
  server = await startReferenceServer();
});
afterAll(() => server.close());
afterEach(closeOpened);

test("--json prints the record of run.json and nothing else; progress goes to standard error", async () => {
  await withFolder(async (out) => {
    const run = ["run", "--json", "--endpoint-url", server.url, "--out", out];
    const { code, stdout, stderr } = await runCommand([...run, ...FEW]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(readFileSync(join(out, "run.json"), "utf8")));
    expect(stderr).toContain(`Testing ${server.url}`);
  });
});

test("the last line says where the report is, or the first file where no page was asked for", async () => {
  await withFolder(async (out) => {
    const run = ["run", "--endpoint-url", server.url, "--out", out, ...FEW];
    const last = async (...more: string[]) => (await runCommand([...run, ...more])).stdout.trimEnd().split("\n").at(-1);
    expect(await last()).toBe(`Report: ${join(out, "index.html")}`);
    expect(await last("--format", "json,html")).toBe(`Report: ${join(out, "index.html")}`);
    expect(await last("--format", "json")).toBe(`Report: ${join(out, "run.json")}`);
  });
});

test("the end of a run is on one screen: the verdict, its cause in full, the known failures, the report", async () => {
  const listener: RequestListener = (request, response) => {
    request.resume();
    request.on("end", () => response.writeHead(500, { "content-type": "application/json" }).end("{}"));
  };
  const failing = await startLoopback(listener);
  await withFolder(async (out) => {
    const run = ["run", "--endpoint-url", failing.url, "--out", out, "--cases", "0", "--seed", "3"];
    const told = async (...more: string[]) => (await runCommand([...run, ...more])).stdout.trimEnd().split("\n");
    const lines = await told();
    expect(rowsOf(lines, 80)).toBeLessThanOrEqual(END_ROWS);
    expect(lines[0]).toMatch(/^✗ Not conformant: /);
    expect(lines).toContainEqual(expect.stringMatching(/^1\. Every request gets the same answer, 500/));
    expect(lines.at(-1)).toBe(`Report: ${join(out, "index.html")}`);
    expect(lines.at(-3)).toMatch(/^To expect these failures: cp .*known-failures\.yaml/);
    const verbose = await told("--verbose");
    expect(verbose).toContain("Not tested");
    expect(verbose.indexOf("Not tested")).toBeLessThan(
      verbose.findIndex((line) => line.startsWith("✗ Not conformant")),
    );
    expect(verbose.at(-1)).toBe(lines.at(-1));
  });
  failing.close();
});

test("--verbose and --quiet are not both given", async () => {
  const { code, stderr } = await runCommand(["run", "--quiet", "--verbose", "--endpoint-url", server.url]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/--verbose.*--quiet|--quiet.*--verbose/);
});

test("--quiet says nothing about a run that went as expected", async () => {
  await withFolder(async (out) => {
    const quiet = ["run", "--quiet", "--endpoint-url", server.url, "--out", out];
    const { code, stdout, stderr } = await runCommand([...quiet, ...FEW]);
    expect(stdout).toBe("");
    expect(stderr).toBe("");
    expect(code).toBe(0);
  });
});

test("--quiet warns of what a run is signed with only where it ended in trouble", async () => {
  await withFolder(async (out) => {
    const quiet = ["run", "--quiet", "--out", out, ...FEW, "--endpoint-url"];
    const gone = { AWS_PROFILE: "nobody-of-that-name" };
    expect(await runCommand([...quiet, server.url], gone)).toEqual({ code: 0, stdout: "", stderr: "" });
    const closed = await runCommand([...quiet, "http://127.0.0.1:9"], gone);
    expect(closed).toMatchObject({ code: 3, stderr: expect.stringMatching(/^Warning: .*dummy credentials/) });
  });
});

test("--quiet says in a line what is wrong, and a usage error all the same", async () => {
  await withFolder(async (out) => {
    const closed = ["--endpoint-url", "http://127.0.0.1:9"];
    const unreachable = await runCommand(["run", "--quiet", "--out", out, ...closed, ...FEW]);
    expect(unreachable).toMatchObject({ code: 3, stderr: "" });
    expect(unreachable.stdout).toMatch(/^Inconclusive: .*\n\? \d+ inconclusive: .*ECONNREFUSED.*\n$/);
    const wrong = await runCommand(["run", "--quiet", "--out", out, "--spec", join(out, "none.yaml")]);
    expect(wrong).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("no such file") });
  });
});

test("where nothing answers the run says so, and how a target is waited for or started", async () => {
  await withFolder(async (out) => {
    const closed = ["run", "--endpoint-url", "http://127.0.0.1:9", "--out", out];
    const { code, stdout, stderr } = await runCommand([...closed, ...FEW]);
    expect(code).toBe(3);
    expect(stdout).toMatch(/^\? Inconclusive: /);
    expect(stderr).toMatch(/^Nothing answers at http:\/\/127\.0\.0\.1:9: [^]*--wait-for-target[^]*--command/m);
    const answered = await runCommand(["run", "--endpoint-url", server.url, "--out", out, ...FEW]);
    expect(answered.stderr).not.toContain("Nothing answers");
  });
});

test("plain HTTP where https was named is told as that, and not as nobody there", async () => {
  await withFolder(async (out) => {
    const secure = server.url.replace("http:", "https:");
    const { code, stdout, stderr } = await runCommand(["run", "--endpoint-url", secure, "--out", out, ...FEW]);
    expect(code).toBe(3);
    expect(stdout.replaceAll(/\s+/g, " ")).toContain("plain HTTP: try http:// in place of https://");
    expect(stderr).not.toMatch(/Nothing answers|nevertheless/);
  });
});

test("where requests are taken and none is answered the run says what may be there, and what removes it as it is typed", async () => {
  await withFolder(async (given) => {
    const out = join(given, "it's here");
    const silent = await clusterServer({});
    silent.override = () => true;
    const { code, stderr } = await runCommand([
      "run",
      "--endpoint-url",
      silent.origin,
      "--timeout-ms",
      "200",
      "--out",
      out,
      ...FEW,
    ]);
    expect(code).toBe(3);
    expect(stderr).toMatch(/^No request to \S+ was answered, and it may nevertheless have\nregistered a cluster$/m);
    expect(stderr).not.toContain("start it first");
    const [, line = ""] = /look and remove with:\n {2}npx --no eks-conformance (.*)$/m.exec(stderr) ?? [];
    const words = parse(line).map(String);
    expect(words.slice(3)).toEqual(["--endpoint-url", silent.origin, "--region", "us-east-1"]);
    silent.override = undefined;
    expect(await runCommand(words)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("1 gone already, 0 left"),
    });
  });
});

test("what is left of another user or another place in the same journal is told at the start, and no command for it", async () => {
  await withFolder(async (out) => {
    const at = { runId: "killed", case: "c", at: 1 };
    const place = { endpoint: "http://127.0.0.1:8", region: "us-east-1", kind: "emulator" } as const;
    const here = { ...place, endpoint: "http://127.0.0.1:9" };
    const key = journalKey() ?? "";
    const lines = [
      JSON.stringify({ event: "intend", name: "theirs", place: here, ...at }),
      withProof(JSON.stringify({ event: "intend", name: "elsewhere", place, ...at }), key),
      withProof(JSON.stringify({ event: "intend", name: "of before", place: here, ...at }), key),
    ];
    const journal = join(out, "journal.ndjson");
    writeFileSync(journal, lines.map((line) => `${line}\n`).join(""));
    const { code, stdout, stderr } = await runCommand(["run", "--endpoint-url", here.endpoint, "--out", out, ...FEW]);
    expect(stderr).toMatch(
      /^\S+journal\.ndjson has names of other runs, possibly still registered; this run leaves them alone: 1 that nothing proves you to have written down, 1 at http:\/\/127\.0\.0\.1:8 \(us-east-1\)$/m,
    );
    expect(stderr).toContain("Nothing answers at http://127.0.0.1:9");
    expect(stderr + stdout).not.toMatch(/nevertheless|eks-conformance sweep|deregister-cluster/);
    expect(code).toBe(3);
    for (const line of lines) expect(readFileSync(journal, "utf8")).toContain(line);
  });
});

test("a replay of a case that there is not names the closest of the record", async () => {
  await withFolder(async (out) => {
    await runCommand(["run", "--quiet", "--endpoint-url", server.url, "--out", out, ...FEW]);
    const [kept] = readRunRecord(out).requirements.flatMap(({ cases }) => cases);
    const wrong = await runCommand(["replay", join(out, "run.json"), "--case", `${kept?.id ?? ""}x`]);
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringMatching(`; the closest (is|are) ${kept?.id}`) });
  });
});

test("a replay without a case says which flag is missing", async () => {
  expect(await runCommand(["replay", "run.json"])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("replay run.json: give --case ID"),
  });
});

test("a replay says nothing of what is not of its case", async () => {
  await withFolder(async (out) => {
    await runCommand(["run", "--quiet", "--endpoint-url", server.url, "--out", out, ...FEW]);
    const [kept] = readRunRecord(out).requirements.flatMap(({ cases }) => cases);
    const { stdout } = await runCommand(["replay", join(out, "run.json"), "--case", kept?.id ?? ""]);
    expect(stdout).not.toMatch(/--select|Not tested/);
    const reasons = readRunRecord(join(out, "replay")).requirements.flatMap(({ reason }) => reason ?? []);
    expect(reasons).toContain("not of the case that is replayed");
    expect(reasons.join()).not.toContain("--select");
  });
});

test("a replay takes both as well", async () => {
  await withFolder(async (out) => {
    await runCommand(["run", "--quiet", "--endpoint-url", server.url, "--out", out, ...FEW]);
    const [kept] = readRunRecord(out).requirements.flatMap(({ cases }) => cases);
    const again = ["replay", join(out, "run.json"), "--case", kept?.id ?? ""];
    const json = await runCommand([...again, "--json"]);
    expect(JSON.parse(json.stdout)).toMatchObject({ outcome: { exitCode: json.code } });
    expect(await runCommand([...again, "--quiet"])).toMatchObject({ code: 0, stdout: "", stderr: "" });
  });
});
