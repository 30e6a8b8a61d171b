import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { validateWorkflow } from "@action-validator/core";
import { describe, expect, test } from "@jest/globals";
import { readYaml, ROOT, type Step } from "#tests/helpers/action-file.ts";

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { readonly "timeout-minutes": number; readonly steps: readonly Step[] }>>;
}

const FOLDER = ".github/workflows";
const FILES = readdirSync(join(ROOT, FOLDER));
const PINNED = /^[\w-]+\/[\w-]+@[0-9a-f]{40}$/;
const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { scripts: Record<string, string> };

/** Every file that names actions of others, with its lines. */
const USING = ["action.yml", ...FILES.map((file) => `${FOLDER}/${file}`), ...examples()];

function examples(): string[] {
  return readdirSync(join(ROOT, "examples/workflows")).map((file) => `examples/workflows/${file}`);
}

function read(file: string): string {
  return readFileSync(join(ROOT, file), "utf8");
}

describe.each(FILES)("%s", (file) => {
  const workflow = readYaml(`${FOLDER}/${file}`) as Workflow;
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps);

  test("fits the public schema of workflows", () => {
    expect(validateWorkflow(read(`${FOLDER}/${file}`)).errors).toEqual([]);
  });

  test("may read the contents, and nothing else unless a job says so", () => {
    expect(workflow.permissions).toEqual({ contents: "read" });
  });

  test("every job ends some time", () => {
    for (const job of jobs) expect(job["timeout-minutes"]).toBeGreaterThan(0);
  });

  test("no checkout leaves its token behind", () => {
    for (const step of steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"))) {
      expect(step.with).toMatchObject({ "persist-credentials": false });
    }
  });

  test("runs scripts that there are", () => {
    const named = steps.flatMap(({ run = "" }) =>
      [...run.matchAll(/npm run ([a-z:-]+)/g)].map(([, name]) => name ?? ""),
    );
    for (const name of named) expect(Object.keys(scripts)).toContain(name);
  });

  test("no expression gets into a line of shell but through the environment", () => {
    for (const { run = "" } of steps) expect(run).not.toContain("${{");
  });

  test("has no secret that could be stolen", () => {
    expect(read(`${FOLDER}/${file}`)).not.toContain("secrets.");
  });
});

test.each(USING)("%s takes actions of others by commit", (file) => {
  const used = [...read(file).matchAll(/uses: (\S+)/g)].map(([, name]) => name ?? "");
  const others = used.filter((name) => !name.startsWith("eks-conformance/"));
  for (const name of others) expect(name).toMatch(PINNED);
});

test("the image is made of images by digest", () => {
  const from = [...read("Dockerfile").matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
  expect(from).toHaveLength(2);
  for (const image of from) expect(image).toMatch(/@sha256:[0-9a-f]{64}$/);
});

test("changes are tested on the Nodes that are promised, on Linux and on macOS", () => {
  const { jobs } = readYaml(`${FOLDER}/test.yml`) as { jobs: { test: { strategy: { matrix: unknown } } } };
  expect(jobs.test.strategy.matrix).toEqual({ os: ["ubuntu-latest", "macos-latest"], node: [20, 22, 24] });
});

test("a release is published by hand alone, with provenance", () => {
  const { on, jobs } = readYaml(`${FOLDER}/publish.yml`) as Workflow;
  expect(Object.keys(on)).toEqual(["workflow_dispatch"]);
  expect(jobs["npm"]?.steps.at(-1)?.run).toContain("--provenance");
});

test.each(["npm audit signatures", "npm audit --omit=dev", "npm sbom "])(
  "the supply chain is looked at by %s",
  (line) => {
    expect(read(`${FOLDER}/supply-chain.yml`)).toContain(`run: ${line}`);
  },
);
