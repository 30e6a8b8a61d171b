import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect } from "@jest/globals";
import { startReferenceServer } from "#reference/server/server.ts";
import { needing } from "#tests/helpers/needs/needing.ts";
import { filledEnv, readAction, ROOT } from "#tests/helpers/action-file.ts";

const { test } = needing("bash");

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "eks-conformance-action-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface StepResult {
  readonly code: number;
  readonly stdout: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** Runs the action's install step with an npm that only says what it was asked for; answers its last word. */
async function installing(version: string) {
  const step = readAction().runs.steps.find(({ run }) => run?.includes("npm install"));
  const npm = join(folder, "npm");
  writeFileSync(npm, '#!/bin/sh\nfor word; do :; done\necho "$word"\n', { mode: 0o755 });
  const PATH = `${folder}:${process.env["PATH"]}`;
  const env = { PATH, VERSION: version, RUNNER_TEMP: folder, GITHUB_ACTION_PATH: ROOT };
  return inBash(step?.run ?? "", env);
}

/** Runs the action's test step as a runner does: its own line in bash, inputs filled into its environment. */
async function runStep(inputs: Readonly<Record<string, string>>): Promise<StepResult> {
  const step = readAction().runs.steps.find(({ id }) => id === "run");
  const output = join(folder, "output");
  const summary = join(folder, "summary");
  for (const file of [output, summary]) writeFileSync(file, "");
  const env = {
    PATH: process.env["PATH"],
    ...filledEnv(step, inputs),
    PACKAGE: ROOT,
    GITHUB_ACTIONS: "true",
    GITHUB_WORKSPACE: folder,
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: summary,
    AWS_CONFIG_FILE: "/dev/null",
  };
  const { code, stdout } = await inBash(step?.run ?? "", env);
  const lines = readFileSync(output, "utf8").trim().split("\n");
  const outputs = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
  return { code, stdout, outputs, summary: readFileSync(summary, "utf8") };
}

function inBash(line: string, env: NodeJS.ProcessEnv): Promise<{ code: number; stdout: string }> {
  const options = { env, cwd: folder, maxBuffer: 2 ** 26 };
  return new Promise((resolve) => {
    execFile("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", line], options, (error, stdout) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? -1), stdout });
    });
  });
}

test("the package comes from a tarball that is there", async () => {
  writeFileSync(join(folder, "some.tgz"), "");
  for (const path of ["./some.tgz", "some.tgz", join(folder, "some.tgz")])
    expect(await installing(path)).toEqual({ code: 0, stdout: `eks-conformance@file:${join(folder, "some.tgz")}\n` });
});

test.each([
  ["", "give the path of a tarball"],
  ["0.1.0", "give the path of a tarball"],
  ["latest", "give the path of a tarball"],
  ["npm:other@1", "give the path of a tarball"],
  ["https://example.com/some.tgz", "there is no such file"],
  ["./other.tgz", "there is no such file"],
])("nothing is asked for by name, as by version %j", async (version, words) => {
  const { code, stdout } = await installing(version);
  expect(code).toBe(2);
  expect(stdout).toMatch(new RegExp(`^::error title=EKS conformance::version: ${words}.*\\n$`));
});

const FLAGS = "--cases 0 --seed 3 --select register.tags.max-properties* --select register.route";

test("a conforming endpoint: outputs, summary and report, no annotation", async () => {
  const server = await startReferenceServer({});
  try {
    const result = await runStep({ "endpoint-url": server.url, flags: FLAGS });
    expect(result.code).toBe(0);
    expect(result.outputs).toMatchObject({
      verdict: "conformant",
      "exit-code": "0",
      causes: "0",
      folder: "conformance-results",
      "must-met": "3",
      "must-judged": "3",
      "should-judged": "0",
      record: "conformance-results/run.json",
      badge: "conformance-results/badge.json",
    });
    expect(result.outputs["sentence"]).toContain("MUST 3 of 3 met");
    expect(result.summary).toContain(server.url);
    expect(result.stdout).not.toContain("::error");
    expect(existsSync(join(folder, "conformance-results/index.html"))).toBe(true);
    // Every output that the action names comes from the step.
    const promised = Object.values(readAction().outputs).flatMap(
      ({ value }) => /steps\.run\.outputs\.([a-z-]+)/.exec(value)?.[1] ?? [],
    );
    expect(Object.keys(result.outputs).sort()).toEqual(promised.sort());
  } finally {
    await server.close();
  }
});

test("a failure fails the step and is annotated once", async () => {
  const server = await startReferenceServer({ fault: "tags-limit-not-enforced" });
  try {
    const inputs = { "endpoint-url": server.url, flags: FLAGS, out: "reports here" };
    const failed = await runStep(inputs);
    expect(failed).toMatchObject({ code: 1, outputs: { verdict: "non-conformant", "must-met": "2", causes: "1" } });
    expect(failed.stdout.match(/^::error .*$/gm)).toHaveLength(1);
    expect(failed.stdout).toMatch(/^::error title=MUST register\.tags\.max-properties::.*received 200\.$/m);
    expect(failed.summary).toContain("register.tags.max-properties");
  } finally {
    await server.close();
  }
});

test("a failure that is expected is not annotated; one that is mended makes its expectation stale, which fails the step", async () => {
  const server = await startReferenceServer({ fault: "tags-limit-not-enforced" });
  try {
    const expectations = join(folder, "known.yaml");
    const entries = ["register.tags.max-properties", "register.route"].map(
      (id) => `- pattern: ${id}\n  reason: known\n`,
    );
    writeFileSync(expectations, entries.join(""));
    const result = await runStep({ "endpoint-url": server.url, flags: FLAGS, expectations });
    expect(result.code).toBe(1);
    expect(result.stdout.match(/^::error .*$/gm)).toHaveLength(1);
    expect(result.stdout).toMatch(/^::error title=MUST register\.route::.*expected to fail/m);
  } finally {
    await server.close();
  }
});

test("what the command refuses leaves no verdict, not even that of a run before", async () => {
  const record = join(folder, "conformance-results/run.json");
  mkdirSync(join(folder, "conformance-results"));
  writeFileSync(record, "that of a run before");
  const result = await runStep({ level: "everything" });
  expect(result).toMatchObject({ code: 2, summary: "" });
  expect(result.outputs).toEqual({ folder: "conformance-results", "exit-code": "2" });
  expect(readFileSync(record, "utf8")).toBe("that of a run before");
});

test("an out with a link in it is refused, and does not become the artifact", async () => {
  const below = join(folder, "conformance-results", "below");
  mkdirSync(below, { recursive: true });
  symlinkSync(join(folder, "secret"), join(below, "link"));
  expect(await runStep({ flags: FLAGS })).toMatchObject({
    code: 2,
    stdout:
      "::error title=EKS conformance::out: conformance-results/below/link is a link, and nothing is written through it: remove it, or write elsewhere\n",
    outputs: { "exit-code": "2" },
  });
});

describe("an out that is the checkout", () => {
  let refused: StepResult;
  beforeEach(async () => {
    writeFileSync(join(folder, "summary.md"), "the project's own");
    refused = await runStep({ flags: FLAGS, out: "." });
  });

  test("is refused in one line", () => {
    expect(refused.code).toBe(2);
    expect(refused.stdout).toBe(
      "::error title=EKS conformance::out: . is the checkout or holds it; name a folder of its own.\n",
    );
  });

  test("keeps its files, and none of them gets into the artifact", () => {
    expect(refused.outputs).toEqual({ "exit-code": "2" });
    expect(readFileSync(join(folder, "summary.md"), "utf8")).toBe("the project's own");
    expect(existsSync(join(folder, "events.ndjson"))).toBe(false);
  });

  test("the artifact is the folder that the step has taken, or there is none", () => {
    const upload = readAction().runs.steps.find(({ uses }) => uses?.startsWith("actions/upload-artifact@"));
    expect(upload?.with?.["path"]).toBe("${{ steps.run.outputs.folder }}");
    expect(upload?.if).toContain("steps.run.outputs.folder != ''");
  });
});
