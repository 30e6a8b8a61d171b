import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { ReadBeside } from "./contract-of-model.ts";

/** A file's text without a byte order mark, unpacked where it is packed with gzip. */
export function modelText(file: string): string {
  const bytes = readFileSync(file);
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return new TextDecoder().decode(isPacked ? gunzipSync(bytes) : bytes);
}

/** Files in the folder of a model, packed or not. */
export function modelFilesBeside(file: string): ReadBeside {
  return (name) => {
    const found = [name, `${name}.gz`].map((each) => join(dirname(file), each)).find(existsSync);
    return found === undefined ? undefined : modelText(found);
  };
}
