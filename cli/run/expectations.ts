import { LineCounter } from "yaml";
import { parseYaml } from "#spec/json/parse-yaml.ts";
import { isJsonObject } from "#spec/json/json.ts";
import { SETTINGS_BYTES } from "#spec/bounded-file.ts";
import type { ExpectedFailure } from "#suites/record/record.ts";
import { readTextFile } from "#cli/files/reading/read-text-file.ts";
import { settingsValue, yamlProblem } from "#cli/files/reading/yaml-settings.ts";
import { UsageError } from "#cli/usage-error.ts";

/**
 * Reads an expectations file: a YAML or JSON list of known failures, each with `pattern` (a glob over requirement ids)
 * and `reason`, and optionally `link`, `expires` (YYYY-MM-DD) and `sometimes` (whether it may pass as well).
 */
export function readExpectations(file: string | undefined): readonly ExpectedFailure[] {
  if (file === undefined) return [];
  const lines = new LineCounter();
  const document = parseYaml(readTextFile(file, "--expectations", SETTINGS_BYTES), lines);
  const [problem] = document.errors;
  if (problem !== undefined) {
    const { line, col } = lines.linePos(problem.pos[0]);
    throw new UsageError(`--expectations ${file}:${line}:${col}: not YAML: ${yamlProblem(problem)}`);
  }
  // A file of comments alone holds no entry.
  const entries = settingsValue(document, `--expectations ${file}`) ?? [];
  if (!Array.isArray(entries)) {
    throw new UsageError(`--expectations ${file}: give a list of entries, each with pattern and reason`);
  }
  return entries.map((entry, index) => readEntry(entry, `--expectations ${file}, entry ${index + 1}`));
}

/** As record.schema.json has it. */
const LINK = /^https?:\/\/[^\s\p{C}"<>\\^`{|}]{1,2000}$/u;

const MEMBERS: ReadonlySet<string> = new Set(["pattern", "reason", "link", "expires", "sometimes"]);

function readEntry(entry: unknown, entryName: string): ExpectedFailure {
  if (!isJsonObject(entry)) throw new UsageError(`${entryName}: give an object with pattern and reason`);
  const { pattern, reason, link, expires, sometimes } = entry;
  if (typeof pattern !== "string" || pattern === "") throw new UsageError(`${entryName}: pattern is missing`);
  if (typeof reason !== "string" || reason.trim() === "") {
    throw new UsageError(`${entryName} (${pattern}): reason is missing; say why the failure is expected`);
  }
  const unknown = Object.keys(entry).find((key) => !MEMBERS.has(key));
  if (unknown !== undefined) throw new UsageError(`${entryName} (${pattern}): unknown member ${unknown}`);
  if (link !== undefined && (typeof link !== "string" || !LINK.test(link))) {
    throw new UsageError(`${entryName} (${pattern}): link is not an http address`);
  }
  if (expires !== undefined && (typeof expires !== "string" || !isDay(expires))) {
    throw new UsageError(`${entryName} (${pattern}): expires is not a date like 2027-01-31`);
  }
  if (sometimes !== undefined && typeof sometimes !== "boolean") {
    throw new UsageError(`${entryName} (${pattern}): sometimes is not true or false`);
  }
  return { pattern, reason, link, expires, sometimes };
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}
