import { RecordFold } from "../../suites/record/fold.ts";
import type { RunEvent } from "../../suites/record/events.ts";
import type { RunRecord } from "../../suites/record/record.ts";
import { isJsonObject } from "../../spec/json/json.ts";
import { readText } from "./read-input.ts";
import { UsageError } from "../usage-error.ts";

/** Reads a run.json, or rebuilds the record from the events.ndjson that a run left, even one that was killed. */
export function readRecord(file: string): RunRecord {
  const text = readText(file, "record");
  const [firstLine = ""] = text.split("\n", 1);
  const first = parse(firstLine);
  if (isJsonObject(first) && first["type"] === "started") return rebuild(text, file);
  const record = parse(text);
  if (!isJsonObject(record) || record["schemaVersion"] === undefined || !Array.isArray(record["requirements"])) {
    throw new UsageError(`record ${file}: neither a run.json nor an events.ndjson of this tool`);
  }
  if (record["schemaVersion"] !== 1) {
    throw new UsageError(
      `record ${file}: schema version ${JSON.stringify(record["schemaVersion"])}, this tool reads 1`,
    );
  }
  return record as unknown as RunRecord;
}

/** A line cut off by a crash ends the events. */
function rebuild(text: string, file: string): RunRecord {
  const fold = new RecordFold();
  for (const line of text.split("\n")) {
    const event = parse(line);
    if (!isJsonObject(event) || typeof event["type"] !== "string") break;
    fold.apply(event as unknown as RunEvent);
  }
  if (fold.started === undefined) throw new UsageError(`record ${file}: no run has started in it`);
  return fold.record();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
