import { cpSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startReferenceServer } from "#reference/server/server.ts";
import { ROOT } from "#tests/helpers/action-file.ts";
import { installPackage, type InstalledPackage } from "#tests/helpers/installed-package.ts";
import { judgedIn } from "#tests/helpers/judged-in.ts";

const MINUTES = 60_000;
const SELECTION = ["--cases", "0", "--seed", "3", "--select", "register.name.*", "--select", "register.route"];
/** A member that no server of registered clusters returns, so that nothing exercises its requirement. */
const UNSEEN = "register.response.cluster.endpoint";
const IN_FRAMEWORKS = [...SELECTION, "--select", UNSEEN].join(" ");

let installed: InstalledPackage;
let folder = "";
/** What the command judges. */
let judged: readonly string[] = [];
let ids: readonly (string | undefined)[] = [];
beforeAll(async () => {
  installed = await installPackage();
  folder = installed.folder;
  mkdirSync(join(folder, "node_modules/@jest"), { recursive: true });
  for (const peer of ["jest", "@jest/globals", "vitest"]) {
    symlinkSync(join(ROOT, "node_modules", peer), join(folder, "node_modules", peer));
  }
  await installed.run("npx", ["--no-install", "eks-conformance", "run", ...SELECTION, "--out", "command"]);
  judged = judgedIn(join(folder, "command"));
  ids = judged.map((line) => line.split(" ", 1)[0]);
}, 5 * MINUTES);
afterAll(() => installed.remove());

test(
  "Jest with the preset gives one test per requirement and the verdicts of the command",
  async () => {
    cpSync(join(ROOT, "examples/jest/jest.config.json"), join(folder, "jest.config.json"));
    await installed.run(process.execPath, ["node_modules/jest/bin/jest.js", "--json", "--outputFile=results.json"], {
      NODE_OPTIONS: "--experimental-vm-modules",
      EKS_CONFORMANCE_FLAGS: `${IN_FRAMEWORKS} --out jest`,
    });
    const results = JSON.parse(readFileSync(join(folder, "results.json"), "utf8")) as {
      testResults: { assertionResults: { title: string; status: string }[] }[];
    };
    const tests = results.testResults.flatMap(({ assertionResults }) => assertionResults);
    expect(tests.map(({ title }) => title.split(":", 1)[0])).toEqual([...ids, UNSEEN]);
    const passed = tests.filter(({ status }) => status === "passed").map(({ title }) => title.split(":", 1)[0]);
    expect(passed).toEqual(ids);
    expect(judgedIn(join(folder, "jest"))).toEqual([...judged, `${UNSEEN} not-applicable`]);
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
    const { code } = await installed.run(process.execPath, args, env);
    const junit = readFileSync(join(folder, "tests.xml"), "utf8");
    expect(testedIds(junit)).toEqual([...ids, UNSEEN]);
    expect(junit.match(/<skipped/g)).toHaveLength(1);
    expect(junit).not.toContain("<failure");
    expect(code).toBe(0);
    expect(judgedIn(join(folder, out))).toEqual([...judged, `${UNSEEN} not-applicable`]);
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
      const { code, stdout } = await installed.run(process.execPath, args, {
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
