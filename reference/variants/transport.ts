import { gzipSync } from "node:zlib";
import type { Patch } from "#reference/fault.ts";
import type { Header, ReferenceResponse, Transport } from "#reference/message.ts";
import { answersSent, around } from "#reference/patches.ts";
import { variants } from "./rows.ts";

/** How answers are written and how they travel. */
export const TRANSPORT_VARIANTS = variants({
  "chunked-bodies": [
    "Sends bodies in chunked transfer coding, without a content-length.",
    "RFC 9112, section 7.1",
    onEvery(1, { chunked: true }),
  ],
  "closed-connections": [
    "Closes the connection after every answer, and announces it.",
    "RFC 9112, section 9.6",
    onEvery(1, { close: true }),
  ],
  "slow-answers": [
    "Takes a fiftieth of a second over every answer.",
    "API Gateway may take 29 seconds",
    onEvery(1, { delayMs: 20 }),
  ],
  "every-53rd-connection-dropped": [
    "Closes the connection of every 53rd request before doing any work.",
    "RFC 9112, section 9.5",
    onEvery(53, { fate: "drop" }),
  ],
  "every-41st-reply-lost": [
    "Does the work of every 41st request, then closes the connection instead of answering.",
    "RFC 9112, section 9.5",
    onEvery(41, { fate: "lose-reply" }),
  ],
  "bodies-compressed": [
    "Compresses every body with gzip, although no request says that it may or may not.",
    "RFC 9110, section 12.5.3; Spring Boot, server.compression; nginx, gzip_proxied",
    (behaviours) => ({
      renderSuccess: (document, call) => compressed(behaviours.renderSuccess(document, call)),
      renderError: (refusal, call) => compressed(behaviours.renderError(refusal, call)),
    }),
  ],
  "headers-in-capitals": [
    "Writes the names of its headers in capitals.",
    "RFC 9110, section 5.1",
    around("commonHeaders", (own, call) => own(call).map(([name, value]) => [name.toUpperCase(), value] as const)),
  ],
  "headers-of-a-gateway": [
    "Adds the headers of API Gateway, of a cross-origin policy and of a load balancer's cookie.",
    "observations.md, O29",
    around("commonHeaders", (own, call): readonly Header[] => [
      ...own(call),
      ["x-amz-apigw-id", "KGnBEG7oIAMFsHg="],
      ["x-amzn-trace-id", "Root=1-5e1b4151-5ac6c58f3f6d8a6b7e9d0c1a"],
      ["access-control-allow-origin", "*"],
      ["set-cookie", "AWSALB=abc; Path=/"],
      ["set-cookie", "AWSALBCORS=abc; Path=/; SameSite=None"],
    ]),
  ],
  "no-request-ids": [
    "Gives no request id.",
    "protocol.md, P44: seen, and promised nowhere",
    around("commonHeaders", (own, call) => own(call).filter(([name]) => name !== "x-amzn-requestid")),
  ],
  "content-type-with-charset": [
    "Declares JSON with its character set.",
    "Express, res.json; protocol.md, P10",
    () => ({ contentType: () => "application/json; charset=utf-8" }),
  ],
  "content-type-in-another-case": [
    "Declares JSON in another case.",
    "RFC 9110, section 8.3.1",
    () => ({ contentType: () => "Application/JSON;charset=UTF-8" }),
  ],
  "json-in-lines": [
    "Writes JSON with line breaks and indents.",
    "RFC 8259, section 2; Jackson, INDENT_OUTPUT",
    () => ({ encode: (document) => `\n${JSON.stringify(document, null, 2)}\n` }),
  ],
  "json-in-ascii": ["Escapes what is not ASCII in JSON.", "Python json, ensure_ascii", escaping(/[^\0-\x7F]/g)],
  "json-safe-in-a-page": [
    "Escapes angle brackets, ampersands and line separators in JSON.",
    "Go encoding/json, SetEscapeHTML",
    escaping(/[<>&\u2028\u2029]/g),
  ],
  "json-with-escaped-slashes": [
    "Escapes slashes in JSON.",
    "RFC 8259, section 7; PHP json_encode",
    around("encode", (own, document, call) => String(own(document, call)).replaceAll("/", "\\/")),
  ],
});

function escaping(characters: RegExp): Patch {
  return around("encode", (own, document, call) =>
    String(own(document, call)).replace(characters, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
  );
}

function onEvery(nth: number, change: Partial<Transport>): Patch {
  return answersSent(change, ({ number }) => number % nth === 0);
}

function compressed({ headers, body, ...response }: ReferenceResponse): ReferenceResponse {
  return { ...response, headers: [...headers, ["content-encoding", "gzip"]], body: gzipSync(body) };
}
