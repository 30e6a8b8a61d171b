import type { JsonObject } from "#spec/json/json.ts";
import type { OutputDocument } from "#reference/render/output-document.ts";
import type { StoredResource } from "./resource.ts";

/** A request that carried an idempotency token, and what it was answered. */
interface Remembered {
  readonly input: JsonObject;
  readonly answer: OutputDocument;
  readonly resource: StoredResource;
}

/** By operation and token. */
export type Tokens = Map<string, Remembered>;
