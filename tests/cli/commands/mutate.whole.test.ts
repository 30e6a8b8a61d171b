import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import type { MutationReport } from "#reports/mutations/mutation-report.ts";
import { columns } from "#reports/model/text/wrap.ts";
import { startCli } from "#tests/helpers/cli-process.ts";
import { runCommand } from "#tests/helpers/command.ts";

const RUN = fileURLToPath(new URL("../../helpers/mutations/run.mjs", import.meta.url));

function mutating(name: string, ...flags: readonly string[]) {
  const out = join(mkdtempSync(join(tmpdir(), "mutate-")), "out");
  const args = ["proxy", "--mutate", ...flags, "--port", "0", "--out", out, "--", process.execPath, RUN, name];
  const report = (): MutationReport => JSON.parse(readFileSync(join(out, "mutations.json"), "utf8")) as MutationReport;
  return { args, report, read: (file: string) => readFileSync(join(out, file), "utf8") };
}

test("a command's tests get a score, in 80 columns and in files", async () => {
  const { args, report, read } = mutating("weak", "6", "--seed", "3");
  const { code, stdout } = await runCommand(args);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Mutation score \d+ %: of \d faults? \d noticed, \d survived$/m);
  expect(stdout.split("\n").filter((line) => columns(line) > 80 && !line.startsWith("Report:"))).toEqual([]);
  expect(report().faults).toHaveLength(6);
  expect(read("mutations.md")).toMatch(/^# Mutation score /);
  expect(read("mutations.xml")).toContain('classname="');
});

test.each([
  ["50", 1],
  ["0", 0],
])("--min-score %s ends as %i where no fault is noticed", async (least, code) => {
  const { args } = mutating("weak", "1", "--min-score", least, "--quiet");
  expect((await runCommand(args)).code).toBe(code);
});

test("a command that fails by itself is refused, with what it printed, harmless", async () => {
  const { code, stderr } = await runCommand(mutating("failing", "1").args);
  expect(code).toBe(2);
  expect(stderr).toContain("ended with exit code 7 although nothing was changed");
  expect(stderr).toContain("3 clusters");
  expect(stderr).not.toContain("\u001b");
});

test("Ctrl-C keeps what is known", async () => {
  const { args, report } = mutating("weak", "500");
  const { child, seen, done } = startCli(args);
  await seen("faults tried");
  child.kill("SIGINT");
  expect((await done).code).toBe(130);
  const { cutShort, faults, planned } = report();
  expect(cutShort).toBe("interrupted");
  expect(faults.length).toBeGreaterThan(0);
  expect(faults.length).toBeLessThan(planned);
});

describe("refused before anything runs", () => {
  test.each<[args: readonly string[], words: string]>([
    [["--mutate"], "give the command"],
    [["--mutate", "0", "--", "true"], "whole number from 1"],
    [["--min-score", "50", "--", "true"], "--min-score"],
    [["--mutate", "--min-score", "101", "--", "true"], "0 to 100"],
    [["--mutate", "--endpoint-url", "https://eks.us-east-1.amazonaws.com", "--", "true"], "AWS's own"],
    [["--mutate", "--reset", "a | b", "--", "true"], "needs a shell"],
  ])("%j", async (args, words) => {
    const out = join(mkdtempSync(join(tmpdir(), "mutate-")), "out");
    const { code, stderr } = await runCommand(["proxy", "--port", "0", "--out", out, ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });
});
