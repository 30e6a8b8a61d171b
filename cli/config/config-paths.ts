import { existsSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import type { Option } from "commander";
import { BUILT_IN_SPECS } from "#suites/record/readings/built-in-specs.ts";
import { UsageError } from "#cli/usage-error.ts";

const PATH = /<(?:file|spec|dir)>/;
const TO_READ = /<(?:file|spec)>/;

/** A setting's value, a path among them as the config file means it: from its own folder. Throws UsageError. */
export function pathFrom(file: string, { flags, long }: Option, value: string): string {
  if (!PATH.test(flags) || BUILT_IN_SPECS.includes(value)) return value;
  const folder = dirname(file);
  const path = isAbsolute(value) || folder === "." ? value : join(folder, value);
  if (TO_READ.test(flags) && !existsSync(path)) {
    throw new UsageError(`${file}: ${long?.replace("--", "") ?? flags}: ${path}: no such file`);
  }
  return path;
}
