import type { Header } from "#protocol/exchange.ts";

export interface CanonicalRequest {
  readonly text: string;
  /** Names in lower case, sorted, joined with `;`. */
  readonly signedHeaders: string;
}

/**
 * SigV4's canonical request (AWS Signature Version 4 for API requests, "Create a canonical request"). The path comes as
 * it is sent, percent-encoded, and is normalised and encoded once more here, as for every service but S3.
 *
 * Not left to @smithy/signature-v4: its signer takes five times as long, half of what a request takes in all, and its
 * import 50 ms. The tests hold this to AWS's vectors and to that signer.
 */
export function canonicalRequest(
  method: string,
  target: string,
  headers: readonly Header[],
  payloadHash: string,
): CanonicalRequest {
  const question = target.indexOf("?");
  const path = question === -1 ? target : target.slice(0, question);
  const query = question === -1 ? "" : canonicalQuery(target.slice(question + 1));
  const { lines, signedHeaders } = canonicalHeaders(headers);
  const text = `${method}\n${canonicalPath(path)}\n${query}\n${lines}\n${signedHeaders}\n${payloadHash}`;
  return { text, signedHeaders };
}

/** Headers that connections, agents and proxies set or change on the way. */
const UNSIGNED = new Set([
  "authorization",
  "cache-control",
  "connection",
  "expect",
  "from",
  "keep-alive",
  "max-forwards",
  "pragma",
  "referer",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "user-agent",
  "x-amzn-trace-id",
]);

/** Names in lower case and sorted; values trimmed, runs of blanks made one; those of one name joined in their order. */
function canonicalHeaders(headers: readonly Header[]): { lines: string; signedHeaders: string } {
  const byName = new Map<string, string>();
  for (const [given, value] of headers) {
    const name = given.toLowerCase();
    if (UNSIGNED.has(name) || name.startsWith("proxy-") || name.startsWith("sec-")) continue;
    const before = byName.get(name);
    const tidy = tidied(value);
    byName.set(name, before === undefined ? tidy : `${before},${tidy}`);
  }
  const names = [...byName.keys()].sort();
  let lines = "";
  for (const name of names) lines += `${name}:${byName.get(name)}\n`;
  return { lines, signedHeaders: names.join(";") };
}

function tidied(value: string): string {
  if (!/^ | $| {2}|[\t\r\n]/.test(value)) return value;
  return value.replace(/[ \t\r\n]+/g, " ").replace(/^ | $/g, "");
}

/** Dot segments and empty segments removed (RFC 3986 section 5.2.4), then every byte but the unreserved encoded. */
function canonicalPath(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") kept.pop();
    else if (segment !== "" && segment !== ".") kept.push(encode(segment));
  }
  const trailing = kept.length > 0 && path.endsWith("/") ? "/" : "";
  return `/${kept.join("/")}${trailing}`;
}

/** Parameters sorted by encoded name, then by encoded value; one without `=` has an empty value. */
function canonicalQuery(query: string): string {
  return query
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const equals = pair.indexOf("=");
      const name = equals === -1 ? pair : pair.slice(0, equals);
      return [recode(name), equals === -1 ? "" : recode(pair.slice(equals + 1))] as const;
    })
    .sort(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Percent-encodes every byte but RFC 3986's unreserved ones. */
function encode(text: string): string {
  if (/^[A-Za-z0-9\-._~]*$/.test(text)) return text;
  return text.replace(/[^A-Za-z0-9\-._~]+/gu, (run) =>
    Array.from(Buffer.from(run), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join(""),
  );
}

/** The same for text that is percent-encoded already, well or badly. */
function recode(text: string): string {
  return text
    .split(/(%[0-9A-Fa-f]{2})/)
    .map((part, index) => (index % 2 === 1 ? encodeByte(part) : encode(part)))
    .join("");
}

function encodeByte(triplet: string): string {
  const character = String.fromCharCode(Number.parseInt(triplet.slice(1), 16));
  return /[A-Za-z0-9\-._~]/.test(character) ? character : triplet.toUpperCase();
}
