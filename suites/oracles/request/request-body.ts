import { isUtf8 } from "node:buffer";
import type { InputMember, Operation } from "#spec/contract/operation.ts";
import { hasDuplicateMembers, hasLoneSurrogate } from "#spec/json/json-scan.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import { parsedJson } from "#spec/json/parsed-json.ts";
import { bodyText, readableBodyText } from "#protocol/body-text.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import { mediaTypeOf } from "#protocol/headers.ts";

/** Why the body of a request can't be read. */
export type BodyProblem = "media-type" | "encoding" | "syntax" | "empty" | "not-an-object";

/** What a body says: members, and the classes of it on which the sources are silent. */
interface BodyContent {
  readonly members: JsonObject;
  readonly silent: readonly string[];
}

type Reading<Content> = Content | { readonly problem: BodyProblem };

/** What a blob is sent as whose model tells no media type: any other will do. */
export const ANY_BYTES = "application/octet-stream";

const JSON_TYPE = "application/json";
const EMPTY = new Uint8Array();
const NOTHING: BodyContent = { members: {}, silent: [] };

/** Whether members of the input stand in the body, or one of them is the body. */
export function takesBody({ members }: Operation): boolean {
  return members.some((member) => member.in === "body" || member.in === "payload");
}

/** The members that the body holds: those of a JSON object, or the one that is the whole body. */
export function readRequestBody(operation: Operation, request: WireRequest): Reading<BodyContent> {
  const payload = operation.members.find((member) => member.in === "payload");
  if (payload !== undefined) return readPayload(operation, payload, request);
  if (!takesBody(operation)) return NOTHING;
  if (mediaTypeOf(request.headers) !== JSON_TYPE) return { problem: "media-type" };
  const read = readJson(request);
  if ("problem" in read) return read;
  const { value, silent } = read;
  return isJsonObject(value) ? { members: value, silent } : { problem: "not-an-object" };
}

/** An empty body may be no value or an empty one: where there must be one, nobody says which. */
function readPayload(
  { members }: Operation,
  { name, required, schema, mediaType = JSON_TYPE }: InputMember,
  request: WireRequest,
): Reading<BodyContent> {
  if ((request.body ?? []).length === 0) {
    return required ? { members: { [name]: emptyOf(mediaType) }, silent: ["empty-payload"] } : NOTHING;
  }
  const isTyped = members.some((member) => member.in === "header" && member.wireName.toLowerCase() === "content-type");
  const isFree = isTyped || mediaType === ANY_BYTES;
  if (!isFree && mediaTypeOf(request.headers) !== mediaType) return { problem: "media-type" };
  if (mediaType === JSON_TYPE) {
    const read = readJson(request);
    return "problem" in read ? read : { members: { [name]: read.value }, silent: read.silent };
  }
  const isText = schema.contentMediaType === undefined;
  if (isText && !isUtf8(request.body ?? EMPTY)) return { problem: "encoding" };
  return { members: { [name]: readableBodyText(request) }, silent: [] };
}

function emptyOf(mediaType: string): JsonValue {
  return mediaType === JSON_TYPE ? {} : "";
}

function readJson(request: WireRequest): Reading<{ readonly value: JsonValue; readonly silent: readonly string[] }> {
  if (!isUtf8(request.body ?? EMPTY)) return { problem: "encoding" };
  const silent: string[] = [];
  let text = bodyText(request);
  if (text.startsWith("\uFEFF")) {
    silent.push("byte-order-mark");
    text = text.slice(1);
  }
  if (/^[ \t\r\n]*$/.test(text)) return { problem: "empty" };
  const value = parsedJson(text);
  if (value === undefined) return { problem: "syntax" };
  if (!isCanonical(value, text) && hasDuplicateMembers(text)) silent.push("duplicate-members");
  if (hasLoneSurrogate(text)) silent.push("lone-surrogate");
  return { value, silent };
}

/** A text that is written as we write JSON names no member twice; too deep to tell is no proof. */
function isCanonical(value: JsonValue, text: string): boolean {
  try {
    return JSON.stringify(value) === text;
  } catch {
    return false;
  }
}
