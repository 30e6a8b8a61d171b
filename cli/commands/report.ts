import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { renderMatrixHtml } from "../../reports/html/matrix-page.tsx";
import { MergeError, mergeShards } from "../../suites/merge.ts";
import type { RunRecord } from "../../suites/record.ts";
import type { Console } from "../console.ts";
import { FILES, render, sha256Base64 } from "../output.ts";
import { makeFolder } from "../make-folder.ts";
import { readRecord } from "../read-record.ts";
import { reasonOf } from "../read-input.ts";
import type { Format } from "../run-flags.ts";
import { UsageError } from "../usage-error.ts";

export interface ReportFlags {
  readonly format: readonly Format[];
  readonly out?: string;
}

/** Renders records again: one in any format, the shards of a run as one, others as a matrix of targets. */
export function reportCommand(files: readonly string[], flags: ReportFlags, console: Console): number {
  const [first = "", ...others] = files;
  const records = files.map(readRecord);
  const folder = flags.out ?? (others.length === 0 ? dirname(first) : "conformance-results");
  const sharded = records.every(({ run }) => run.shard !== undefined);
  const written = sharded && others.length > 0 ? single([merged(records)], flags.format) : rendered(records, flags);
  try {
    makeFolder(folder);
    for (const [file, text] of written) writeFileSync(join(folder, file), text);
  } catch (error) {
    throw new UsageError(`--out ${folder}: ${reasonOf(error)}`);
  }
  for (const [file] of written) console.print(join(folder, file));
  return 0;
}

function merged(shards: readonly RunRecord[]): RunRecord {
  try {
    return mergeShards(shards);
  } catch (error) {
    if (error instanceof MergeError) throw new UsageError(`report: ${error.message}`);
    throw error;
  }
}

function rendered(records: readonly RunRecord[], { format }: ReportFlags): [string, string][] {
  return records.length === 1 ? single(records, format) : matrix(records);
}

function single(records: readonly RunRecord[], formats: readonly Format[]): [string, string][] {
  return records.flatMap((record) =>
    formats.map((format): [string, string] => [FILES[format], render(record, format)]),
  );
}

function matrix(records: readonly RunRecord[]): [string, string][] {
  return [[FILES.html, renderMatrixHtml(records, { sha256Base64 })]];
}
