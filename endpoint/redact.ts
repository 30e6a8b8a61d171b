import { isUtf8 } from "node:buffer";
import { createHmac, randomBytes } from "node:crypto";
import type { Exchange, Header } from "../protocol/exchange.ts";
import { headerValue } from "../protocol/headers.ts";
import { activationMembers } from "./activation-values.ts";
import { secretSearch } from "./secret-search.ts";

/** Removes secrets from evidence. The replacement shows a secret's length, and whether two were the same. */
export interface Redactor {
  /** From now on, removes this value wherever it occurs. */
  keep(secret: string): void;
  /** Notes the signature sent and the activation received, so that they are removed wherever they occur again. */
  learn(exchange: Exchange): void;
  headers(headers: readonly Header[]): Header[];
  /** Bytes of a body, JSON or not, whole or cut. */
  body(bytes: Uint8Array): Uint8Array;
  /** URLs, messages, and bodies that are already decoded. */
  text(text: string): string;
}

export interface RedactorOptions {
  /** Values never to be shown, wherever they appear. */
  readonly secrets?: readonly string[];
  /** Makes the replacements comparable between redactors. Default: random, so that no replacement can be looked up. */
  readonly salt?: string | Uint8Array;
}

const SECRET_HEADERS = new Set(["x-amz-security-token", "cookie", "set-cookie", "proxy-authorization"]);

/** Redacts Authorization, signatures, session tokens, activation ids and codes, and the secrets given, however encoded. */
export function createRedactor({ secrets = [], salt = randomBytes(16) }: RedactorOptions = {}): Redactor {
  const mark = (secret: string) => {
    const digest = createHmac("sha256", salt).update(secret).digest("hex").slice(0, 6);
    return `[redacted ${secret.length} chars ${digest}]`;
  };
  const search = secretSearch();
  for (const secret of secrets) search.keep(secret);
  const text = (value: string) => {
    for (const secret of activationsIn(value)) search.note(secret);
    const activations = activationMembers(value).flatMap(({ values }) => values);
    // What was a number becomes a string, so that the rest can still be read as JSON.
    const redacted = replaced(value, activations, (each) => (each.quoted ? mark(each.text) : `"${mark(each.text)}"`));
    return replaced(redacted, search.find(redacted), ({ secret }) => mark(secret));
  };
  const header = ([name, value]: Header): Header => {
    const lower = name.toLowerCase();
    if (lower === "authorization") return [name, redactedAuthorization(value, mark)];
    return [text(name), SECRET_HEADERS.has(lower) ? mark(value) : text(value)];
  };
  return {
    keep: (secret) => search.keep(secret),
    learn: ({ request, response }) => {
      for (const secret of signaturesOf(request)) search.note(secret);
      for (const secret of activationsIn(Buffer.from(response?.body ?? []).toString())) search.note(secret);
    },
    headers: (headers) => headers.map(header),
    body: (bytes) => {
      // Latin-1 keeps every byte of what is no UTF-8 as it is.
      const encoding = isUtf8(bytes) ? "utf8" : "latin1";
      return Buffer.from(text(Buffer.from(bytes).toString(encoding)), encoding);
    },
    text,
  };
}

/** Characters of a text. */
interface TextSpan {
  readonly from: number;
  readonly to: number;
}

/** The text with something else instead of these spans, which are in order and apart. */
function replaced<Found extends TextSpan>(text: string, spans: readonly Found[], by: (found: Found) => string): string {
  let [shown, from] = ["", 0];
  for (const span of spans) {
    shown += text.slice(from, span.from) + by(span);
    from = span.to;
  }
  return shown + text.slice(from);
}

/**
 * The activation ids and codes in a text, as they are and, inside JSON strings, without their escapes; numbers also as
 * JavaScript shows them, and lists and objects as a whole.
 */
function activationsIn(text: string): string[] {
  if (!/activation|\\u/i.test(text)) return [];
  const texts = layersOf(text)
    .flatMap(activationMembers)
    .flatMap(({ values, whole }) => [
      ...values.flatMap(({ text: each, quoted }) =>
        quoted ? [each, withoutEscapes(each)] : [each, shownNumber(each)],
      ),
      ...(/^[[{]/.test(whole) ? [whole] : []),
    ]);
  return [...new Set(texts)];
}

/** How often JSON is looked for inside a JSON string. */
const LAYERS = 4;

/** The text, and what it holds as JSON inside JSON. */
function layersOf(text: string): string[] {
  const layers = [text];
  for (let last = text; last.includes("\\") && layers.length <= LAYERS; layers.push(last)) last = withoutEscapes(last);
  return layers;
}

/** Of a number, what is left of it once it was read. */
function shownNumber(text: string): string {
  const read = Number(text);
  return Number.isFinite(read) ? String(read) : text;
}

function withoutEscapes(text: string): string {
  return text.replace(/\\(?:u([0-9a-f]{4})|([^]))/gi, (_all, digits: string | undefined, other = "") =>
    digits === undefined ? other : String.fromCharCode(Number.parseInt(digits, 16)),
  );
}

/** In the Authorization header or in the query. */
function signaturesOf({ headers, path }: Exchange["request"]): string[] {
  const sent = `${headerValue(headers, "authorization") ?? ""} ${path}`;
  return [...sent.matchAll(/signature=([0-9a-f]{16,})/gi)].map(([, value = ""]) => value);
}

/** A SigV4 header keeps its scope and its list of signed headers; any other value is removed entirely. */
function redactedAuthorization(value: string, mark: (secret: string) => string): string {
  const parts = /^(AWS4-HMAC-SHA256 Credential=)([^/,\s]+)(\/[^,\s]+, SignedHeaders=[^,\s]+, Signature=)([0-9a-f]+)$/;
  const [, before, key, between, signature] = parts.exec(value) ?? [];
  if (before === undefined || key === undefined || between === undefined || signature === undefined) return mark(value);
  return before + mark(key) + between + mark(signature);
}
