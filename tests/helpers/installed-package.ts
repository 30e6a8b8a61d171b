import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@jest/globals";
import { ROOT } from "./action-file.ts";
import { cleanEnv, type CliResult } from "./cli-process.ts";

/** The built package, installed into a folder that has nothing else. */
export interface InstalledPackage {
  readonly folder: string;
  /** Runs a program in the folder. */
  run(program: string, args: readonly string[], env?: NodeJS.ProcessEnv): Promise<CliResult>;
  remove(): void;
}

export async function installPackage(): Promise<InstalledPackage> {
  const folder = mkdtempSync(join(tmpdir(), "eks-conformance-package-"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "user", private: true }));
  const run = (program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<CliResult> => {
    const options = { cwd: folder, env: cleanEnv({ JEST_WORKER_ID: undefined, ...env }), maxBuffer: 2 ** 26 };
    return new Promise((resolve) => {
      execFile(program, args, options, (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr });
      });
    });
  };
  const packed = await run("npm", ["pack", ROOT, "--ignore-scripts", "--silent"]);
  expect(packed.stderr).toBe("");
  const tarball = join(folder, packed.stdout.trim());
  const installed = await run("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", tarball]);
  // What would run on a user's machine is asked about there.
  expect(installed).toMatchObject({ code: 0, stderr: expect.not.stringContaining("install-scripts") });
  return { folder, run, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
