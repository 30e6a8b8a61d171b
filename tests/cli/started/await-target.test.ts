import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { withAwaitedTarget } from "#cli/started/await-target.ts";
import { RUN_DEFAULTS } from "#cli/run/run-flags.ts";

const folder = mkdtempSync(join(tmpdir(), "await-target-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("is refused where what is left would not end with it", async () => {
  const flags = { endpointUrl: "http://127.0.0.1:9", region: "us-east-1", sandboxAccount: "111122223333" };
  const given = { ...RUN_DEFAULTS, ...flags, command: "true", allowRegion: ["us-east-1"] };
  const options = { console: { note: () => undefined }, logFile: "unused", signal: new AbortController().signal };
  await expect(withAwaitedTarget(given, options, () => Promise.resolve())).rejects.toThrow("guarded as if it were");
});

test("a secret in the command is told neither when it starts nor when it fails", async () => {
  const told: string[] = [];
  const options = {
    console: { note: (text: string) => void told.push(text) },
    logFile: join(folder, "target.log"),
    signal: new AbortController().signal,
    env: {},
  };
  const command = `${process.execPath} --no-such-flag --password hunter2hunter2 {port}`;
  const failed = await withAwaitedTarget({ ...RUN_DEFAULTS, out: folder, command }, options, () =>
    Promise.resolve("used"),
  ).catch(String);
  expect(failed).toContain("--password *** ");
  expect(told).toEqual([expect.stringContaining("--password *** ")]);
});
