import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect } from "@jest/globals";
import { needing } from "#tests/helpers/needs/needing.ts";
import { ROOT } from "#tests/helpers/action-file.ts";

const { describe } = needing("python3");

/** check-jsonschema carries the schemas that GitLab, CircleCI and GitHub publish of their files. */
const CHECKER = "check-jsonschema==0.39.0";
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "eks-conformance-schemas-"));
  execFileSync("python3", ["-m", "pip", "install", "--quiet", "--target", folder, CHECKER], { stdio: "pipe" });
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the checker finds wrong; empty where the file fits. */
function complaints(schema: string, file: string): string {
  const args = ["-m", "check_jsonschema", "--builtin-schema", `vendor.${schema}`, file];
  const env = { ...process.env, PYTHONPATH: folder };
  try {
    execFileSync("python3", args, { cwd: ROOT, env, stdio: "pipe" });
    return "";
  } catch (error) {
    return String((error as { stdout?: Buffer }).stdout ?? error);
  }
}

describe("the schemas that a CI publishes", () => {
  const { test } = needing("python3");

  test.each([
    ["gitlab-ci", "examples/ci/gitlab-ci.yml"],
    ["circle-ci", "examples/ci/circleci.yml"],
    ["github-actions", "action.yml"],
    ["github-workflows", "examples/workflows/pull-request.yml"],
  ])("%s: %s fits", (schema, file) => {
    expect(complaints(schema, file)).toBe("");
  });

  test("and one that does not is told", () => {
    const file = join(folder, "wrong.yml");
    writeFileSync(file, "conformance:\n  script: 7\n");
    expect(complaints("gitlab-ci", file)).toContain("wrong.yml");
  });
});
