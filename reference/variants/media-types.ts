import { headerValue } from "#reference/message.ts";
import { HTML, refusedAs, TEXT } from "./answers.ts";
import { around } from "#reference/patches.ts";
import { variants } from "./rows.ts";

/** What content types and Accept headers do. */
export const MEDIA_TYPE_VARIANTS = variants({
  "any-content-type-read": [
    "Reads a body as JSON whatever it is declared as.",
    "register-cluster.txt, Sample Request of 2019; Go net/http",
    () => ({ checkContentType: () => undefined }),
  ],
  "missing-content-type-read": [
    "Reads a body as JSON where no type is declared.",
    "register-cluster.txt, Sample Request of 2019",
    around("checkContentType", (own, call) =>
      headerValue(call.request.headers, "content-type") === undefined ? undefined : own(call),
    ),
  ],
  "json-suffixes-read": [
    "Reads every media type that ends in +json.",
    "RFC 6839, section 3.1; Spring, MappingJackson2HttpMessageConverter",
    around("checkContentType", (own, call) =>
      /\+json\s*(;|$)/i.test(headerValue(call.request.headers, "content-type") ?? "") ? undefined : own(call),
    ),
  ],
  "any-accept-served": [
    "Answers with JSON whatever is accepted.",
    "RFC 9110, section 12.5.1: the header may be disregarded",
    () => ({ checkAccept: () => undefined }),
  ],
  "415-in-plain-text": [
    "Refuses a media type with 415 in plain text.",
    "axum, JsonRejection",
    refusedAs("UnsupportedMediaTypeException", {
      status: 415,
      headers: [TEXT],
      body: "Expected request with `Content-Type: application/json`",
    }),
  ],
  "415-with-nothing": [
    "Refuses a media type with 415 and no body.",
    "RFC 9110, section 15.5.16; Spring, DefaultHandlerExceptionResolver",
    refusedAs("UnsupportedMediaTypeException", { status: 415, headers: [["accept", "application/json"]] }),
  ],
  "415-as-SerializationException": [
    "Refuses a media type as a body that it cannot read.",
    "protocol.md, P1 and P15",
    refusedAs("UnsupportedMediaTypeException", {
      status: 400,
      headers: [
        ["content-type", "application/json"],
        ["x-amzn-ErrorType", "SerializationException"],
      ],
      body: '{"message":"The body cannot be read."}',
    }),
  ],
  "406-page": [
    "Refuses an Accept header with a page of status 406.",
    "RFC 9110, section 15.5.7",
    refusedAs("NotAcceptableException", { status: 406, headers: [HTML], body: "<h1>406</h1>" }),
  ],
});
