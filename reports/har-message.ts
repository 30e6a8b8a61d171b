import { decoded } from "../protocol/decoded.ts";
import { headerValue } from "../protocol/headers.ts";
import type { BodyEvidence, Evidence } from "../suites/record/kept-evidence.ts";

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
function posted({ text, base64, ...size }: BodyEvidence): object {
  return { text: text ?? base64 ?? "", _encoding: base64 === undefined ? undefined : "base64", ...cut(size) };
}

function received({ text, base64, ...size }: BodyEvidence): object {
  return { text: text ?? base64 ?? "", encoding: base64 === undefined ? undefined : "base64", ...cut(size) };
}

function cut({ bytes, truncated }: Pick<BodyEvidence, "bytes" | "truncated">): object {
  return truncated ? { comment: `the beginning of at least ${bytes} bytes` } : {};
}
