import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { FILE_BYTES, LOG_BYTES, TooLargeError } from "#spec/bounded-file.ts";
import { parsedJson } from "#spec/json/parsed-json.ts";
import { hasManyValues } from "#spec/json/value-count.ts";
import { RecordFold } from "#suites/record/building/record-of-events.ts";
import type { RunEvent } from "#suites/record/events.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import { visibleLine } from "#reports/model/text/harmless-text.ts";
import { recordViolation } from "./record-schema.ts";
import { jsonIn, readBytes } from "./read-text-file.ts";
import { UsageError } from "#cli/usage-error.ts";

/**
 * Reads a run.json, or rebuilds the record from the events.ndjson that a run left, even one that was killed; of a folder,
 * the one that is in it.
 */
export function readRecord(given: string): RunRecord {
  const file = recordFileOf(given);
  const bytes = readBytes(file, "record", LOG_BYTES);
  if (isLog(bytes)) return rebuild(bytes, file);
  if (bytes.length > FILE_BYTES) throw new UsageError(`record ${file}: ${new TooLargeError(FILE_BYTES).message}`);
  const { text, value: record } = jsonIn(bytes, file, "record");
  if (record === undefined && text.trimStart().startsWith("{")) {
    throw new UsageError(`record ${file}: not JSON, so cut off or edited: ${jsonProblem(text)}; run again`);
  }
  if (!isJsonObject(record) || record["schemaVersion"] === undefined || !Array.isArray(record["requirements"])) {
    throw new UsageError(`record ${file}: neither a run.json nor an events.ndjson of this tool`);
  }
  if (record["schemaVersion"] !== 1) {
    const version = JSON.stringify(record["schemaVersion"]);
    throw new UsageError(`record ${file}: has schema version ${version}, but this tool reads 1: ${mendOf(record)}`);
  }
  return asRecord(record, file);
}

/** The file itself, or in a run's folder what tells of the run. */
export function recordFileOf(given: string): string {
  if (statSync(given, { throwIfNoEntry: false })?.isDirectory() !== true) return given;
  const file = ["run.json", "events.ndjson"].map((name) => join(given, name)).find((each) => existsSync(each));
  if (file === undefined)
    throw new UsageError(`record ${given}: a folder with neither run.json nor events.ndjson in it`);
  return file;
}

function mendOf({ tool }: JsonObject): string {
  const version = isJsonObject(tool) ? tool["version"] : undefined;
  return typeof version === "string" ? `read it with version ${visibleLine(version)}, or run again` : "run again";
}

/** A record that was edited, cut or written by another version is told of before anything reads it. */
function asRecord(record: unknown, file: string): RunRecord {
  const violation = recordViolation(record);
  if (violation !== undefined) {
    throw new UsageError(`record ${file}: ${violation}: not as this version writes it; run again`);
  }
  return record as RunRecord;
}

/** Whether a run's events are in it: the first line is one of them. A whole record may be one line, too. */
function isLog(bytes: Buffer): boolean {
  return BEGINNING.test(bytes.toString("latin1", 0, HEAD));
}

/** The first member that is written of an event. */
const BEGINNING = /^\s*\{\s*"type"\s*:\s*"started"/;
const HEAD = 1_000;

/** The lines of a file, each read when it is asked for, undefined where one is not JSON, or has too many values. */
function* jsonLines(bytes: Buffer): Generator<JsonValue | undefined> {
  for (let start = 0; start < bytes.length;) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline === -1 ? bytes.length : newline;
    const line = bytes.subarray(start, end);
    yield line.length > FILE_BYTES || hasManyValues(line) ? undefined : parsedJson(line.toString("utf8"));
    start = end + 1;
  }
}

/** A line cut off by a crash ends the events. */
function rebuild(bytes: Buffer, file: string): RunRecord {
  const fold = new RecordFold();
  for (const event of jsonLines(bytes)) {
    if (!isJsonObject(event) || typeof event["type"] !== "string") break;
    applied(fold, event as unknown as RunEvent, file);
  }
  if (fold.started === undefined) throw new UsageError(`record ${file}: no run has started in it`);
  return asRecord(recordOf(fold, file), file);
}

/** What the parser says and where, without the text around it, which may be anything. */
export function jsonProblem(text: string): string {
  try {
    JSON.parse(text);
    return "nothing";
  } catch (error) {
    return (error as Error).message.replace(/, ".*/s, "").replace(/ in JSON.*? at /s, " at ");
  }
}

function applied(fold: RecordFold, event: RunEvent, file: string): void {
  try {
    fold.apply(event);
  } catch {
    throw new UsageError(`record ${file}: its event "${event.type}" is not as this version writes it; run again`);
  }
}

function recordOf(fold: RecordFold, file: string): RunRecord {
  try {
    return fold.record();
  } catch {
    throw new UsageError(`record ${file}: its events are not as this version writes them; run again`);
  }
}
