import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { isJsonObject } from "#spec/json/json.ts";
import { parsedJson } from "#spec/json/parsed-json.ts";
import type { Kind } from "#spec/requirement.ts";
import type { JournalEntry } from "./journal-entry.ts";

const EVENTS: ReadonlySet<unknown> = new Set(["intend", "created", "doubt", "removed", "absent", "left"]);
const KINDS: ReadonlySet<unknown> = new Set<Kind>(["reference", "emulator", "aws"]);

/**
 * The entry on a line; undefined where it holds none. Where an entry's place or resource cannot be read, its place is
 * unknown, as in journals of before version 0.2: what is not found anywhere else is kept, not struck.
 */
export function parseEntry(line: string): JournalEntry | undefined {
  const value = parsedJson(line);
  if (!isJsonObject(value) || !EVENTS.has(value["event"])) return undefined;
  if (typeof value["name"] !== "string" || typeof value["at"] !== "number") return undefined;
  if (!isTextOrAbsent(value["runId"])) return undefined;
  if (value["event"] === "intend" && value["runId"] === undefined) return undefined;
  const { place, resource, ...rest } = value;
  const entry = isPlace(place) && isResource(resource) ? value : rest;
  return entry as unknown as JournalEntry;
}

function isPlace(place: JsonValue | undefined): boolean {
  if (place === undefined) return true;
  return isJsonObject(place) && hasTexts(place, "endpoint", "region") && KINDS.has(place["kind"]);
}

function isResource(resource: JsonValue | undefined): boolean {
  if (resource === undefined) return true;
  if (!isJsonObject(resource) || !hasTexts(resource, "spec", "kind") || !isTextOrAbsent(resource["arn"])) return false;
  const { ids } = resource;
  return Array.isArray(ids) && ids.every((id) => typeof id === "string");
}

function hasTexts(object: JsonObject, ...names: readonly string[]): boolean {
  return names.every((name) => typeof object[name] === "string");
}

function isTextOrAbsent(value: JsonValue | undefined): boolean {
  return value === undefined || typeof value === "string";
}
