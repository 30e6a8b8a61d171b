import { gzipSync } from "node:zlib";
import type { Patch, Variant } from "../fault.ts";
import type { ReferenceResponse, Transport } from "../message.ts";
import { answersSent } from "../patches.ts";

/** How answers are written and how they travel. */
export const TRANSPORT_VARIANTS: readonly Variant[] = [
  {
    id: "chunked-bodies",
    sentence: "Sends bodies in chunked transfer coding, without a content-length.",
    source: "RFC 9112, section 7.1",
    patch: onEvery(1, { chunked: true }),
  },
  {
    id: "closed-connections",
    sentence: "Closes the connection after every answer, and announces it.",
    source: "RFC 9112, section 9.6",
    patch: onEvery(1, { close: true }),
  },
  {
    id: "slow-answers",
    sentence: "Takes a fiftieth of a second over every answer.",
    source: "API Gateway may take 29 seconds",
    patch: onEvery(1, { delayMs: 20 }),
  },
  {
    id: "every-53rd-connection-dropped",
    sentence: "Closes the connection of every 53rd request before doing any work.",
    source: "RFC 9112, section 9.5",
    patch: onEvery(53, { fate: "drop" }),
  },
  {
    id: "every-41st-reply-lost",
    sentence: "Does the work of every 41st request, then closes the connection instead of answering.",
    source: "RFC 9112, section 9.5",
    patch: onEvery(41, { fate: "lose-reply" }),
  },
  {
    id: "bodies-compressed",
    sentence: "Compresses every body with gzip, although no request says that it may or may not.",
    source: "RFC 9110, section 12.5.3; Spring Boot, server.compression; nginx, gzip_proxied",
    patch: (behaviours) => ({
      renderSuccess: (document, call) => compressed(behaviours.renderSuccess(document, call)),
      renderError: (refusal, call) => compressed(behaviours.renderError(refusal, call)),
    }),
  },
  {
    id: "headers-in-capitals",
    sentence: "Writes the names of its headers in capitals.",
    source: "RFC 9110, section 5.1",
    patch: (behaviours) => ({
      commonHeaders: (call) =>
        behaviours.commonHeaders(call).map(([name, value]) => [name.toUpperCase(), value] as const),
    }),
  },
  {
    id: "headers-of-a-gateway",
    sentence: "Adds the headers of API Gateway, of a cross-origin policy and of a load balancer's cookie.",
    source: "observations.md, O29",
    patch: (behaviours) => ({
      commonHeaders: (call) => [
        ...behaviours.commonHeaders(call),
        ["x-amz-apigw-id", "KGnBEG7oIAMFsHg="],
        ["x-amzn-trace-id", "Root=1-5e1b4151-5ac6c58f3f6d8a6b7e9d0c1a"],
        ["access-control-allow-origin", "*"],
        ["set-cookie", "AWSALB=abc; Path=/"],
        ["set-cookie", "AWSALBCORS=abc; Path=/; SameSite=None"],
      ],
    }),
  },
  {
    id: "no-request-ids",
    sentence: "Gives no request id.",
    source: "protocol.md, P44: seen, and promised nowhere",
    patch: (behaviours) => ({
      commonHeaders: (call) => behaviours.commonHeaders(call).filter(([name]) => name !== "x-amzn-requestid"),
    }),
  },
  {
    id: "content-type-with-charset",
    sentence: "Declares JSON with its character set.",
    source: "Express, res.json; protocol.md, P10",
    patch: () => ({ contentType: () => "application/json; charset=utf-8" }),
  },
  {
    id: "content-type-in-another-case",
    sentence: "Declares JSON in another case.",
    source: "RFC 9110, section 8.3.1",
    patch: () => ({ contentType: () => "Application/JSON;charset=UTF-8" }),
  },
  {
    id: "json-in-lines",
    sentence: "Writes JSON with line breaks and indents.",
    source: "RFC 8259, section 2; Jackson, INDENT_OUTPUT",
    patch: () => ({ encode: (document) => `\n${JSON.stringify(document, null, 2)}\n` }),
  },
  {
    id: "json-in-ascii",
    sentence: "Escapes what is not ASCII in JSON.",
    source: "Python json, ensure_ascii",
    patch: escaping(/[^\0-\x7F]/g),
  },
  {
    id: "json-safe-in-a-page",
    sentence: "Escapes angle brackets, ampersands and line separators in JSON.",
    source: "Go encoding/json, SetEscapeHTML",
    patch: escaping(/[<>&\u2028\u2029]/g),
  },
  {
    id: "json-with-escaped-slashes",
    sentence: "Escapes slashes in JSON.",
    source: "RFC 8259, section 7; PHP json_encode",
    patch: (behaviours) => ({
      encode: (document, call) => String(behaviours.encode(document, call)).replaceAll("/", "\\/"),
    }),
  },
];

function escaping(characters: RegExp): Patch {
  return (behaviours) => ({
    encode: (document, call) =>
      String(behaviours.encode(document, call)).replace(
        characters,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
      ),
  });
}

function onEvery(nth: number, change: Partial<Transport>): Patch {
  return answersSent(change, ({ number }) => number % nth === 0);
}

function compressed({ headers, body, ...response }: ReferenceResponse): ReferenceResponse {
  return { ...response, headers: [...headers, ["content-encoding", "gzip"]], body: gzipSync(body) };
}
