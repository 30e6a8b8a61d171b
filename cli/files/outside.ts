import { existsSync, realpathSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { UsageError } from "../usage-error.ts";

/** Refuses a results folder that has the file in it, or is the folder that was given for it: it would be overwritten. */
export function requireOutside(out: string, file: string, what: string): void {
  if (!existsSync(out) || !existsSync(file)) return;
  const given = realpathSync(file);
  const own = statSync(given).isDirectory() ? given : dirname(given);
  if (realpathSync(out) !== own) return;
  throw new UsageError(`--out ${out}: contains ${what}, which would be overwritten; give another folder`);
}
