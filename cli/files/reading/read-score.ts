import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { MutationReport } from "#reports/mutations/mutation-report.ts";
import { isJsonObject } from "#spec/json/json.ts";
import { UsageError } from "#cli/usage-error.ts";
import { readJsonFile } from "./read-text-file.ts";
import { scoreViolation } from "./record-schema.ts";

const NAME = "mutations.json";

/**
 * The score that `proxy --mutate` left in a file or a folder; undefined where it holds something else, such as the record of a
 * run. Throws UsageError where it is not as this version writes it.
 */
export function readScore(given: string): MutationReport | undefined {
  const isFolder = statSync(given, { throwIfNoEntry: false })?.isDirectory() === true;
  const file = isFolder ? join(given, NAME) : given;
  if (!existsSync(file) || (isFolder && existsSync(join(given, "run.json")))) return undefined;
  const { value: report } = readJsonFile(file, "score");
  if (!isJsonObject(report) || !Array.isArray(report["faults"])) return undefined;
  const violation = scoreViolation(report);
  if (violation !== undefined)
    throw new UsageError(`score ${file}: ${violation}: not as this version writes it; run again`);
  return report as unknown as MutationReport;
}
