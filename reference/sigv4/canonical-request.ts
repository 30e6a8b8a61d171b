import { headerValues, splitQuery, splitTarget, type Header, type ReferenceRequest } from "#reference/message.ts";

/** The request in the one form that both sides sign. Source: SigV4, "Create a signed AWS API request", step 1. */
export function canonicalRequest(
  request: ReferenceRequest,
  signedHeaders: readonly string[],
  bodyHash: string,
): string {
  const { path, query } = splitTarget(request.path);
  return [
    request.method,
    canonicalPath(path),
    canonicalQuery(query),
    ...signedHeaders.map((name) => canonicalHeader(request.headers, name)),
    "",
    signedHeaders.join(";"),
    bodyHash,
  ].join("\n");
}

/** The path as sent with dot segments and empty segments resolved, then each segment encoded once more. */
export function canonicalPath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(encode(segment));
  }
  const trailing = segments.length > 0 && path.endsWith("/") ? "/" : "";
  return `/${segments.join("/")}${trailing}`;
}

/** Parameters decoded, encoded afresh, and sorted by name, then by value. */
export function canonicalQuery(query: string): string {
  return splitQuery(query)
    .map(([name, value]) => [reencode(name), reencode(value)] as const)
    .sort(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

/** `name:value`, runs of spaces made one, repeated headers joined with commas. */
function canonicalHeader(headers: readonly Header[], name: string): string {
  const values = headerValues(headers, name).map((value) => value.trim().replace(/ +/g, " "));
  return `${name}:${values.join(",")}`;
}

function reencode(text: string): string {
  try {
    return encode(decodeURIComponent(text));
  } catch {
    return encode(text);
  }
}

/** Percent-encodes all but the unreserved characters of RFC 3986. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
