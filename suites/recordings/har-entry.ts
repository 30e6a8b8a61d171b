import type { Exchange, Header, WireResponse } from "#protocol/exchange.ts";
import { headerValue } from "#protocol/headers.ts";
import { isBodiless } from "#protocol/methods.ts";
import { endToEnd } from "#endpoint/forwarding/end-to-end.ts";
import { OF_ONE } from "#endpoint/forwarding/held-bytes.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import { bodyIn, sizeOf, type WhyNotJudgeable } from "./har-body.ts";
import { hides } from "./hidden-values.ts";

/** What a request asks for, and of whom: enough to see whether it concerns a service. */
export interface SentLine {
  readonly method: string;
  /** Scheme, host and port, as the URL standard writes them. */
  readonly origin: string;
  /** Path and query exactly as they stand in the URL. */
  readonly path: string;
  readonly headers: readonly Header[];
}

/** Reads the line and the headers of an entry's request. */
export function sentLineIn(entry: JsonValue | undefined): SentLine | WhyNotJudgeable {
  const { method, url, headers: given } = objectIn(objectIn(entry)["request"]);
  if (typeof method !== "string" || !/^[!#$%&'*+.^_`|~\w-]+$/.test(method)) return "its request has no method";
  const [, start = "", rest = ""] = (typeof url === "string" && /^(https?:\/\/[^/?#]+)([^#]*)/i.exec(url)) || [];
  if (!URL.canParse(start)) return "its request has no URL of HTTP";
  const path = rest.startsWith("/") ? rest : `/${rest}`;
  const headers = headersIn(given);
  if (headers === undefined) return "its request's headers are not names and values";
  // HTTP/2 says in headers what HAR has as method and URL.
  const asked = headers.filter(([name]) => name.startsWith(":"));
  const contradicts = asked.some(([name, value]) => value !== ({ ":method": method, ":path": path }[name] ?? value));
  if (contradicts) return "its pseudo-headers are those of another request";
  return { method, origin: new URL(start).origin, path, headers: headers.filter((each) => !asked.includes(each)) };
}

/** An entry, read whole: its path below the endpoint is given. */
export function exchangeIn(given: JsonValue, line: SentLine, path: string): Exchange | WhyNotJudgeable {
  const entry = objectIn(given);
  const startedAt = instantIn(entry["startedDateTime"]);
  if (startedAt === undefined) return "its `startedDateTime` is not a time with its zone";
  const unanswered = whyUnanswered(entry);
  if (unanswered !== undefined) return unanswered;
  const body = postedIn(objectIn(entry["request"]), line);
  if (typeof body === "string") return body;
  const response = responseIn(objectIn(entry["response"]));
  if (typeof response === "string") return response;
  if (body.length + response.body.length > OF_ONE) return "it has more than 2 MB of bodies";
  if (hides(`${line.path}\n${Buffer.from(body).toString()}`)) return "values in its request are hidden";
  const { method, origin } = line;
  const headers = endToEnd(line.headers);
  const request = { method, path, url: origin + line.path, headers, body: body.length === 0 ? undefined : body };
  const durationMs = Math.max(numberIn(entry["time"]) ?? 0, 0);
  return { request, response, startedAt, durationMs, attempt: 1 };
}

/** No answer of the endpoint's own; what a browser kept is none. */
function whyUnanswered(entry: JsonObject): WhyNotJudgeable | undefined {
  const response = objectIn(entry["response"]);
  const { status, _fromCache: cache = entry["_fromCache"], _error: broken } = response;
  if (cache !== undefined && cache !== null && cache !== false) return "its answer came from a cache";
  if (entry["_fetchedViaServiceWorker"] === true) return "its answer came from a service worker";
  if (status === undefined || status === 0 || status === null) return "no answer came";
  if (!Number.isInteger(status) || Number(status) < 200 || Number(status) > 999) return "its status is not one of HTTP";
  if (status === 304) return "its answer is in a cache";
  return typeof broken === "string" && broken !== "" ? "its answer broke off" : undefined;
}

function postedIn(request: JsonObject, { method, headers }: SentLine): Uint8Array | WhyNotJudgeable {
  const size = sizeOf(request["bodySize"]);
  const { postData = {} } = request;
  const kept = objectIn(postData);
  const name = "the request's body";
  const isBare =
    kept["text"] === undefined && size === undefined && headerValue(headers, "content-length") === undefined;
  // A method that has no body as a rule; of others the file does not say.
  if (isBare && isBodiless(method)) return new Uint8Array();
  const body = bodyIn({ name, kept, sizes: size === undefined ? [] : [size], headers });
  return typeof body === "string" ? body : (lostHeaders(kept, headers, body, "request") ?? body);
}

function responseIn(response: JsonObject): WireResponse | WhyNotJudgeable {
  const headers = headersIn(response["headers"])?.filter(([name]) => !name.startsWith(":"));
  if (headers === undefined) return "its answer's headers are not names and values";
  const kept = objectIn(response["content"]);
  const [size, saved] = [sizeOf(kept["size"]), numberIn(kept["compression"])];
  // HAR counts what is decoded; some tools count what came, and beside it what decoding adds.
  const decoded = size === undefined ? [] : saved === undefined || saved === 0 ? [size] : [size, size + saved];
  // What is not there at all was empty only if nothing came, either.
  const came = kept["text"] === undefined ? sizeOf(response["bodySize"]) : undefined;
  const sizes = came === undefined ? decoded : [...decoded, came];
  const body = bodyIn({ name: "the answer's body", kept, sizes, headers });
  if (typeof body === "string") return body;
  const status = Number(response["status"]);
  return lostHeaders(kept, headers, body, "answer") ?? { status, headers, body, truncated: false };
}

/** Some tools leave headers out; then nothing is known of those that are not there. */
function lostHeaders(
  { mimeType }: JsonObject,
  headers: readonly Header[],
  body: Uint8Array,
  whose: "request" | "answer",
): WhyNotJudgeable | undefined {
  const hasType = typeof mimeType === "string" && mimeType !== "";
  const isLost = headers.length === 0 ? body.length > 0 : hasType && headerValue(headers, "content-type") === undefined;
  return isLost ? `its ${whose}'s headers are not all there` : undefined;
}

function headersIn(given: JsonValue | undefined): Header[] | undefined {
  if (!Array.isArray(given)) return undefined;
  const headers = given.map((each): Header | undefined => {
    const { name, value } = objectIn(each);
    return typeof name === "string" && name !== "" && typeof value === "string" ? [name, value] : undefined;
  });
  return headers.every((each) => each !== undefined) ? headers : undefined;
}

/** Epoch milliseconds. A time without its zone would be read in that of this machine. */
function instantIn(given: JsonValue | undefined): number | undefined {
  if (typeof given !== "string" || !/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/i.test(given)) {
    return undefined;
  }
  const instant = Date.parse(given.replace(/([+-]\d\d)(\d\d)$/, "$1:$2"));
  return Number.isNaN(instant) ? undefined : instant;
}

function numberIn(given: JsonValue | undefined): number | undefined {
  return typeof given === "number" && Number.isFinite(given) ? given : undefined;
}

function objectIn(given: JsonValue | undefined): JsonObject {
  return isJsonObject(given) ? given : {};
}
