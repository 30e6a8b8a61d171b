import { isUtf8 } from "node:buffer";
import { isJsonObject } from "#spec/json/json.ts";
import { endsTooSoon } from "#spec/json/ends-too-soon.ts";
import { isCutOff, type Reply } from "./reply.ts";

const NO_CONTENT = 204;

/** What came, in the words used in verdicts: `409 ResourceInUseException`, `200 text/html`, `connection reset`. */
export function describeReply(reply: Reply): string {
  const { failure, response } = reply.exchange;
  if (failure !== undefined) return `no response (${failure.kind}: ${failure.message})`;
  if (isCutOff(reply.exchange)) return `${reply.status} with a body too long to be read`;
  if (reply.error.name !== undefined && reply.status >= 300) {
    return `${reply.status} ${reply.error.name}${bodyOfError(reply)}`;
  }
  if (reply.json === undefined && response !== undefined && response.body.length > 0) {
    return `${reply.status} with ${unreadable(reply)} (${reply.mediaType ?? "no content type"})`;
  }
  if (reply.status >= 300) return `${reply.status} with no error type`;
  return `${reply.status}${isJsonObject(reply.json) ? "" : formOf(reply)}`;
}

/** A body in which no JSON was found, and why. */
export function unreadable({ text, exchange: { response } }: Pick<Reply, "text" | "exchange">): string {
  if (response !== undefined && !isUtf8(response.body)) return "a body that is not UTF-8";
  return endsTooSoon(text) ? "a body that ends in the middle of its JSON" : "a body that is not JSON";
}

/** An error that a header names has its name whatever its body is. */
function bodyOfError(reply: Reply): string {
  const { json, exchange } = reply;
  const { request, response } = exchange;
  if (isJsonObject(json) || response === undefined || request.method === "HEAD") return "";
  if (json !== undefined) return " with JSON that is not an object";
  return response.body.length === 0 ? " with no body" : ` with ${unreadable(reply)}`;
}

/** Of a success that is no JSON object: what its body is instead. */
function formOf({ json, status, exchange: { request, response } }: Reply): string {
  if (json !== undefined) return " with JSON that is not an object";
  const mayHaveBody = request.method !== "HEAD" && status !== NO_CONTENT;
  return mayHaveBody && response?.body.length === 0 ? " with no body" : "";
}
