import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { runInGroup } from "#cli/run/mutating/command-in-group.ts";
import { UsageError } from "#cli/usage-error.ts";

const node = (program: string): string[] => [process.execPath, "--eval", program];
const options = (given: object = {}) => ({
  env: process.env,
  limitMs: 30_000,
  signal: new AbortController().signal,
  ...given,
});

test.each([
  ["process.exit(7)", 7],
  ["process.kill(process.pid, 'SIGKILL')", 137],
])("%s ends as a shell would say it", async (program, code) => {
  expect(await runInGroup(node(program), options())).toMatchObject({ code, hung: false });
});

test("the end of what it prints is kept", async () => {
  const { output } = await runInGroup(node("console.log('x'.repeat(20_000)); console.error('last')"), options());
  expect(output.length).toBeLessThanOrEqual(8_000);
  expect(output).toMatch(/x\nlast\n$|last\nx*\n?$/);
});

const IGNORING = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)";

describe("one that does not end", () => {
  /** Starts a process of its own, which says its id. */
  function withChild(file: string): string[] {
    const child = `require('fs').writeFileSync(${JSON.stringify(file)}, String(process.pid)); ${IGNORING}`;
    return node(
      `require('child_process').spawn(process.execPath, ['--eval', ${JSON.stringify(child)}], { stdio: 'inherit' }); ${IGNORING}`,
    );
  }
  const isAlive = (pid: number): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };

  test("is hung when its time is over, and all it started ends with it", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "group-")), "pid");
    const stop = new AbortController();
    const end = runInGroup(withChild(file), options({ signal: stop.signal }));
    while (!existsSync(file) || readFileSync(file, "utf8") === "") await new Promise((done) => setTimeout(done, 20));
    stop.abort();
    expect(await end).toMatchObject({ code: 137, hung: false });
    const pid = Number(readFileSync(file, "utf8"));
    while (isAlive(pid)) await new Promise((done) => setTimeout(done, 20));
  });

  test("is ended, though it ignores being asked", async () => {
    expect(await runInGroup(node(IGNORING), options({ limitMs: 300 }))).toMatchObject({ hung: true });
  });
});

test("one that cannot be started is refused", async () => {
  await expect(runInGroup(["no-such-program"], options())).rejects.toThrow(UsageError);
});
