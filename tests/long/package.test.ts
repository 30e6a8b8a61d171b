import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { startReferenceServer } from "../../reference/server.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const MINUTES = 60_000;
const SELECTION = ["--cases", "0", "--seed", "3", "--select", "register.name.*", "--select", "register.route"];

interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

let folder = "";

/** Runs a program in the folder that the package is installed in, without what would lead a run elsewhere. */
function inFolder(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Result> {
  const kept = Object.entries(process.env).filter(([name]) => !/^(AWS_|CI$|GITHUB_|NODE_OPTIONS$|JEST_)/.test(name));
  const options = { cwd: folder, env: { ...Object.fromEntries(kept), NO_COLOR: "1", ...env }, maxBuffer: 2 ** 26 };
  return new Promise((resolve) => {
    execFile(program, args, options, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr });
    });
  });
}

function record(out: string): { outcome: { sentence: string }; requirements: { id: string; verdict: string }[] } {
  return JSON.parse(readFileSync(join(folder, out, "run.json"), "utf8")) as ReturnType<typeof record>;
}

function judgedIn(out: string): string[] {
  const { requirements } = record(out);
  return requirements.filter(({ verdict }) => verdict !== "disabled").map(({ id, verdict }) => `${id} ${verdict}`);
}

/** Packs the built package and installs it into an empty folder. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "eks-conformance-package-"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "user", private: true }));
  const packed = await inFolder("npm", ["pack", ROOT, "--ignore-scripts", "--silent"]);
  expect(packed.stderr).toBe("");
  const installed = await inFolder("npm", [
    "install",
    "--prefer-offline",
    "--no-audit",
    "--no-fund",
    join(folder, packed.stdout.trim()),
  ]);
  expect(installed).toMatchObject({ code: 0 });
  mkdirSync(join(folder, "node_modules/@jest"), { recursive: true });
  for (const peer of ["jest", "@jest/globals", "vitest"]) {
    symlinkSync(join(ROOT, "node_modules", peer), join(folder, "node_modules", peer));
  }
}, 5 * MINUTES);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test(
  "the command reaches a verdict in a folder that has nothing else",
  async () => {
    const { code, stdout } = await inFolder("npx", ["--no-install", "eks-conformance", "run", ...SELECTION]);
    expect(stdout).toContain("Conformant");
    expect(code).toBe(0);
    expect(judgedIn("conformance-results")).toContain("register.name.max-length pass");
  },
  MINUTES,
);

test(
  "the library reaches the same one, and prints nothing of its own",
  async () => {
    const before = judgedIn("conformance-results");
    cpSync(join(ROOT, "examples/library/run.mjs"), join(folder, "run.mjs"));
    const { code, stdout, stderr } = await inFolder(process.execPath, ["run.mjs"]);
    expect(stdout).toBe(`${record("conformance-results").outcome.sentence}\n`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(judgedIn("conformance-results")).toEqual(before);
  },
  MINUTES,
);

test(
  "the library's types hold for a strict user, and know what options there are",
  async () => {
    const example = readFileSync(join(ROOT, "examples/library/types.mts"), "utf8");
    writeFileSync(join(folder, "types.mts"), `${example}\n// @ts-expect-error no such option\nrun({ seeds: 3 });\n`);
    const flags = ["--noEmit", "--strict", "--target", "es2022", "--module", "nodenext", "--types", "node"];
    const { code, stdout } = await inFolder(process.execPath, [
      join(ROOT, "node_modules/typescript/bin/tsc"),
      ...flags,
      "--typeRoots",
      join(ROOT, "node_modules/@types"),
      "types.mts",
    ]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
  },
  MINUTES,
);

test(
  "Jest with the preset gives one test per requirement and the verdicts of the command",
  async () => {
    cpSync(join(ROOT, "examples/jest/jest.config.json"), join(folder, "jest.config.json"));
    await inFolder(process.execPath, ["node_modules/jest/bin/jest.js", "--json", "--outputFile=results.json"], {
      NODE_OPTIONS: "--experimental-vm-modules",
      EKS_CONFORMANCE_FLAGS: `${SELECTION.join(" ")} --out jest`,
    });
    const results = JSON.parse(readFileSync(join(folder, "results.json"), "utf8")) as {
      testResults: { assertionResults: { title: string; status: string }[] }[];
    };
    const tests = results.testResults.flatMap(({ assertionResults }) => assertionResults);
    expect(tests.map(({ title }) => title.split(":", 1)[0])).toEqual(
      judgedIn("conformance-results").map((line) => line.split(" ", 1)[0]),
    );
    expect(tests.every(({ status }) => status === "passed")).toBe(true);
    expect(judgedIn("jest")).toEqual(judgedIn("conformance-results"));
  },
  MINUTES,
);

/** Ids of the tests in a JUnit report, each test's name being its requirement's id, a colon and its title. */
function testedIds(junit: string): string[] {
  return [...junit.matchAll(/<testcase [^>]*?\bname="([^"]*)"/g)].map(
    ([, name = ""]) => /([a-z][a-z0-9.-]*): /.exec(name)?.[1] ?? name,
  );
}

test.each([
  {
    framework: "Vitest",
    example: "vitest/eks.test.js",
    args: ["node_modules/vitest/vitest.mjs", "run", "eks.test.js", "--reporter=junit", "--outputFile=tests.xml"],
  },
  {
    framework: "node --test",
    example: "node-test/eks.test.mjs",
    args: ["--test", "--test-reporter=junit", "--test-reporter-destination=tests.xml", "eks.test.mjs"],
  },
])(
  "$framework gives one test per requirement and the verdicts of the command",
  async ({ example, args }) => {
    const out = example.split("/", 1)[0] ?? "";
    cpSync(join(ROOT, "examples", example), join(folder, basename(example)));
    const env = { EKS_CONFORMANCE_FLAGS: `${SELECTION.join(" ")} --out ${out}` };
    const { code } = await inFolder(process.execPath, args, env);
    const junit = readFileSync(join(folder, "tests.xml"), "utf8");
    expect(testedIds(junit)).toEqual(judgedIn("conformance-results").map((line) => line.split(" ", 1)[0]));
    expect(junit).not.toContain("<failure");
    expect(code).toBe(0);
    expect(judgedIn(out)).toEqual(judgedIn("conformance-results"));
  },
  2 * MINUTES,
);

test.each([
  ["Vitest", ["node_modules/vitest/vitest.mjs", "run", "eks.test.js"]],
  ["node --test", ["--test", "eks.test.mjs"]],
] as const)(
  "%s fails where the command does",
  async (_framework, args) => {
    const server = await startReferenceServer({ fault: "tags-limit-not-enforced" });
    try {
      const { code, stdout } = await inFolder(process.execPath, args, {
        AWS_ENDPOINT_URL_EKS: server.url,
        EKS_CONFORMANCE_FLAGS: "--cases 0 --seed 3 --select register.tags.* --out failing",
      });
      expect(stdout).toContain("register.tags.max-properties");
      expect(code).toBe(1);
    } finally {
      await server.close();
    }
  },
  2 * MINUTES,
);

test(
  "README's lines of JavaScript run as they stand, their endpoint apart",
  async () => {
    const server = await startReferenceServer({});
    try {
      const readme = readFileSync(join(folder, "node_modules/eks-conformance/README.md"), "utf8");
      const lines = /```js\n(.*?)```/s.exec(readme)?.[1] ?? "";
      expect(lines).toContain("http://localhost:4566");
      writeFileSync(
        join(folder, "readme.mjs"),
        lines.replace("http://localhost:4566", server.url).replace(/^ {2}/gm, ""),
      );
      const { code, stdout } = await inFolder(process.execPath, ["readme.mjs"]);
      expect(stdout).toMatch(/^Conformant: MUST /);
      expect(code).toBe(0);
    } finally {
      await server.close();
    }
  },
  2 * MINUTES,
);

/** The lines of shell in the workflow that README.md gives, in their order. */
function linesForCi(): string[] {
  const readme = readFileSync(join(folder, "node_modules/eks-conformance/README.md"), "utf8");
  const snippet = /^## In CI\n+```yaml\n(.*?)^```$/ms.exec(readme)?.[1] ?? "";
  return (parse(snippet) as { run?: string }[]).flatMap(({ run }) => run ?? []);
}

test(
  "README's lines for CI reach a verdict on an emulator without RegisterCluster, and need no other file",
  async () => {
    const server = await startReferenceServer({ fault: "emulator-register-below-a-cluster" });
    try {
      const [test, summary, ...others] = linesForCi();
      expect(others).toEqual([]);
      expect(test).toContain("http://localhost:4566");
      const line = test?.replace("http://localhost:4566", server.url) ?? "";
      const tested = await inFolder("bash", ["-ec", line], { npm_config_offline: "true" });
      expect(tested.code).toBe(1);
      expect(tested.stdout).toContain("RegisterCluster is not implemented");
      const GITHUB_STEP_SUMMARY = join(folder, "step-summary.md");
      expect(await inFolder("bash", ["-ec", summary ?? ""], { GITHUB_STEP_SUMMARY })).toMatchObject({ code: 0 });
      expect(readFileSync(GITHUB_STEP_SUMMARY, "utf8")).toContain("RegisterCluster is not implemented");
    } finally {
      await server.close();
    }
  },
  2 * MINUTES,
);
