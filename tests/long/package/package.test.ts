import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startReferenceServer } from "../../../reference/server.ts";
import { ROOT } from "../../helpers/action-file.ts";
import type { CliResult } from "../../helpers/cli-process.ts";
import { installPackage, type InstalledPackage } from "../../helpers/installed-package.ts";

const MINUTES = 60_000;
const SELECTION = ["--cases", "0", "--seed", "3", "--select", "register.name.*", "--select", "register.route"];
/** A member that no server of registered clusters returns, so that nothing exercises its requirement. */
const UNSEEN = "register.response.cluster.endpoint";
const IN_FRAMEWORKS = [...SELECTION, "--select", UNSEEN].join(" ");

let installed: InstalledPackage;
let folder = "";
beforeAll(async () => {
  installed = await installPackage();
  folder = installed.folder;
  mkdirSync(join(folder, "node_modules/@jest"), { recursive: true });
  for (const peer of ["jest", "@jest/globals", "vitest"]) {
    symlinkSync(join(ROOT, "node_modules", peer), join(folder, "node_modules", peer));
  }
}, 5 * MINUTES);
afterAll(() => installed.remove());

function inFolder(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<CliResult> {
  return installed.run(program, args, env);
}

function record(out: string): { outcome: { sentence: string }; requirements: { id: string; verdict: string }[] } {
  return JSON.parse(readFileSync(join(folder, out, "run.json"), "utf8")) as ReturnType<typeof record>;
}

function judgedIn(out: string): string[] {
  const { requirements } = record(out);
  return requirements.filter(({ verdict }) => verdict !== "disabled").map(({ id, verdict }) => `${id} ${verdict}`);
}

function idsIn(out: string): (string | undefined)[] {
  return judgedIn(out).map((line) => line.split(" ", 1)[0]);
}

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
    expect(stderr).toBe("");
    expect(code).toBe(0);
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
    expect(stdout).toBe("");
    expect(code).toBe(0);
  },
  MINUTES,
);

test(
  "Jest with the preset gives one test per requirement and the verdicts of the command",
  async () => {
    cpSync(join(ROOT, "examples/jest/jest.config.json"), join(folder, "jest.config.json"));
    await inFolder(process.execPath, ["node_modules/jest/bin/jest.js", "--json", "--outputFile=results.json"], {
      NODE_OPTIONS: "--experimental-vm-modules",
      EKS_CONFORMANCE_FLAGS: `${IN_FRAMEWORKS} --out jest`,
    });
    const results = JSON.parse(readFileSync(join(folder, "results.json"), "utf8")) as {
      testResults: { assertionResults: { title: string; status: string }[] }[];
    };
    const tests = results.testResults.flatMap(({ assertionResults }) => assertionResults);
    expect(tests.map(({ title }) => title.split(":", 1)[0])).toEqual([...idsIn("conformance-results"), UNSEEN]);
    const passed = tests.filter(({ status }) => status === "passed").map(({ title }) => title.split(":", 1)[0]);
    expect(passed).toEqual(idsIn("conformance-results"));
    expect(judgedIn("jest")).toEqual([...judgedIn("conformance-results"), `${UNSEEN} not-applicable`]);
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
    const env = { EKS_CONFORMANCE_FLAGS: `${IN_FRAMEWORKS} --out ${out}` };
    const { code } = await inFolder(process.execPath, args, env);
    const junit = readFileSync(join(folder, "tests.xml"), "utf8");
    expect(testedIds(junit)).toEqual([...idsIn("conformance-results"), UNSEEN]);
    expect(junit.match(/<skipped/g)).toHaveLength(1);
    expect(junit).not.toContain("<failure");
    expect(code).toBe(0);
    expect(judgedIn(out)).toEqual([...judgedIn("conformance-results"), `${UNSEEN} not-applicable`]);
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
