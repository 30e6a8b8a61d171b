import type { JsonObject } from "#spec/json/json.ts";

/** What a variant is about; the suites know what each family must be answered with. */
export type WireFamily =
  | "json-syntax" // text that is no JSON
  | "json-root" // JSON, but not an object
  | "json-bytes" // not UTF-8
  | "json-equivalent" // the same value in other words: accepted like the original
  | "byte-order-mark"
  | "null-key"
  | "duplicate-member"
  | "lone-surrogate"
  | "unknown-member"
  | "deep"
  | "large"
  | "content-type-accepted"
  | "content-type-refused"
  | "accept-accepted"
  | "accept-refused"
  | "method"
  | "path";

/** How one request differs from a plain valid one; what is left out stays as it is. */
export interface WireVariant {
  /** Such as `json-syntax/trailing-comma`. */
  readonly key: string;
  readonly family: WireFamily;
  readonly note: string;
  readonly method?: string;
  /** The path as sent, made from the valid one. */
  readonly path?: (path: string) => string;
  /** Headers by lower-case name, replaced or, where null, taken out. */
  readonly headers?: Readonly<Record<string, string | null>>;
  /** The bytes sent in place of a valid input's JSON. */
  readonly body?: (input: JsonObject) => Uint8Array;
}

/** The parts of a request that a variant may change. */
export interface WireParts {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: Uint8Array;
}

/** A request changed as the variant says; `input` is the valid input that its body holds. */
export function applyVariant(variant: WireVariant, request: WireParts, input: JsonObject): WireParts {
  const body = variant.body === undefined ? request.body : variant.body(input);
  return {
    method: variant.method ?? request.method,
    path: variant.path?.(request.path) ?? request.path,
    headers: changeHeaders(request.headers, variant.headers ?? {}),
    body,
  };
}

function changeHeaders(
  headers: WireParts["headers"],
  changes: Readonly<Record<string, string | null>>,
): WireParts["headers"] {
  const kept = headers.filter(([name]) => !Object.hasOwn(changes, name.toLowerCase()));
  const added = Object.entries(changes).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
  return [...kept, ...added];
}
