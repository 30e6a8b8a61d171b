import type { Document } from "yaml";
import type { JsonValue } from "./json.ts";

/**
 * The values of a YAML document, null for an empty one. Throws an error of one line if its aliases expand without end, or
 * to more than a document of settings or schemas holds.
 */
export function yamlValue(document: Document.Parsed): JsonValue {
  // What the reader warns of goes to standard error past every door, and quotes the file.
  document.options.logLevel = "error";
  const value = document.toJS({ maxAliasCount: 100 }) as JsonValue;
  if (holdsItself(value)) throw new Error("a value holds itself");
  return value;
}

function holdsItself(value: JsonValue): boolean {
  try {
    JSON.stringify(value);
    return false;
  } catch {
    return true;
  }
}
