import { headerValue, headerValues } from "#reference/message.ts";
import { CONTRACT } from "#reference/input/contract.ts";
import { Refusal } from "#reference/refusal.ts";
import type { Call, NegotiationBehaviours } from "#reference/behaviours.ts";

export const conformingNegotiation: NegotiationBehaviours = { checkContentType, checkAccept };

export const JSON_MEDIA_TYPE = "application/json";

function checkContentType(call: Call): Refusal | undefined {
  if (call.request.body.length === 0) return undefined;
  const { input = [] } = CONTRACT.find(({ name }) => name === call.route?.operation) ?? {};
  return input.some(({ binding }) => binding.in === "body") ? otherThan(JSON_MEDIA_TYPE, call) : noBody();
}

export function noBody(): Refusal {
  return new Refusal("UnsupportedMediaTypeException", "This operation takes no request body.");
}

/** The refusal of a body that is declared as another type. */
export function otherThan(wanted: string | undefined, { request }: Call): Refusal | undefined {
  const type = headerValue(request.headers, "content-type");
  if (type !== undefined && mediaType(type) === wanted) return undefined;
  return new Refusal("UnsupportedMediaTypeException", `The request body must be declared as ${wanted}.`);
}

function checkAccept(call: Call): Refusal | undefined {
  const ranges = headerValues(call.request.headers, "accept").join(",");
  if (ranges.trim() === "" || acceptsJson(ranges)) return undefined;
  return new Refusal("NotAcceptableException", "This service answers with application/json only.");
}

/** The media type of a content-type header, parameters left out, in lower case. */
function mediaType(header: string): string {
  return (header.split(";", 1)[0] ?? "").trim().toLowerCase();
}

const JSON_RANGES = [JSON_MEDIA_TYPE, "application/*", "*/*"];

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
