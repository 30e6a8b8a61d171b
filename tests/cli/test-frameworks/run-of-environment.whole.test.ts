import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";
import { runOfEnvironment } from "#cli/test-frameworks/run-of-environment.ts";
import { cleanEnv, MAIN, readRunRecord, withFolder } from "#tests/helpers/cli-process.ts";

const ADAPTER = fileURLToPath(new URL("../../../dist/cli/test-frameworks/node-test.js", import.meta.url));

/** The exit code of Node's own test runner over one file in a folder. */
function nodeTest(folder: string, flags: string): Promise<number> {
  writeFileSync(join(folder, "eks.test.mjs"), `import ${JSON.stringify(ADAPTER)};\n`);
  const env = cleanEnv({ EKS_CONFORMANCE_FLAGS: flags });
  return new Promise((resolve) => {
    execFile(process.execPath, ["--test", "eks.test.mjs"], { cwd: folder, env }, (error) =>
      resolve(error === null ? 0 : Number(error.code)),
    );
  });
}

test("a target that the config file starts is the one that is judged", () =>
  withFolder(async (folder) => {
    const command = `'${process.execPath}' '${MAIN}' serve --port {port} --fault name-max-length-101`;
    writeFileSync(join(folder, "eks-conformance.config.yaml"), `command: ${JSON.stringify(command)}\n`);
    const code = await nodeTest(
      folder,
      "--cases 0 --seed 3 --select register.name.max-length --format json --out left",
    );
    expect(code).toBe(1);
    expect(readFileSync(join(folder, "left", "target.log"), "utf8")).toContain("Reference server on");
    const { target, outcome } = readRunRecord(join(folder, "left"));
    expect(target.kind).toBe("emulator");
    expect(outcome.exitCode).toBe(1);
  }));

test.each<[flags: string, name: string]>([
  ["", "http://127.0.0.1:1"],
  ["--endpoint-url http://127.0.0.1:2", "http://127.0.0.1:2"],
  ["--command 'moto_server -p {port}'", "moto_server -p {port}"],
])("the tests of %j are called after where they go, %s", (flags, name) => {
  const env = { EKS_CONFORMANCE_FLAGS: `--no-config ${flags}`, AWS_ENDPOINT_URL: "http://127.0.0.1:1" };
  expect(runOfEnvironment(env).name).toBe(name);
});

test.each<[flags: string, says: RegExp]>([
  ["--levl must", /^EKS_CONFORMANCE_FLAGS: unknown option '--levl'; did you mean --level\?$/],
  ["--help", /^EKS_CONFORMANCE_FLAGS: help is shown by/],
  ["--level 'must", /^EKS_CONFORMANCE_FLAGS: a quote is not closed/],
])("what %j does wrong is one line without a trace", (flags, says) => {
  const failure = failureOf(() => runOfEnvironment({ EKS_CONFORMANCE_FLAGS: flags }));
  expect(failure.message).toMatch(says);
  expect(failure.stack).toBe(failure.message);
});

function failureOf(action: () => unknown): Error {
  try {
    action();
  } catch (error) {
    return error as Error;
  }
  throw new Error("it did not fail");
}

test("what is only read is all of EKS, as with the command", () => {
  const { requirements } = runOfEnvironment({
    EKS_CONFORMANCE_FLAGS: "--no-config --read-only --select list-nodegroups.*",
  });
  expect(requirements.length).toBeGreaterThan(0);
});
