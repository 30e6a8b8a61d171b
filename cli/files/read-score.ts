import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { MutationReport } from "../../reports/mutations/mutation-report.ts";
import { LOG_BYTES } from "../../spec/bounded-file.ts";
import { isJsonObject } from "../../spec/json/json.ts";
import { parsedJson } from "../../spec/json/parsed-json.ts";
import { UsageError } from "../usage-error.ts";
import { readBytes } from "./read-text-file.ts";
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
  const report = parsedJson(readBytes(file, "score", LOG_BYTES).toString("utf8"));
  if (!isJsonObject(report) || !Array.isArray(report["faults"])) return undefined;
  const violation = scoreViolation(report);
  if (violation !== undefined)
    throw new UsageError(`score ${file}: ${violation}: not as this version writes it; run again`);
  return report as unknown as MutationReport;
}
