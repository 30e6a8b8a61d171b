import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { ROOT } from "#tests/helpers/action-file.ts";
import { cleanEnv } from "#tests/helpers/cli-process.ts";

/** What stands for the image's root folder. */
let image = "";
beforeAll(() => void (image = mkdtempSync(join(tmpdir(), "eks-conformance-image-"))));
afterAll(() => rmSync(image, { recursive: true, force: true }));

const STEPS = readFileSync(join(ROOT, "Dockerfile"), "utf8").split("\n");
const CONTEXT = readFileSync(join(ROOT, ".dockerignore"), "utf8")
  .split("\n")
  .flatMap((line) => (line.startsWith("!") ? [line.slice(1)] : []));

/** The words behind an instruction, with its flags left out. */
function wordsOf(step: string): string[] {
  return step
    .split(" ")
    .slice(1)
    .filter((word) => !word.startsWith("--"));
}

/** Copies to a place inside of the image; `.` stands for the whole context. */
function copy(step: string, workdir: string): void {
  const words = wordsOf(step);
  const to = join(image, words.at(-1)?.startsWith("/") === true ? "" : workdir, words.at(-1) ?? "");
  const isFolder = words.at(-1)?.endsWith("/") === true || words.at(-1) === ".";
  for (const from of words.slice(0, -1).flatMap((word) => (word === "." ? CONTEXT : [word]))) {
    const source = step.includes("--from=") ? join(image, from) : join(ROOT, from);
    const target = isFolder ? join(to, step.includes("--from=") ? (from.split("/").at(-1) ?? "") : from) : to;
    mkdirSync(dirname(target), { recursive: true });
    cpSync(source, target, { recursive: true });
  }
}

test("the Dockerfile's steps, done one by one in a folder, leave a program that reaches a verdict", () => {
  let workdir = "";
  for (const step of STEPS) {
    const [instruction = ""] = step.split(" ", 1);
    if (instruction === "WORKDIR") mkdirSync(join(image, (workdir = wordsOf(step)[0] ?? "")), { recursive: true });
    if (instruction === "COPY") copy(step, workdir);
    if (instruction === "RUN") {
      const options = { cwd: join(image, workdir), env: { ...cleanEnv({}), npm_config_prefer_offline: "true" } };
      execFileSync("sh", ["-ec", step.slice("RUN ".length)], options);
    }
  }
  const entry = STEPS.find((step) => step.startsWith("ENTRYPOINT "))?.slice("ENTRYPOINT ".length) ?? "[]";
  const [, program = ""] = JSON.parse(entry) as string[];
  expect(existsSync(join(image, "app/node_modules/typescript"))).toBe(false);
  rmSync(join(image, "src"), { recursive: true });
  const args = ["run", "--quiet", "--select", "register.name.max-length", "--cases", "0"];
  execFileSync(process.execPath, [join(image, program), ...args], { cwd: join(image, workdir), env: cleanEnv({}) });
  expect(existsSync(join(image, workdir, "conformance-results/index.html"))).toBe(true);
});
