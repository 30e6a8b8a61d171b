import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect } from "@jest/globals";
import { needing } from "#tests/helpers/needs/needing.ts";
import { readAction, ROOT } from "#tests/helpers/action-file.ts";
import { conformant, failing } from "#tests/reports/records.ts";

const { test } = needing("bash");

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "eks-conformance-action-"));
  writeFileSync(join(folder, "before.json"), JSON.stringify(conformant));
  writeFileSync(join(folder, "after.json"), JSON.stringify(failing));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Puts a `gh` in the path that writes down what it was asked, a line each, and answers by these shell lines. */
function withGh(answers: string): void {
  writeFileSync(join(folder, "gh"), `#!/bin/sh\necho "$*" >> "${join(folder, "asked")}"\n${answers}\n`, {
    mode: 0o755,
  });
}

function asked(): string[] {
  const file = join(folder, "asked");
  return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
}

/** Runs a step of the action by its name, its environment given; answers what it wrote. */
async function runStep(name: string, given: Readonly<Record<string, string>>) {
  const step = readAction().runs.steps.find((each) => each.name === name);
  const names = Object.keys(step?.env ?? {});
  expect(names).toEqual(expect.arrayContaining(Object.keys(given)));
  const files = { GITHUB_OUTPUT: join(folder, "output"), GITHUB_STEP_SUMMARY: join(folder, "summary") };
  for (const file of Object.values(files)) writeFileSync(file, "");
  const env = { PATH: `${folder}:${process.env["PATH"]}`, GITHUB_REPOSITORY: "me/mine", ...GITHUB, ...files, ...given };
  const code = await new Promise<number>((resolve) => {
    const args = ["--noprofile", "--norc", "-eo", "pipefail", "-c", step?.run ?? "exit 99"];
    execFile("bash", args, { env, cwd: folder }, (error) => resolve(error === null ? 0 : Number(error.code ?? -1)));
  });
  return {
    code,
    output: readFileSync(files.GITHUB_OUTPUT, "utf8"),
    summary: readFileSync(files.GITHUB_STEP_SUMMARY, "utf8"),
  };
}

const GITHUB = { GITHUB_SERVER_URL: "https://github.example", GITHUB_RUN_ID: "77" };

describe("the baseline", () => {
  const given = () => ({ WORKFLOW: "CI", BRANCH: "main", ARTIFACT: "eks", FOLDER: join(folder, "base") });

  test("is the artifact of the last run on the default branch", async () => {
    withGh(`case "$1 $2" in "run list") echo 41;; esac`);
    const { code, output } = await runStep("Baseline", given());
    expect(code).toBe(0);
    expect(output).toBe(`record=${join(folder, "base")}/run.json\n`);
    expect(asked()[0]).toContain("run list --repo me/mine --workflow CI --branch main --status completed");
    expect(asked()[1]).toBe(`run download 41 --repo me/mine --name eks --dir ${join(folder, "base")}`);
  });

  needing("jq").test("is no run of a pull request: a fork's branch may be called as the default one", async () => {
    const runs = [
      { databaseId: 43, event: "pull_request" },
      { databaseId: 42, event: "pull_request_target" },
      { databaseId: 41, event: "push" },
      { databaseId: 40, event: "schedule" },
    ];
    withGh(`case "$1 $2" in "run list") shift $(($# - 1)); echo '${JSON.stringify(runs)}' | jq -r "$1";; esac`);
    await runStep("Baseline", given());
    expect(asked()[1]).toContain("run download 41 ");
  });

  test.each([
    ["there was no run", ":"],
    ["the run left none", `case "$1 $2" in "run list") echo 41;; *) exit 1;; esac`],
    ["the token may not look", "exit 1"],
  ])("is none where %s, and that fails nothing", async (_name, answers) => {
    withGh(answers);
    expect(await runStep("Baseline", given())).toMatchObject({ code: 0, output: "" });
  });
});

describe("what changed", () => {
  const between = (before: string, after: string) =>
    runStep("What changed", {
      PACKAGE: ROOT,
      BASELINE: join(folder, before),
      RECORD: join(folder, after),
      CHANGES: join(folder, "changes"),
    });

  test("a requirement that held before has regressed, and the summary names it", async () => {
    const { code, output, summary } = await between("before.json", "after.json");
    expect(output).toBe("regressed=true\n");
    expect(code).toBe(0);
    expect(summary).toContain("## Since the default branch");
    expect(summary).toContain("register.name.max-length");
  });

  test("nothing has regressed where nothing changed", async () => {
    expect((await between("before.json", "before.json")).output).toBe("regressed=false\n");
  });
});

describe("the comment", () => {
  const comment = () => readFileSync(join(folder, "comment"), "utf8");
  const given = () => ({
    NUMBER: "5",
    SENTENCE: "Not conformant: MUST 9 of 15 met.",
    CAUSES: "3",
    CHANGES: join(folder, "changes"),
    COMMENT: join(folder, "comment"),
  });
  const run = () => runStep("Comment on the pull request", given());

  test("says the sentence, the causes and where the whole report is", async () => {
    withGh(":");
    expect((await run()).code).toBe(0);
    expect(comment()).toContain("Not conformant: MUST 9 of 15 met. To fix: 3.");
    expect(comment()).toContain("(https://github.example/me/mine/actions/runs/77)");
    expect(asked().at(-1)).toBe(
      `api --silent --method POST repos/me/mine/issues/5/comments -F body=@${join(folder, "comment")}`,
    );
  });

  test("mends the one of the run before", async () => {
    withGh(`case "$*" in *--paginate*) echo 900; echo 901;; esac`);
    await run();
    expect(asked().at(-1)).toContain("--method PATCH repos/me/mine/issues/comments/900 ");
  });

  test("has what changed as a block that nothing in it can end", async () => {
    withGh(":");
    writeFileSync(join(folder, "changes"), "newly fails\n```\n# not a heading\n");
    await run();
    expect(comment().trimEnd().split("\n").slice(-3)).toEqual(["    newly fails", "    ```", "    # not a heading"]);
  });

  test("is written for pull requests alone, and only where it is asked for", () => {
    const step = readAction().runs.steps.find(({ name }) => name === "Comment on the pull request");
    expect(step?.if).toContain("inputs.comment == 'true' && github.event_name == 'pull_request'");
    expect(readAction().inputs["comment"]?.default).toBe("false");
  });
});
