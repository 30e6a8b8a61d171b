import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { ROOT } from "#tests/helpers/action-file.ts";
import { readRunRecord } from "#tests/helpers/cli-process.ts";
import { installPackage, type InstalledPackage } from "#tests/helpers/installed-package.ts";
import { judgedIn } from "#tests/helpers/judged-in.ts";

const MINUTES = 60_000;
/** What examples/library/run.mjs selects. */
const SELECTION = ["--cases", "0", "--seed", "3", "--select", "register.name.*", "--select", "register.route"];

let installed: InstalledPackage;
let folder = "";
let results = "";
beforeAll(async () => {
  installed = await installPackage();
  folder = installed.folder;
  results = join(folder, "conformance-results");
}, 5 * MINUTES);
afterAll(() => installed.remove());

test(
  "the command reaches a verdict in a folder that has nothing else",
  async () => {
    const { code, stdout } = await installed.run("npx", ["--no-install", "eks-conformance", "run", ...SELECTION]);
    expect(stdout).toContain("Conformant");
    expect(code).toBe(0);
    expect(judgedIn(results)).toContain("register.name.max-length pass");
  },
  MINUTES,
);

test(
  "the library reaches the same one, and prints nothing of its own",
  async () => {
    const before = judgedIn(results);
    cpSync(join(ROOT, "examples/library/run.mjs"), join(folder, "run.mjs"));
    const { code, stdout, stderr } = await installed.run(process.execPath, ["run.mjs"]);
    expect(stdout).toBe(`${readRunRecord(results).outcome.sentence}\n`);
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(judgedIn(results)).toEqual(before);
  },
  MINUTES,
);

test(
  "the library's types hold for a strict user, and know what options there are",
  async () => {
    const example = readFileSync(join(ROOT, "examples/library/types.mts"), "utf8");
    writeFileSync(join(folder, "types.mts"), `${example}\n// @ts-expect-error no such option\nrun({ seeds: 3 });\n`);
    const flags = [
      "--noEmit",
      "--strict",
      "--skipLibCheck",
      "--target",
      "es2022",
      "--module",
      "nodenext",
      "--types",
      "node",
    ];
    const { code, stdout } = await installed.run(process.execPath, [
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
