// The recipes of docs/tests.md, as they stand: the tests, and the command that tries faults on them.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { MutationReport } from "#reports/mutations/mutation-report.ts";
import { splitWords } from "#cli/flags/split-words.ts";
import { ROOT } from "#tests/helpers/action-file.ts";
import { cleanEnv, MAIN } from "#tests/helpers/cli-process.ts";
import { snippetsOf } from "#tests/helpers/doc-snippets.ts";
import { needing } from "#tests/helpers/needs/needing.ts";
import { startLoopback } from "#tests/helpers/servers/loopback.ts";

const SNIPPETS = snippetsOf("docs/tests.md");

const MUTATE = "npx --no eks-conformance proxy";

interface Recipe {
  /** The file that the snippet is saved as. */
  readonly file: string;
  /** Words of the snippet, and of the line that runs it. */
  readonly holds: string;
  readonly line?: string;
  /** Where programs are found first. */
  readonly path?: string;
  /** Faults that are tried, instead of 50. */
  readonly most?: number;
  /** Where the recipe's server is, if it is elsewhere than there. */
  readonly endpoint?: string;
}

/** Writes a snippet to its file, and runs its line there with fewer faults. */
function mutated(folder: string, { file, holds, line = file, path = "", most = 8, endpoint }: Recipe): MutationReport {
  const snippet = SNIPPETS.find(({ text }) => text.includes(holds));
  writeFileSync(join(folder, file), snippet?.text ?? "");
  const shell = SNIPPETS.find(
    ({ language, text }) => language === "sh" && text.includes(MUTATE) && text.includes(line),
  );
  const [told = "", exported = ""] = (shell?.text ?? "").split(/(?=^npx )/m).reverse();
  expect(told).toContain(file);
  const here = endpoint === undefined ? told : told.replaceAll("http://127.0.0.1:5000", endpoint);
  const args = splitWords(here, "docs/tests.md").slice(3);
  const few = args.flatMap((word) => (word === "50" ? [String(most), "--out", "out"] : [word]));
  const given = Object.fromEntries([...exported.matchAll(/(AWS_\w+)=(\S+)/g)].map(([, name, value]) => [name, value]));
  const env = { ...cleanEnv(given), PATH: `${path}:${process.env["PATH"]}` };
  const { status, stderr } = spawnSync(process.execPath, [MAIN, ...few], { cwd: folder, env, encoding: "utf8" });
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
  const { faults, unchanged, score } = mutated(folder, { file: "clusters.test.mjs", holds: `from "node:test";` });
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

test("the requests of Terraform's provider", () => {
  const { faults, unchanged } = mutated(folder, { file: "terraform.mjs", holds: "planIsEmpty" });
  expect(unchanged.operations).toEqual([
    "CreateCluster",
    "DescribeCluster",
    "UntagResource",
    "TagResource",
    "UpdateClusterConfig",
    "DescribeUpdate",
    "DeleteCluster",
  ]);
  expect(faults).toHaveLength(8);
});

needing("python3").describe("with Python", () => {
  let venv = "";
  beforeAll(() => {
    venv = mkdtempSync(join(tmpdir(), "recipes-"));
    expect(spawnSync("python3", ["-m", "venv", venv], { stdio: "inherit" }).status).toBe(0);
    const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    const packages = ["boto3", "pytest", "moto[server]", "awscli"];
    expect(spawnSync(join(venv, "bin", "python"), [...pip, ...packages], { stdio: "inherit" }).status).toBe(0);
  }, 600_000);
  afterAll(() => rmSync(venv, { recursive: true, force: true }));

  test("boto3 with pytest", () => {
    const recipe = { file: "test_clusters.py", holds: "import boto3", path: join(venv, "bin") };
    const { faults, unchanged } = mutated(folder, recipe);
    expect(unchanged.operations).toContain("DescribeCluster");
    expect(faults).toHaveLength(8);
  });

  test("boto3 with pytest on moto, which is emptied before each round", async () => {
    const port = await freePort();
    const moto = spawn(join(venv, "bin", "moto_server"), ["-p", String(port)], { stdio: "ignore" });
    try {
      const endpoint = `http://127.0.0.1:${port}`;
      await untilAnswered(endpoint);
      const recipe = {
        file: "test_clusters.py",
        holds: "import boto3",
        line: "moto-api/reset",
        path: join(venv, "bin"),
      };
      const report = mutated(folder, { ...recipe, endpoint });
      expect(report.endpoint).toBe(endpoint);
      expect(report.faults).toHaveLength(8);
      expect(report.cutShort).toBeUndefined();
    } finally {
      moto.kill();
    }
  });

  test("the AWS CLI on the reference server", () => {
    const recipe = { file: "clusters.sh", holds: "aws eks create-cluster", path: join(venv, "bin"), most: 3 };
    const { faults, unchanged } = mutated(folder, recipe);
    expect(unchanged.operations).toEqual(["CreateCluster", "DescribeCluster", "ListClusters", "DeleteCluster"]);
    expect(faults).toHaveLength(3);
  });
});

async function freePort(): Promise<number> {
  const { url, close } = await startLoopback(() => undefined);
  close();
  return Number(new URL(url).port);
}

async function untilAnswered(endpoint: string): Promise<void> {
  const isThere = (): Promise<boolean> =>
    fetch(`${endpoint}/moto-api/`).then(
      () => true,
      () => false,
    );
  for (let tries = 0; tries < 200 && !(await isThere()); tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 100));
}
