import { decoded } from "#protocol/decoded.ts";
import { headerValue } from "#protocol/headers.ts";
import type { BodyEvidence, Evidence } from "#suites/record/parts/kept-evidence.ts";

type Headers = readonly (readonly [string, string])[];

/** A request as HTTP Archive 1.2 has it. */
export function harRequest({ method, url, headers, body }: Evidence["request"]): object {
  return {
    method,
    url,
    httpVersion: "HTTP/1.1",
    cookies: [],
    headers: pairs(headers),
    queryString: queryOf(url),
    ...(body === undefined
      ? {}
      : { postData: { mimeType: headerValue(headers, "content-type") ?? "", ...posted(body) } }),
    headersSize: -1,
    bodySize: body?.bytes ?? 0,
  };
}

/** A response, or what browsers write where none came: status 0. */
export function harResponse({ response }: Evidence): object {
  const { status, headers, body } = response ?? { status: 0, headers: [], body: NOTHING };
  return {
    status,
    statusText: "",
    httpVersion: "HTTP/1.1",
    cookies: [],
    headers: pairs(headers),
    content: { size: body.bytes, mimeType: headerValue(headers, "content-type") ?? "", ...received(body) },
    redirectURL: headerValue(headers, "location") ?? "",
    headersSize: -1,
    bodySize: response === undefined ? -1 : body.bytes,
  };
}

const NOTHING: BodyEvidence = { text: "", bytes: 0, truncated: false };

function pairs(headers: Headers): object[] {
  return headers.map(([name, value]) => ({ name, value }));
}

/** The query as it was sent, cut at its ampersands; a part that cannot be decoded stays as it is. */
function queryOf(url: string): object[] {
  const at = url.indexOf("?");
  if (at < 0) return [];
  return url
    .slice(at + 1)
    .split("&")
    .filter((part) => part !== "")
    .map((part) => {
      const [name = "", ...value] = part.split("=");
      return { name: decoded(name), value: decoded(value.join("=")) };
    });
}

/** HAR 1.2 knows no encoding of what is posted, so that it is named in a member of our own. */
function posted(body: BodyEvidence): object {
  const { text, encoding } = written(body);
  return { text, _encoding: encoding, ...cut(body) };
}

function received(body: BodyEvidence): object {
  return { ...written(body), ...cut(body) };
}

/** Text with a replacement character reads as if bytes had been lost, so that it is not written as text. */
function written({ text = "", base64 }: BodyEvidence): { readonly text: string; readonly encoding?: "base64" } {
  if (base64 !== undefined) return { text: base64, encoding: "base64" };
  if (text.includes("\uFFFD")) return { text: Buffer.from(text).toString("base64"), encoding: "base64" };
  return { text };
}

function cut({ bytes, truncated }: Pick<BodyEvidence, "bytes" | "truncated">): object {
  return truncated ? { comment: `the beginning of at least ${bytes} bytes` } : {};
}
