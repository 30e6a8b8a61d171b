import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const { scripts } = (await import("#package.json", { with: { type: "json" } })).default;
/** Scripts that npm runs, below dist/scripts. */
export const SCRIPTS = Object.values(scripts).flatMap((line) => /dist\/(scripts\/\S+\.js)/.exec(line)?.[1] ?? []);

export function runScript(script: string, args: readonly string[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, "dist", script), ...args]);
  return { status, said: `${stdout}${stderr}` };
}
