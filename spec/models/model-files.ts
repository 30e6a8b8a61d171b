import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { MODEL_BYTES, readBounded, TooLargeError } from "#spec/bounded-file.ts";
import { requireFewValues } from "#spec/json/value-count.ts";
import type { ReadBeside } from "./contract-of-model.ts";

/** A file's text without a byte order mark, unpacked where it is packed with gzip. Throws as `readBounded` does, and of too many values. */
export function modelText(file: string): string {
  const bytes = readBounded(file, MODEL_BYTES);
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const own = isPacked ? unpacked(bytes) : bytes;
  requireFewValues(own);
  return new TextDecoder().decode(own);
}

function unpacked(bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: MODEL_BYTES });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE" ? new TooLargeError(MODEL_BYTES) : error;
  }
}

/** Files in the folder of a model, packed or not. */
export function modelFilesBeside(file: string): ReadBeside {
  return (name) => {
    const found = [name, `${name}.gz`].map((each) => join(dirname(file), each)).find(existsSync);
    return found === undefined ? undefined : modelText(found);
  };
}
