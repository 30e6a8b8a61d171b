import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { readYaml, ROOT, type Step } from "#tests/helpers/action-file.ts";

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly strategy?: { readonly matrix: { readonly script?: readonly string[] } };
        readonly steps: readonly Step[];
      }
    >
  >;
}

const CI = readFileSync(join(ROOT, ".ci/run"), "utf8");
const TESTS = readdirSync(join(ROOT, "tests"), { recursive: true, encoding: "utf8" }).filter((file) =>
  file.endsWith(".test.ts"),
);

/** The parts of names that the lines assign which say what is left out, and the files that they may be of. */
function leftOut(assigned: RegExp, isMeant: (file: string) => boolean): [string, string[]][] {
  const values = [...CI.matchAll(/^(\w+)=["'](.*)["']$/gm)].filter(([, name = ""]) => assigned.test(name));
  const parts = values.flatMap(([, , value = ""]) => value.split(/[|()]/)).filter((part) => /^[\w/-]+$/.test(part));
  return parts.map((part) => [part, TESTS.filter((file) => isMeant(file) && file.includes(part))]);
}

const LONG = leftOut(/^nightly$/, (file) => file.startsWith("long/"));
const WHOLE = leftOut(/^(?:seeded|more)$/, (file) => file.endsWith(".whole.test.ts"));

test("what .ci/run leaves out is there", () => {
  // Enough of either to see that the lines were read.
  expect(LONG.length).toBeGreaterThan(20);
  expect(WHOLE.length).toBeGreaterThan(10);
  expect([...LONG, ...WHOLE].filter(([, files]) => files.length === 0)).toEqual([]);
});

test("all long tests are run each night, and all tests of whole runs for each change", () => {
  const nightly = readYaml(".github/workflows/nightly.yml") as Workflow;
  expect(nightly.on).toHaveProperty("schedule");
  const scripts = Object.values(nightly.jobs).flatMap(({ strategy, steps }) =>
    steps.some(({ run }) => run === 'npm run "$SCRIPT"') ? (strategy?.matrix.script ?? []) : [],
  );
  expect(scripts).toContain("test:long");
  const changes = readYaml(".github/workflows/test.yml") as Workflow;
  expect(Object.keys(changes.on)).toContain("pull_request");
  const lines = Object.values(changes.jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
  expect(lines).toEqual(expect.arrayContaining(["npm test", "npm run test:whole"]));
});
