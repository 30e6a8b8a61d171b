import type { Call } from "../call.ts";
import { Refusal } from "../refusal.ts";

/** Bytes of the largest body taken. */
export const BODY_LIMIT = 1024 * 1024;

export type JsonDocument = Readonly<Record<string, unknown>>;

export interface BodyBehaviours {
  readonly checkSize: (call: Call) => Refusal | undefined;
  /** UTF-8 to text. Throws SerializationException. */
  readonly decodeText: (body: Uint8Array, call: Call) => string;
  /** Text to a JSON value; strict JSON. Throws SerializationException. */
  readonly parseJson: (text: string, call: Call) => unknown;
  /** The top level must be an object. Source: restJson1, RestJsonTechnicallyValidJsonBody. Throws SerializationException. */
  readonly readDocument: (value: unknown, call: Call) => JsonDocument;
}

export const conformingBody: BodyBehaviours = { checkSize, decodeText, parseJson, readDocument };

const utf8 = new TextDecoder("utf-8", { fatal: true });

function checkSize(call: Call): Refusal | undefined {
  if (call.request.body.length <= BODY_LIMIT) return undefined;
  return new Refusal("RequestEntityTooLargeException", `The request body is larger than ${BODY_LIMIT} bytes.`);
}

function decodeText(body: Uint8Array): string {
  try {
    return utf8.decode(body);
  } catch {
    throw new Refusal("SerializationException", "The request body is not UTF-8.");
  }
}

// The engine's parser keeps its own stack, so depth is bounded by the body's size alone.
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal("SerializationException", "The request body is not JSON.");
  }
}

function readDocument(value: unknown): JsonDocument {
  if (isObject(value)) return value;
  throw new Refusal("SerializationException", "The request body must be a JSON object.");
}

export function isObject(value: unknown): value is JsonDocument {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
