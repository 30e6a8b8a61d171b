import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { parse } from "yaml";

interface Workflow {
  readonly on: Record<string, unknown>;
  readonly permissions: Record<string, string>;
  readonly jobs: Record<
    string,
    { environment?: string; permissions: Record<string, string>; steps: { if?: string; run?: string }[] }
  >;
}

const text = readFileSync(new URL("../../examples/workflows/aws.yml", import.meta.url), "utf8");
const workflow = parse(text) as Workflow;

test("nobody can start it from a pull request", () => {
  expect(Object.keys(workflow.on).sort()).toEqual(["schedule", "workflow_dispatch"]);
});

test("each job has a protected environment and no more than the token for OIDC", () => {
  expect(workflow.permissions).toEqual({ contents: "read" });
  for (const job of Object.values(workflow.jobs)) {
    expect(job.environment).toBe("eks-sandbox");
    expect(job.permissions).toEqual({ contents: "read", "id-token": "write" });
  }
});

test("no long-lived key, and no input of others in a command", () => {
  expect(text).not.toMatch(/secrets\.|AWS_SECRET_ACCESS_KEY|github\.event/);
});

test("what a run leaves behind is swept in any case", () => {
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
  expect(steps.at(-1)).toMatchObject({ if: "always()" });
  expect(steps.at(-1)?.run).toContain(" sweep ");
});
