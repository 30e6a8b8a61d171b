import { isUtf8 } from "node:buffer";
import { randomBytes } from "node:crypto";
import type { Exchange, Header } from "#protocol/exchange.ts";
import { readResponse } from "#protocol/answers/reply.ts";
import { headerValue } from "#protocol/headers.ts";
import { activationMembers } from "./activation-values.ts";
import { carriesCredentials, credentialsSent, redactedQuery } from "./credentials-sent.ts";
import { isMark, type Mark, marksWith } from "./mark.ts";
import { secretSearch, type SecretFound } from "./secret-search.ts";
import { type TextPiece, withTexts } from "./texts-of.ts";

/** Removes secrets from evidence. The replacement shows a secret's length, and whether two were the same. */
export interface Redactor {
  /** From now on, removes this value wherever it occurs. */
  keep(secret: string): void;
  /** Notes the signature sent and the activation received, so that they are removed wherever they occur again. */
  learn(exchange: Exchange): void;
  /** Those that carry credentials are replaced whatever they say. */
  headers(headers: readonly Header[]): Header[];
  /** A URL or a path with a query, whose members that carry credentials are replaced whatever they say. */
  url(url: string): string;
  /** Bytes of a body, JSON or not, whole or cut. */
  body(bytes: Uint8Array): Uint8Array;
  /** Messages, and bodies that are already decoded. What is JSON stays JSON of the same structure. */
  text(text: string): string;
  /**
   * The same data without secrets in any text of it, names of members and strings that are JSON included, be a secret
   * spread over several of them. Numbers that are secrets become strings; nothing else of its structure changes.
   */
  value<Data>(data: Data): Data;
}

export interface RedactorOptions {
  /** Values never to be shown, wherever they appear. */
  readonly secrets?: readonly string[];
  /** Makes the replacements comparable between redactors. Default: random, so that no replacement can be looked up. */
  readonly salt?: string | Uint8Array;
  /** Requests come from others: `learn` notes their credentials, too. */
  readonly ofOthers?: boolean;
}

/** Redacts Authorization, signatures, session tokens, activation ids and codes, and the secrets given, however encoded. */
export function createRedactor({
  secrets = [],
  salt = randomBytes(16),
  ofOthers = false,
}: RedactorOptions = {}): Redactor {
  const mark = marksWith(salt);
  const search = secretSearch();
  for (const secret of secrets) search.keep(secret);
  const value = <Data>(data: Data): Data => {
    const pieces: TextPiece[] = [];
    withTexts(data, (piece) => {
      pieces.push(piece);
      return piece.text;
    });
    for (const secret of activationsAmong(pieces)) search.note(secret);
    const shown = redactedPieces(pieces, mark, search.find);
    if (shown === undefined) return data;
    let next = 0;
    return withTexts(data, () => shown[next++] ?? "") as Data;
  };
  const header = ([name, said]: Header): Header => {
    if (name.toLowerCase() === "authorization") return [name, redactedAuthorization(said, mark)];
    return carriesCredentials(name) ? [name, mark(said)] : [name, said];
  };
  return {
    keep: (secret) => search.keep(secret),
    learn: ({ request, response }) => {
      for (const secret of signaturesOf(request)) search.note(secret);
      if (ofOthers) for (const secret of credentialsSent(request, response)) search.note(secret);
      for (const secret of activationsIn(readResponse(response).text)) search.note(secret);
    },
    headers: (headers) => value(headers.map(header)),
    url: (url) => value(redactedQuery(url, mark)),
    body: (bytes) => {
      // Latin-1 keeps every byte of what is no UTF-8 as it is.
      const encoding = isUtf8(bytes) ? "utf8" : "latin1";
      return Buffer.from(value(Buffer.from(bytes).toString(encoding)), encoding);
    },
    text: value,
    value,
  };
}

const SPEAKS_OF_ACTIVATION = /activation|\\u/i;

/** What stands in place of each piece; undefined if all stay. */
function redactedPieces(
  pieces: readonly TextPiece[],
  mark: Mark,
  find: (text: string) => SecretFound[],
): string[] | undefined {
  const long = longActivations(pieces);
  const before = pieces.map((piece) => {
    const { text, kind, activation } = piece;
    if (activation === undefined) return kind === "string" ? withoutActivations(text, mark) : text;
    const isSecret = text !== "" && !isMark(text) && (kind === "string" || long.has(activation));
    return isSecret ? mark(text) : text;
  });
  const shown = [...before];
  // Names apart from values, so that what is spread over several values is one piece.
  for (const isName of [false, true]) {
    const places = pieces.flatMap(({ kind }, at) => ((kind === "name") === isName ? [at] : []));
    const joined = places.map((at) => before[at]).join(SEAM);
    const found = find(joined);
    if (found.length === 0) continue;
    let [from, first] = [0, 0];
    for (const at of places) {
      const text = before[at] ?? "";
      const isNumber = pieces[at]?.kind === "number";
      const to = from + text.length;
      while ((found[first]?.to ?? Infinity) <= from) first += 1;
      const spans: SecretFound[] = [];
      for (let next = first; (found[next]?.from ?? Infinity) < to; next += 1) {
        const { secret, ...span } = found[next] ?? { secret: "", from, to };
        // A row of counts has the digits of any short number in it.
        const isRow = joined.slice(span.from, span.to).replaceAll(SEAM, "") === secret;
        if (isNumber && isRow && (span.from < from || span.to > to)) continue;
        spans.push({ secret, from: Math.max(span.from - from, 0), to: Math.min(span.to - from, text.length) });
      }
      if (spans.length > 0) {
        shown[at] = isNumber ? mark(spans[0]?.secret ?? "") : replaced(text, spans, ({ secret }) => mark(secret));
      }
      from = to + SEAM.length;
    }
  }
  return shown.some((text, at) => text !== pieces[at]?.text) ? shown : undefined;
}

/** Between pieces: no text of a view. */
const SEAM = "\n";

/** What is shorter, and no string, is no secret: a digit, a part of a sentence, or one of JSON's own words. */
const SHORTEST = 8;

/** Members whose whole value is long enough for a number in it to be a secret. */
function longActivations(pieces: readonly TextPiece[]): Set<number> {
  return new Set(
    [...valuesByMember(pieces)].filter(([, values]) => values.join(",").length >= SHORTEST).map(([id]) => id),
  );
}

function valuesByMember(pieces: readonly TextPiece[]): Map<number, string[]> {
  const byMember = new Map<number, string[]>();
  for (const { text, kind, activation } of pieces) {
    if (activation === undefined || kind === "name") continue;
    byMember.set(activation, [...(byMember.get(activation) ?? []), text]);
  }
  return byMember;
}

/**
 * The activation ids and codes among texts, numbers also as JavaScript shows them, and of lists and objects the values
 * as a whole; in what is no JSON, also without the escapes of JSON strings.
 */
function activationsAmong(pieces: readonly TextPiece[]): string[] {
  const whole = [...valuesByMember(pieces).values()].flatMap((values) => [...values, values.join(" ")]);
  const broken = pieces.flatMap(({ text, kind, activation }) =>
    kind === "string" && activation === undefined ? activationsIn(text) : [],
  );
  const all = [...whole, ...whole.map(shownNumber), ...broken].filter((secret) => !isMark(secret));
  return [...new Set(all)];
}

/** The same in the text of JSON that is cut off, broken, or within a sentence. */
function activationsIn(text: string): string[] {
  if (!SPEAKS_OF_ACTIVATION.test(text)) return [];
  return layersOf(text)
    .flatMap(activationMembers)
    .flatMap((values) => [
      ...values.flatMap(({ text: each, quoted }) =>
        quoted ? [each, withoutEscapes(each)] : [each, shownNumber(each)],
      ),
      values.map((value) => value.text).join(" "),
    ]);
}

function withoutActivations(text: string, mark: Mark): string {
  if (!SPEAKS_OF_ACTIVATION.test(text)) return text;
  const values = activationMembers(text)
    .flat()
    .filter((value) => !isMark(value.text));
  return replaced(text, values, (each) => (each.quoted ? mark(each.text) : `"${mark(each.text)}"`));
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
  const [, ...query] = path.split("?");
  return [headerValue(headers, "authorization") ?? "", ...query].flatMap((text) =>
    [...text.matchAll(/signature=([0-9a-f]{16,})/gi)].map(([, value = ""]) => value),
  );
}

/** A SigV4 header keeps its scope and its list of signed headers; any other value is removed entirely. */
function redactedAuthorization(value: string, mark: Mark): string {
  const parts = /^(AWS4-HMAC-SHA256 Credential=)([^/,\s]+)(\/[^,\s]+, SignedHeaders=[^,\s]+, Signature=)([0-9a-f]+)$/;
  const [, before, key, between, signature] = parts.exec(value) ?? [];
  if (before === undefined || key === undefined || between === undefined || signature === undefined) return mark(value);
  return before + mark(key) + between + mark(signature);
}
