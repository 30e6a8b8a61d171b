// The page of a first run, done from its top to its end: its commands in one shell, its output beside theirs.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { filledEnv, readAction, ROOT, type Step } from "#tests/helpers/action-file.ts";
import { cleanEnv } from "#tests/helpers/cli-process.ts";
import { snippetsOf, type Snippet } from "#tests/helpers/doc-snippets.ts";
import { needing } from "#tests/helpers/needs/needing.ts";

const PAGE = snippetsOf("docs/first-run.md");
const COMMANDS = PAGE.filter(({ language }) => language === "sh");
/** The output that stands below a block of commands, if any. */
const outputOf = (snippet: Snippet): string => {
  const next = PAGE[PAGE.indexOf(snippet) + 1];
  return next?.language === "text" ? next.text : "…\n";
};
/** What a clone does not have. */
const NOT_CLONED = /^(?:\.git|node_modules|dist|conformance-results|.*\.tgz)$/;
const MARK = "@@ block";

let folder = "";
let printed: readonly string[] = [];

function inBash(script: string, cwd: string, env: NodeJS.ProcessEnv): { code: number | null; output: string } {
  const args = ["--noprofile", "--norc", "-c", `exec 2>&1\n${script}`];
  const { status, stdout } = spawnSync("bash", args, { cwd, env, maxBuffer: 2 ** 28 });
  return { code: status, output: stdout.toString() };
}

/** Ports, seeds, process groups and days are each run's own. */
function alike(text: string): string {
  return text
    .replace(/127\.0\.0\.1:\d+/g, "127.0.0.1:PORT")
    .replace(/seed \d+/g, "seed SEED")
    .replace(/moto_server -p \d+ in process group \d+/g, "moto_server -p PORT in process group GROUP")
    .replace(/\b\d{4}-\d\d-\d\d\b/g, "DAY");
}

/** The lines between two `…` stand in the output one below the other, and all such groups in this order. */
function expectInOrder(output: string, shortened: string): void {
  let rest = alike(output);
  const groups = alike(shortened).split(/^…\n/m);
  groups.forEach((group, place) => {
    if (place === 0) expect(rest.slice(0, group.length)).toBe(group);
    else if (!rest.includes(group)) expect(rest).toContain(group);
    rest = rest.slice(rest.indexOf(group) + group.length);
  });
  if (!shortened.endsWith("…\n")) expect(rest.trim()).toBe("");
}

needing("python3").describe("docs/first-run.md", () => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "eks-conformance-first-run-"));
    for (const entry of readdirSync(ROOT)) {
      if (!NOT_CLONED.test(entry))
        cpSync(join(ROOT, entry), join(folder, "eks-conformance", entry), { recursive: true });
    }
    const script = COMMANDS.map(({ text }) => `echo '${MARK}'\n${text}`).join("");
    const env = cleanEnv({ npm_config_prefer_offline: "true", npm_config_update_notifier: "false", COLUMNS: "80" });
    printed = inBash(script, join(folder, "eks-conformance"), env).output.split(`${MARK}\n`).slice(1);
  }, 30 * 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(COMMANDS.map((snippet, place) => [snippet.text, snippet, place] as const))(
    "prints what the page says: %s",
    (_text, snippet, place) => {
      expect(printed).toHaveLength(COMMANDS.length);
      expectInOrder(printed[place] ?? "", outputOf(snippet));
    },
  );

  /** Does the steps of the action that install and test; answers what the last one printed and wrote. */
  function action(inputs: Readonly<Record<string, string>>): { code: number | null; output: string; outputs: string } {
    const runner = mkdtempSync(join(folder, "runner-"));
    const project = join(folder, "my-project");
    const [GITHUB_OUTPUT, GITHUB_STEP_SUMMARY] = ["output", "summary"].map((name) => join(runner, name));
    for (const file of ["output", "summary"]) writeFileSync(join(runner, file), "");
    const steps = readAction().runs.steps.slice(0, 2);
    const results = steps.map((step) => {
      const env = cleanEnv({
        ...filledEnv(step, inputs, runner),
        PATH: `${join(project, ".venv/bin")}:${process.env["PATH"]}`,
        RUNNER_TEMP: runner,
        GITHUB_ACTION_PATH: join(folder, "eks-conformance"),
        GITHUB_ACTIONS: "true",
        GITHUB_WORKSPACE: project,
        GITHUB_OUTPUT,
        GITHUB_STEP_SUMMARY,
      });
      return inBash(`set -eo pipefail\n${step.run ?? "exit 99"}`, project, env);
    });
    const { code = null, output = "" } = results.at(-1) ?? {};
    return { code, output, outputs: readFileSync(join(runner, "output"), "utf8") };
  }

  const steps = PAGE.filter(({ language }) => language === "yaml").flatMap(({ text }) => parse(text) as Step[]);
  const own = steps.find(({ uses }) => uses === "./eks-conformance")?.with ?? {};

  test("the action is green by the config file of the page", () => {
    const { code, outputs } = action(own);
    expect(code).toBe(0);
    const page = readFileSync(join(ROOT, "docs/first-run.md"), "utf8");
    const [, said = ""] = /^Its outputs are (.*?)\./m.exec(page) ?? [];
    const promised = [...said.matchAll(/`([^`]+)`/g)].map(([, each = ""]) => each);
    expect(promised).toHaveLength(3);
    expect(outputs.split("\n")).toEqual(expect.arrayContaining(promised));
  });

  test("the action is red without the list, and annotates as the page says", () => {
    const { code, output } = action({ ...own, flags: "--no-config --command 'moto_server -p {port}'" });
    expect(code).toBe(1);
    const annotation = PAGE.find(({ text }) => text.startsWith("::error"))?.text ?? "none";
    expect(output).toContain(annotation);
  });
});
