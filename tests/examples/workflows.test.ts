import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { validateAction, validateWorkflow } from "@action-validator/core";
import { Command } from "commander";
import { describe, expect, test } from "@jest/globals";
import { addRunFlags, addStartFlags } from "#cli/flags/add-run-flags.ts";
import { readAction, readYaml, ROOT, type Step } from "#tests/helpers/action-file.ts";

interface Job {
  readonly "runs-on": string;
  readonly needs?: string;
  readonly services?: Readonly<Record<string, { readonly image: string; readonly ports: readonly string[] }>>;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly name: string;
  readonly on: unknown;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const FILES = readdirSync(join(ROOT, "examples/workflows"));
const action = readAction();

function stepsOf(workflow: Workflow): Step[] {
  return Object.values(workflow.jobs).flatMap(({ steps }) => steps);
}

function isOurs({ uses = "" }: Step): boolean {
  return uses.startsWith("eks-conformance/eks-conformance@");
}

describe.each(FILES)("examples/workflows/%s", (file) => {
  const workflow = readYaml(`examples/workflows/${file}`) as Workflow;

  test("fits the public schema of workflows", () => {
    expect(validateWorkflow(readFileSync(join(ROOT, "examples/workflows", file), "utf8")).errors).toEqual([]);
  });

  test("has the shape of a workflow, with no more rights than it needs", () => {
    expect(Object.keys(workflow)).toEqual(expect.arrayContaining(["name", "on", "permissions", "jobs"]));
    expect(workflow.permissions["contents"]).toBe("read");
    for (const job of Object.values(workflow.jobs)) {
      expect(job["runs-on"]).toBe("ubuntu-latest");
      if (job.needs !== undefined) expect(Object.keys(workflow.jobs)).toContain(job.needs);
    }
    for (const step of stepsOf(workflow))
      expect([step.uses, step.run].filter((does) => does !== undefined)).toHaveLength(1);
  });

  test("gives the action inputs that it has, and flags and files that there are", () => {
    const ours = stepsOf(workflow).filter(isOurs);
    expect(ours).toHaveLength(1);
    for (const { with: inputs = {} } of ours) {
      for (const name of Object.keys(inputs)) expect(Object.keys(action.inputs)).toContain(name);
      const { expectations, flags = "" } = inputs;
      if (expectations !== undefined) expect(existsSync(join(ROOT, expectations))).toBe(true);
      const words = flags
        .replace(/\$\{\{[^}]*ROLE_ARN[^}]*\}\}/g, "arn:aws:iam::111122223333:role/eks-connector-agent")
        .replace(/\$\{\{[^}]*\}\}/g, "111122223333")
        .split(/\s+/)
        .filter((word) => word !== "");
      expect(() =>
        addStartFlags(addRunFlags(new Command())).exitOverride().parse(words, { from: "user" }),
      ).not.toThrow();
    }
  });

  test("takes nothing of ours by a name that can be moved", () => {
    const text = readFileSync(join(ROOT, "examples/workflows", file), "utf8");
    expect(text).not.toMatch(/eks-conformance@(?!RELEASE_COMMIT|\d+\.\d+\.\d+)/);
  });

  test("reads outputs that the action has, from the step that has them", () => {
    for (const [, id, output] of JSON.stringify(workflow).matchAll(/steps\.([a-z-]+)\.outputs\.([a-z-]+)/g)) {
      expect(
        stepsOf(workflow)
          .filter(isOurs)
          .map((step) => step.id),
      ).toContain(id);
      expect(Object.keys(action.outputs)).toContain(output);
    }
  });

  test("tests an endpoint on a port that a service of the job opens", () => {
    for (const job of Object.values(workflow.jobs)) {
      const endpoint = job.steps.find(isOurs)?.with?.["endpoint-url"];
      if (endpoint === undefined) continue;
      const ports = Object.values(job.services ?? {}).flatMap((service) =>
        service.ports.map((port) => port.split(":")[0]),
      );
      expect(ports).toContain(new URL(endpoint).port);
    }
  });
});

describe("action.yml", () => {
  test("fits the public schema of actions, which takes not just anything", () => {
    const text = readFileSync(join(ROOT, "action.yml"), "utf8");
    expect(validateAction(text).errors).toEqual([]);
    expect(validateAction(text.replace("using: composite", "using: compsite")).errors).not.toEqual([]);
  });

  test("is a composite action that describes all it takes and gives", () => {
    expect(action.runs.using).toBe("composite");
    for (const part of [...Object.values(action.inputs), ...Object.values(action.outputs)]) {
      expect(part.description).not.toBe("");
    }
    for (const step of action.runs.steps) if (step.run !== undefined) expect(step.shell).toBe("bash");
  });

  test("uses every input, and none that it does not declare", () => {
    const used = [...JSON.stringify(action.runs).matchAll(/inputs\.([a-z-]+)/g)].map(([, name]) => name);
    expect([...new Set(used)].sort()).toEqual(Object.keys(action.inputs).sort());
  });

  test("no input gets into a line of shell but through the environment", () => {
    for (const { run = "" } of action.runs.steps) expect(run).not.toContain("${{");
  });
});
