import { spawnSync } from "node:child_process";
import { ROOT } from "./package-root.ts";

/** Runs the tests of a path, one after the other, with more in their environment; answers Jest's exit code. */
export function runJest(path: string, env: Readonly<Record<string, string>>): number {
  const jest = ["--experimental-vm-modules", "--no-warnings", "node_modules/jest/bin/jest.js", path, "-w", "1"];
  const options = { cwd: ROOT, stdio: "inherit", env: { ...process.env, ...env } } as const;
  return spawnSync(process.execPath, jest, options).status ?? 1;
}
