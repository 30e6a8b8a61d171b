import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { mutate, type FaultResult, type MutationOptions, requireNoticed } from "#cli/library.ts";
import { UsageError } from "#cli/usage-error.ts";
import { ROOT } from "#tests/helpers/action-file.ts";
import { MAIN, runCli } from "#tests/helpers/cli-process.ts";
import { strong, weak } from "#tests/helpers/mutations/test-files.mjs";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import type { MutationReport } from "#reports/mutations/mutation-report.ts";

const ENV = { PATH: process.env["PATH"], AWS_CONFIG_FILE: "/dev/null" };
const COMMAND = ["node", join(ROOT, "tests/helpers/mutations/run.mjs"), "weak"];

const asFunction = (file: typeof weak): MutationOptions => ({
  tests: ({ endpointUrl, signal }) => file(endpointUrl, signal),
  env: ENV,
});
/** What of a report is not time. */
const outcomes = ({ faults }: MutationReport) => faults.map(({ id, outcome, sentence }) => [id, outcome, sentence]);

test("a function in this process and a command get the same faults and outcomes, as the command line does", async () => {
  const options = { most: 12, seed: 3, env: ENV };
  const inside = await mutate({ ...asFunction(weak), ...options });
  const outside = await mutate({ command: COMMAND, ...options });
  expect(outcomes(inside)).toEqual(outcomes(outside));
  expect(inside.score).toBe(outside.score);
  const out = join(mkdtempSync(join(tmpdir(), "mutate-")), "out");
  const args = ["proxy", "--port", "0", "--mutate", "12", "--seed", "3", "--out", out, "--", ...COMMAND];
  expect((await runCli(args)).code).toBe(0);
  const written = JSON.parse(readFileSync(join(out, "mutations.json"), "utf8")) as MutationReport;
  expect(outcomes(written)).toEqual(outcomes(outside));
  expect(Object.keys(written)).toEqual(Object.keys(JSON.parse(JSON.stringify(outside)) as object));
  expect(MAIN).toContain("dist");
}, 120_000);

test("weak tests fail the assertion with what they lack, strong ones pass more of it; each result is told", async () => {
  const told: [string, number, number][] = [];
  const onResult = ({ id }: FaultResult, done: number, of: number): void => void told.push([id, done, of]);
  const poor = await mutate({ ...asFunction(weak), most: 20, onResult });
  expect(told.map(([, done, of]) => [done, of])).toEqual(poor.faults.map((_, at) => [at + 1, 20]));
  expect(() => requireNoticed(poor, { minScore: 90 })).toThrow(/At least 90 % was asked for\.\nMutation score \d+ %/);
  const good = await mutate({ ...asFunction(strong), most: 20 });
  expect(good.score ?? 0).toBeGreaterThan(poor.score ?? 1);
}, 120_000);

test.each<[string, MutationOptions, RegExp]>([
  ["neither", {}, /give what runs the tests/],
  ["both", { command: "true", tests: () => undefined }, /give what runs the tests/],
  ["no command", { command: "" }, /give the command that runs the tests/],
  ["an open quote", { command: "node 'x" }, /command: a quote is not closed/],
  ["half a fault", { tests: () => undefined, most: 0.5 }, /most must be a whole number from 1/],
  ["no jobs", { tests: () => undefined, jobs: 0 }, /jobs must be a whole number from 1 to 64/],
  ["no time", { tests: () => undefined, budget: -1 }, /budget must be a number of seconds above 0/],
  ["a reset for a function", { tests: () => undefined, reset: "true" }, /reset is for a command/],
  ["a misspelt option", { test: () => undefined } as MutationOptions, /no option test; the closest (is|are) tests/],
  ["AWS itself", { tests: () => undefined, endpointUrl: "https://eks.us-east-1.amazonaws.com" }, /is AWS's own/],
  ["tests that ask for nothing", { tests: () => undefined }, /^mutate: tests asked nothing of the API/],
  ["a program that is not there", { command: "no-such-program" }, /no-such-program cannot be started/],
])("%s is refused in one line", async (_words, options, message) => {
  const refused = mutate({ env: ENV, ...options });
  await expect(refused).rejects.toBeInstanceOf(UsageError);
  await expect(refused).rejects.toThrow(message);
  await refused.catch((error: Error) => expect(error.message).not.toContain("\n"));
});

test("tests that fail by themselves are refused with what they threw", async () => {
  const tests = async ({ endpointUrl }: { endpointUrl: string }): Promise<void> => {
    await fetch(`${endpointUrl}/clusters`);
    throw new TypeError("3 clusters,\nwhere none was expected");
  };
  await expect(mutate({ tests, env: ENV })).rejects.toThrow(
    /^mutate: tests ended with exit code 1 although nothing was changed.*: where none was expected$/,
  );
});

test("aborting keeps what is known", async () => {
  const stop = new AbortController();
  const onResult = (_result: FaultResult, done: number): void => void (done === 2 && stop.abort());
  const report = await mutate({ ...asFunction(weak), signal: stop.signal, onResult });
  expect(report.cutShort).toBe("interrupted");
  expect(report.faults).toHaveLength(2);
});
