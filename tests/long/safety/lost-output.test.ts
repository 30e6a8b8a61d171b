import { spawn } from "node:child_process";
import { closeSync, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { startReferenceServer } from "#reference/server/server.ts";
import { needing } from "#tests/helpers/needs/needing.ts";
import { MAIN, readRunRecord, startCli, withFolder } from "#tests/helpers/cli-process.ts";
import { runWithin } from "#tests/helpers/within-blocks.ts";

const FEW = ["--cases", "0", "--seed", "7", "--select", "register.route"];

test("a reader that leaves early is no error", async () => {
  const { child, done } = startCli(["list"]);
  child.stdout?.destroy();
  const { code, stderr } = await done;
  expect(stderr).toBe("");
  expect(code).toBe(0);
});

test("a run that nobody reads goes on to its end, and cleans up", async () => {
  await withFolder(async (folder) => {
    const { child, done } = startCli(["run", "--out", folder, ...FEW]);
    child.stdout?.destroy();
    child.stderr?.destroy();
    const { code } = await done;
    const { outcome, clusters } = readRunRecord(folder);
    expect(code).toBe(0);
    expect(outcome.exitCode).toBe(0);
    expect(clusters.left).toEqual([]);
    expect(clusters.registered).toBeGreaterThan(0);
  });
});

needing("/dev/full").test("a full disk behind standard output is told of in one line and the exit code", async () => {
  const full = openSync("/dev/full", "w");
  const child = spawn(process.execPath, [MAIN, "list"], { stdio: ["ignore", full, "pipe"] });
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise((resolve) => child.once("close", resolve));
  closeSync(full);
  expect(said).toMatch(/^eks-conformance: standard output cannot be written: ENOSPC.*\n$/);
  expect(code).toBe(2);
});

test.each([
  ["events.ndjson", 8, ""],
  ["journal.ndjson", 2_000, `${"x".repeat(2_000 * 1024)}\n`],
])("a disk that is full when %s is written ends the run in one line", async (file, blocks, before) => {
  const server = await startReferenceServer();
  await withFolder(async (folder) => {
    if (before !== "") writeFileSync(join(folder, file), before);
    const { code, stdout, stderr } = await runWithin(blocks, [
      ...["--endpoint-url", server.url, "--out", folder],
      ...FEW,
    ]);
    const [, complaint, ...more] = stderr.trimEnd().split("\n");
    expect(stdout).toBe("");
    expect(more).toEqual([]);
    expect(code).toBe(2);
    expect(complaint).toMatch(/^eks-conformance: .*file too large/);
    expect(complaint).toContain(folder);
  });
  await server.close();
});
