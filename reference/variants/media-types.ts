import type { Variant } from "../fault.ts";
import { headerValue } from "../message.ts";
import { HTML, refusedAs, TEXT } from "./answers.ts";

/** What content types and Accept headers do. */
export const MEDIA_TYPE_VARIANTS: readonly Variant[] = [
  {
    id: "any-content-type-read",
    sentence: "Reads a body as JSON whatever it is declared as.",
    source: "register-cluster.txt, Sample Request of 2019; Go net/http",
    patch: () => ({ checkContentType: () => undefined }),
  },
  {
    id: "missing-content-type-read",
    sentence: "Reads a body as JSON where no type is declared.",
    source: "register-cluster.txt, Sample Request of 2019",
    patch: (behaviours) => ({
      checkContentType: (call) =>
        headerValue(call.request.headers, "content-type") === undefined ? undefined : behaviours.checkContentType(call),
    }),
  },
  {
    id: "json-suffixes-read",
    sentence: "Reads every media type that ends in +json.",
    source: "RFC 6839, section 3.1; Spring, MappingJackson2HttpMessageConverter",
    patch: (behaviours) => ({
      checkContentType: (call) =>
        /\+json\s*(;|$)/i.test(headerValue(call.request.headers, "content-type") ?? "")
          ? undefined
          : behaviours.checkContentType(call),
    }),
  },
  {
    id: "any-accept-served",
    sentence: "Answers with JSON whatever is accepted.",
    source: "RFC 9110, section 12.5.1: the header may be disregarded",
    patch: () => ({ checkAccept: () => undefined }),
  },
  {
    id: "415-in-plain-text",
    sentence: "Refuses a media type with 415 in plain text.",
    source: "axum, JsonRejection",
    patch: refusedAs("UnsupportedMediaTypeException", {
      status: 415,
      headers: [TEXT],
      body: "Expected request with `Content-Type: application/json`",
    }),
  },
  {
    id: "415-with-nothing",
    sentence: "Refuses a media type with 415 and no body.",
    source: "RFC 9110, section 15.5.16; Spring, DefaultHandlerExceptionResolver",
    patch: refusedAs("UnsupportedMediaTypeException", { status: 415, headers: [["accept", "application/json"]] }),
  },
  {
    id: "415-as-SerializationException",
    sentence: "Refuses a media type as a body that it cannot read.",
    source: "protocol.md, P1 and P15",
    patch: refusedAs("UnsupportedMediaTypeException", {
      status: 400,
      headers: [
        ["content-type", "application/json"],
        ["x-amzn-ErrorType", "SerializationException"],
      ],
      body: '{"message":"The body cannot be read."}',
    }),
  },
  {
    id: "406-page",
    sentence: "Refuses an Accept header with a page of status 406.",
    source: "RFC 9110, section 15.5.7",
    patch: refusedAs("NotAcceptableException", { status: 406, headers: [HTML], body: "<h1>406</h1>" }),
  },
];
