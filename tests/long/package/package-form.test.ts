import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { ROOT } from "#tests/helpers/action-file.ts";

let folder = "";
let tarball = "";

/** Runs one of the repository's tools; answers its exit code, and what it printed. */
function tool(script: string, ...args: readonly string[]): { code: number; printed: string } {
  try {
    const printed = execFileSync(process.execPath, [join(ROOT, "node_modules", script), ...args], { cwd: ROOT });
    return { code: 0, printed: String(printed) };
  } catch (error) {
    const { status, stdout } = error as { status?: number | null; stdout?: Buffer };
    return { code: status ?? -1, printed: String(stdout) };
  }
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "eks-conformance-form-"));
  const args = ["pack", ROOT, "--ignore-scripts", "--silent", "--pack-destination", folder];
  tarball = join(folder, String(execFileSync("npm", args)).trim());
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("publint finds nothing to say of it", () => {
  expect(tool("publint/src/cli.js", tarball, "--strict")).toMatchObject({ code: 0 });
});

test("every export has types that lead where it leads", () => {
  const { code, printed } = tool("@arethetypeswrong/cli/dist/index.js", tarball, "--profile", "esm-only");
  expect(printed).toContain('"eks-conformance/vitest"');
  expect(code).toBe(0);
});

test("the types in it want none that was left out", () => {
  execFileSync("tar", ["-xzf", tarball, "-C", folder]);
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  const types = ["library", "test-frameworks/vitest", "test-frameworks/node-test"].map((name) =>
    join(folder, "package/dist/cli", `${name}.d.ts`),
  );
  const flags = [
    "--ignoreConfig",
    "--noEmit",
    "--strict",
    "--target",
    "es2023",
    "--module",
    "nodenext",
    "--types",
    "node",
  ];
  const checked = tool("typescript/bin/tsc", ...flags, "--skipLibCheck", "false", ...types);
  expect(checked).toEqual({ code: 0, printed: "" });
});

test("the pages of the library's API are made without a warning", () => {
  expect(tool("typedoc/bin/typedoc", "--out", join(folder, "pages"))).toMatchObject({ code: 0 });
});
