import { Refusal } from "#reference/refusal.ts";
import type { Call, BodyBehaviours } from "#reference/behaviours.ts";
import { type JsonDocument, isObject } from "./json-document.ts";

/** Bytes of the largest body taken. */
export const BODY_LIMIT = 1024 * 1024;

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
