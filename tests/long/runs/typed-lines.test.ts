import { spawn } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import {
  cleanEnv,
  MAIN,
  readRunRecord,
  runCli,
  startCli,
  withFolder,
  type CliProcess,
  type CliResult,
} from "#tests/helpers/cli-process.ts";

/** Nothing that it is asked to deregister goes away. */
const KEEPS = "--fault deregister-keeps-the-cluster";
const ONE = ["--cases", "0", "--seed", "1", "--no-sign", "--select", "describe.after-deregister"];
/** As the built command is called from elsewhere. */
const OURS = `node ${MAIN} `;
const KEY = { EKS_CONFORMANCE_KEY: "k".repeat(40) };

/** The lines that are made for copying, as they stand. */
function linesOf({ stdout, stderr }: CliResult): string[] {
  return `${stdout}\n${stderr}`
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line.startsWith(OURS) || /^(?:curl|printf|aws|hurl|HURL_\w+)\b/.test(line));
}

/** What a shell makes of a line, in a folder. */
function typed(line: string, cwd: string): Promise<CliResult> {
  const child = spawn("sh", ["-c", line], { cwd, env: cleanEnv(KEY), stdio: ["ignore", "pipe", "pipe"] });
  const [out, err]: Buffer[][] = [[], []];
  child.stdout.on("data", (chunk: Buffer) => out?.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => err?.push(chunk));
  return new Promise((resolve) =>
    child.once("close", (code) =>
      resolve({ code, stdout: Buffer.concat(out ?? []).toString(), stderr: Buffer.concat(err ?? []).toString() }),
    ),
  );
}

/** Where a reference server says that it listens. */
function endpointOf({ child }: CliProcess): Promise<string> {
  return new Promise((resolve) => {
    const look = (chunk: Buffer): void => {
      const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(chunk.toString()) ?? [];
      if (url !== undefined) resolve(url);
    };
    child.stdout?.on("data", look);
    child.stderr?.on("data", look);
  });
}

function wordOf(line: string): string {
  return line.slice(OURS.length).split(" ", 1)[0] ?? "";
}

test("of a target that the run started every line does as typed what it says", () =>
  withFolder(async (folder) => {
    const command = `node ${MAIN} serve --port {port} ${KEEPS}`;
    const out = join(folder, "out");
    const run = await runCli(["run", "--command", command, "--out", out, ...ONE], KEY);
    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(/\d+ clusters\s+ended\s+with\s+the\s+target\s+that\s+this\s+run\s+started/);
    expect(readRunRecord(out).clusters.left.length).toBeGreaterThan(0);
    const lines = linesOf(run);
    expect(lines.map(wordOf)).toEqual(["replay", "run"]);
    for (const line of lines) {
      const again = await typed(line, folder);
      expect({ line, ...again }).toMatchObject({
        line,
        code: 1,
        stdout: expect.stringContaining("✗ describe.after-deregister"),
        stderr: expect.stringContaining("in process group"),
      });
      expect(linesOf(again).map(wordOf)).toContain("replay");
    }
    const swept = await runCli(["sweep", "--journal", join(out, "journal.ndjson")], KEY);
    expect(swept).toMatchObject({ code: 0, stdout: expect.stringContaining("gone with the target") });
  }));

test("what a record says started its target is never run", () =>
  withFolder(async (folder) => {
    const out = join(folder, "out");
    const started = `node ${MAIN} serve --port {port} ${KEEPS}`;
    await runCli(["run", "--command", started, "--out", out, ...ONE], KEY);
    const [failing] = readRunRecord(out).requirements.flatMap(({ cases }) => cases);
    const again = await runCli(["replay", join(out, "run.json"), "--case", failing?.id ?? ""], KEY);
    expect(again.code).toBe(2);
    expect(again.stderr.trim().split("\n")).toEqual([
      expect.stringMatching(/give --command .* or the --endpoint-url /),
    ]);
  }));

test("of a target that runs every line does as typed what it says", () =>
  withFolder(async (folder) => {
    const server = startCli(["serve", "--port", "0", ...KEEPS.split(" ")]);
    try {
      const endpoint = await endpointOf(server);
      const run = await runCli(["run", "--endpoint-url", endpoint, "--out", join(folder, "out"), ...ONE], KEY);
      expect(run.code).toBe(5);
      const ours = linesOf(run).filter((line) => line.startsWith(OURS));
      expect(ours.map(wordOf)).toEqual(["replay", "run", "sweep"]);
      for (const line of ours) {
        // The target keeps whatever it is given.
        const says = wordOf(line) === "sweep" ? "0 deregistered" : "✗ describe.after-deregister";
        const again = await typed(line, folder);
        expect({ line, ...again }).toMatchObject({ line, code: 5, stdout: expect.stringContaining(says) });
      }
    } finally {
      server.child.kill("SIGTERM");
      await server.done;
    }
  }));
