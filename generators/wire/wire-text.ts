import type { JsonObject } from "#spec/json/json.ts";
import type { WireFamily, WireVariant } from "./wire-variant.ts";

const encoder = new TextEncoder();

/** UTF-8. */
export function bytesOf(text: string): Uint8Array {
  return encoder.encode(text);
}

type Rewrite = (json: string, input: JsonObject) => string;

/** Variants of one family whose body is a rewriting of the input's JSON text. */
export function textVariants(
  family: WireFamily,
  rows: readonly (readonly [name: string, note: string, rewrite: Rewrite])[],
): WireVariant[] {
  return rows.map(([name, note, rewrite]) => ({
    key: `${family}/${name}`,
    family,
    note,
    body: (input) => bytesOf(rewrite(JSON.stringify(input), input)),
  }));
}

/** What stands between an object's braces. */
export function inside(json: string): string {
  return json.slice(1, -1);
}
