import { headerValue, headerValues } from "../message.ts";
import { Refusal } from "../refusal.ts";
import type { Call, NegotiationBehaviours } from "../behaviours.ts";

export const conformingNegotiation: NegotiationBehaviours = { checkContentType, checkAccept };

const WITH_BODY: readonly string[] = ["RegisterCluster", "TagResource"];

function checkContentType(call: Call): Refusal | undefined {
  const { body, headers } = call.request;
  if (body.length === 0) return undefined;
  if (!WITH_BODY.includes(call.route?.operation ?? "")) {
    return new Refusal("UnsupportedMediaTypeException", "This operation takes no request body.");
  }
  const type = headerValue(headers, "content-type");
  if (type !== undefined && mediaType(type) === "application/json") return undefined;
  return new Refusal("UnsupportedMediaTypeException", "The request body must be declared as application/json.");
}

function checkAccept(call: Call): Refusal | undefined {
  const ranges = headerValues(call.request.headers, "accept").join(",");
  if (ranges.trim() === "" || acceptsJson(ranges)) return undefined;
  return new Refusal("NotAcceptableException", "This service answers with application/json only.");
}

/** The media type of a content-type header, parameters left out, in lower case. */
export function mediaType(header: string): string {
  return (header.split(";", 1)[0] ?? "").trim().toLowerCase();
}

const JSON_RANGES = ["application/json", "application/*", "*/*"];

/** The most specific range that covers JSON decides; a weight of zero refuses. Source: RFC 9110, section 12.5.1. */
export function acceptsJson(accept: string): boolean {
  const ranges = accept
    .split(",")
    .map((range) => ({ type: mediaType(range), refused: /;\s*q=0(\.0*)?\s*(;|$)/i.test(range) }));
  for (const candidate of JSON_RANGES) {
    const range = ranges.find(({ type }) => type === candidate);
    if (range !== undefined) return !range.refused;
  }
  return false;
}
