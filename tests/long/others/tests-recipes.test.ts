// The recipes of docs/tests.md, as they stand: the tests, and the command that tries faults on them.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { MutationReport } from "../../../reports/mutations/mutation-report.ts";
import { ROOT } from "../../helpers/action-file.ts";
import { cleanEnv, MAIN } from "../../helpers/cli-process.ts";
import { snippetsOf } from "../../helpers/doc-snippets.ts";
import { needing } from "../../helpers/needs/needing.ts";

const SNIPPETS = snippetsOf("docs/tests.md");

/** Writes the snippet of a language to a file, and runs the line behind it there with fewer faults. */
function mutated(folder: string, language: string, file: string, path = ""): MutationReport {
  const at = SNIPPETS.findIndex((snippet) => snippet.language === language);
  writeFileSync(join(folder, file), SNIPPETS[at]?.text ?? "");
  const line = SNIPPETS[at + 1]?.text.trim() ?? "";
  expect(line).toContain(file);
  const args = line
    .replace("npx --no eks-conformance", "")
    .replace("--mutate 50", "--mutate 8 --out out")
    .trim()
    .split(" ");
  const env = { ...cleanEnv({}), PATH: `${path}:${process.env["PATH"]}` };
  const { status, stderr } = spawnSync(process.execPath, [MAIN, ...args], { cwd: folder, env, encoding: "utf8" });
  expect(`${status} ${status === 0 ? "" : stderr}`).toBe("0 ");
  return JSON.parse(readFileSync(join(folder, "out", "mutations.json"), "utf8")) as MutationReport;
}

let folder = "";
beforeAll(() => {
  // Below the project, where Node finds the SDK.
  mkdirSync(join(ROOT, "node_modules", ".cache"), { recursive: true });
  folder = mkdtempSync(join(ROOT, "node_modules", ".cache", "recipes-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the AWS SDK for JavaScript with node --test", () => {
  const { faults, unchanged, score } = mutated(folder, "js", "clusters.test.mjs");
  expect(unchanged.operations).toEqual(["CreateCluster", "ListClusters", "DeleteCluster", "DescribeCluster"]);
  expect(faults).toHaveLength(8);
  expect(score).not.toBeNull();
});

/** The function of the recipe, as a test of another framework: another import, and the time at another place. */
const inFramework = (name: string, text: string): string =>
  text
    .replace(`import test from "node:test";`, `import { test } from "${name}";`)
    .replace("{ timeout: 300_000 }, async", "async")
    .replace(/\}\);\s*$/, "}, 300_000);\n");

const JEST = { testMatch: ["**/faults.test.mjs"], transform: {}, haste: { retainAllFiles: true } };
const NO_IGNORED = { testPathIgnorePatterns: [], modulePathIgnorePatterns: [] };

test.each<[string, (text: string) => string, readonly string[]]>([
  ["node --test", (text) => text, []],
  ["Vitest", (text) => inFramework("vitest", text), ["node_modules/vitest/vitest.mjs", "run", "--root", "."]],
  ["Jest", (text) => inFramework("@jest/globals", text), ["node_modules/jest/bin/jest.js", "-c", "jest.config.json"]],
])("a function in one process with %s", (_name, as, [program, ...rest]) => {
  const at = SNIPPETS.findIndex(({ text }) => text.includes("requireNoticed("));
  const line = (SNIPPETS[at + 1]?.text ?? "").trim().split(" ");
  expect(line).toContain("faults.test.mjs");
  const args = program === undefined ? line.slice(1) : [join(ROOT, program), ...rest];
  // As if it were installed.
  const own = mkdtempSync(join(folder, "function-"));
  mkdirSync(join(own, "node_modules"));
  symlinkSync(ROOT, join(own, "node_modules", "eks-conformance"), "dir");
  writeFileSync(join(own, "jest.config.json"), JSON.stringify({ ...JEST, ...NO_IGNORED }));
  const env = cleanEnv({ NODE_OPTIONS: "--experimental-vm-modules" });
  const run = (minScore: number) => {
    const text = (SNIPPETS[at]?.text ?? "")
      .replace("minScore: 25", `minScore: ${minScore}`)
      .replace("most: 40", "most: 15");
    writeFileSync(join(own, "faults.test.mjs"), as(text));
    return spawnSync(process.execPath, args, { cwd: own, env, encoding: "utf8" });
  };
  const { status, stdout, stderr } = run(1);
  expect(`${status} ${status === 0 ? "" : stdout + stderr}`).toBe("0 ");
  const strict = run(99);
  expect(strict.status).toBe(1);
  expect(strict.stdout + strict.stderr).toMatch(/At least 99 % was asked for\.\s+Mutation score \d+ %/);
});

needing("python3").test("boto3 with pytest", () => {
  const venv = mkdtempSync(join(tmpdir(), "recipes-"));
  try {
    expect(spawnSync("python3", ["-m", "venv", venv], { stdio: "inherit" }).status).toBe(0);
    const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "boto3", "pytest"];
    expect(spawnSync(join(venv, "bin", "python"), pip, { stdio: "inherit" }).status).toBe(0);
    const { faults, unchanged } = mutated(folder, "python", "test_clusters.py", join(venv, "bin"));
    expect(unchanged.operations).toContain("DescribeCluster");
    expect(faults).toHaveLength(8);
  } finally {
    rmSync(venv, { recursive: true, force: true });
  }
});
