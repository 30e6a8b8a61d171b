import { isUtf8 } from "node:buffer";
import type { Header } from "#protocol/exchange.ts";
import { headerValue } from "#protocol/headers.ts";
import { marksIn } from "#endpoint/redaction/mark.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";

/** Why an entry of a recording is not judged, in words that follow its number. */
export type WhyNotJudgeable = string;

/** A body as a HAR keeps it: of a request `postData`, of an answer `content`. */
export interface KeptBody {
  /** How it is called in a reason: "the request's body". */
  readonly name: string;
  readonly kept: JsonObject;
  /** Sizes that the file says it has, any of which may be the right one: tools differ in what they count. */
  readonly sizes: readonly number[];
  readonly headers: readonly Header[];
}

/**
 * The very bytes of a body; a reason where the file does not hold them. What was redacted counts as long as what it
 * stands for.
 */
export function bodyIn({ name, kept, sizes, headers }: KeptBody): Uint8Array | WhyNotJudgeable {
  const { text } = kept;
  const length = isCoded(headers) ? undefined : sizeOf(headerValue(headers, "content-length"));
  const said = sizes.length === 0 && length !== undefined ? [length] : sizes;
  if (text === undefined || text === null) {
    const isEmpty = said.length > 0 && said.every((size) => size === 0) && (length ?? 0) === 0;
    return isEmpty ? new Uint8Array() : `${name} is missing${formFields(kept)}`;
  }
  if (typeof text !== "string") return `${name} is not a string`;
  const bytes = bytesOf(text, kept, headers, name);
  if (typeof bytes === "string") return bytes;
  if (said.length === 0) return `nothing says how long ${name} is`;
  const whole = bytes.length + redactedLength(text);
  const isWhole = said.includes(whole) && (length ?? whole) === whole;
  if (!isWhole) return `${name} is not as long as it was${formFields(kept)}`;
  if (isCoded(headers) && !isUtf8(bytes)) return `${name} is still compressed, or not text`;
  return bytes;
}

/** A whole number that is a size; HAR says -1 of what is not known. */
export function sizeOf(value: JsonValue | undefined): number | undefined {
  const number = typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

function bytesOf(
  text: string,
  kept: JsonObject,
  headers: readonly Header[],
  name: string,
): Uint8Array | WhyNotJudgeable {
  const encoding = kept["encoding"] ?? kept["_encoding"] ?? "";
  if (encoding === "base64") {
    const bytes = Buffer.from(text, "base64");
    const isWhole = bytes.toString("base64").replaceAll("=", "") === text.replaceAll(/[\s=]/g, "");
    return isWhole ? bytes : `${name} is not the base64 that it is said to be`;
  }
  if (encoding !== "") return `${name} has an encoding that is not base64`;
  // What a reader of bytes writes for those that are no text, and what JSON alone can hold.
  if (/[\uFFFD\p{Cs}]/u.test(text)) return `${name} was not text, so that its bytes are lost`;
  const charset = /charset="?([^\s;"]+)/i.exec(headerValue(headers, "content-type") ?? "")?.[1] ?? "utf-8";
  if (!/^(utf-?8|us-ascii)$/i.test(charset) && BEYOND_ASCII.test(text)) {
    return `${name} was in another charset than UTF-8, so that its bytes are lost`;
  }
  return Buffer.from(text);
}

const BEYOND_ASCII = /[^\p{ASCII}]/u;

/** How many more characters than the marks in a text there were. */
function redactedLength(text: string): number {
  const marks = text.match(marksIn()) ?? [];
  return marks.reduce((more, mark) => more + Number(/\d+/.exec(mark)?.[0] ?? 0) - mark.length, 0);
}

/** HAR keeps a body decoded, and the header that says how it was coded. */
function isCoded(headers: readonly Header[]): boolean {
  return !/^(identity)?$/i.test(headerValue(headers, "content-encoding") ?? "");
}

function formFields({ params }: JsonObject): string {
  return Array.isArray(params) && params.length > 0 ? ", of which only form fields are kept" : "";
}
