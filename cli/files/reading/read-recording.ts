import { statSync } from "node:fs";
import { renderHar } from "#reports/har/har.ts";
import { basePathOf } from "#endpoint/forwarding/base-path.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import { parsedJson } from "#spec/json/parsed-json.ts";
import { UsageError } from "#cli/usage-error.ts";
import { jsonProblem, readRecord } from "./read-record.ts";
import { readJsonFile } from "./read-text-file.ts";

/** Entries of one recording at most. */
const ENTRIES = 100_000;

export interface RecordingFile {
  readonly entries: readonly JsonValue[];
  /** Where its requests went, base path included, if it says so: HAR of ours does. */
  readonly endpoint?: string | undefined;
}

/**
 * Reads a HAR; or a record of ours, or the folder of one, as the HAR that `report` makes of it. Throws UsageError of
 * anything else.
 */
export function readRecordingFile(file: string): RecordingFile {
  const { log } = isFolder(file) ? harOfRecord(file) : harIn(file);
  const entries = isJsonObject(log) ? log["entries"] : undefined;
  if (!isJsonObject(log) || !Array.isArray(entries)) {
    throw new UsageError(`recording ${file}: its \`log.entries\` is not a list, so it is not HAR 1.2: export it again`);
  }
  if (entries.length > ENTRIES) {
    throw new UsageError(`recording ${file}: has ${entries.length} entries, of which ${ENTRIES} are read: divide it`);
  }
  const { _endpoint: endpoint } = log;
  return { entries, endpoint: typeof endpoint === "string" ? plainEndpoint(endpoint) : undefined };
}

function harIn(file: string): JsonObject {
  const { text, value: json } = readJsonFile(file, "recording");
  if (isJsonObject(json) && "log" in json) return json;
  const isRecord = isJsonObject(json) ? "schemaVersion" in json : isEvents(text);
  if (isRecord) return harOfRecord(file);
  if (json === undefined) {
    throw new UsageError(`recording ${file}: not JSON, so cut off or edited: ${jsonProblem(text)}; record it again`);
  }
  throw new UsageError(`recording ${file}: neither HAR 1.2, an object with a \`log\`, nor a record of this tool`);
}

function isEvents(text: string): boolean {
  return isJsonObject(parsedJson(text.slice(0, Math.max(text.indexOf("\n"), 0))));
}

function harOfRecord(file: string): JsonObject {
  return parsedJson(renderHar(readRecord(file))) as JsonObject;
}

/** Origin and base path of the address of something that speaks HTTP, without a password; undefined of anything else. */
export function plainEndpoint(url: string): string | undefined {
  if (!/^https?:\/\/[^/]/i.test(url) || !URL.canParse(url)) return undefined;
  return new URL(url).origin + basePathOf(url);
}

function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
}
