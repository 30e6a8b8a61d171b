import type { Requirement } from "#spec/requirement.ts";

/** restJson1: bodies, media types and Accept. */
export const PROTOCOL: readonly Requirement[] = [
  {
    id: "api.body.invalid-json",
    operation: "RegisterCluster",
    area: "protocol",
    level: "MUST",
    authority: "protocol",
    evidence: "protocol",
    title: "A body that is not JSON is refused with 400 SerializationException.",
    trace: {
      source: "protocol.md",
      quote: "P15. A body that is not JSON is refused with status 400 and SerializationException",
    },
  },
  {
    id: "api.body.not-an-object",
    operation: "RegisterCluster",
    area: "protocol",
    level: "MUST",
    authority: "protocol",
    evidence: "protocol",
    title: "A JSON body that is not an object is refused with 400 SerializationException.",
    trace: {
      source: "protocol.md",
      quote:
        "P16. A body that is JSON but no object, an array, a number or null, is refused with status 400 and SerializationException.",
    },
  },
  {
    id: "api.body.empty",
    operation: "RegisterCluster",
    area: "protocol",
    level: "MUST",
    authority: "docs",
    evidence: "documented",
    title: "An empty body, or one of white space, is refused: the operation has required members.",
    trace: { source: "register-cluster.txt", quote: "Type: ConnectorConfigRequest object\nRequired: Yes" },
    remark: "Read as no members or as no JSON: either refusal meets it.",
  },
  {
    id: "api.body.encoding",
    operation: "RegisterCluster",
    area: "protocol",
    level: "SHOULD",
    authority: "inferred",
    evidence: "inferred",
    title: "A body that is not UTF-8 is refused.",
    trace: {
      source: "protocol.md",
      quote: "P15. A body that is not JSON is refused with status 400 and SerializationException",
    },
    remark: "The protocol's tests hold no such body; servers that read with replacement characters take it.",
  },
  {
    id: "api.body.trailing-text",
    operation: "RegisterCluster",
    area: "protocol",
    level: "SHOULD",
    authority: "protocol",
    evidence: "protocol",
    title: "A JSON object with more text after it is refused with 400 SerializationException.",
    trace: {
      source: "protocol.md",
      quote: "P15. A body that is not JSON is refused with status 400 and SerializationException",
    },
  },
  {
    id: "api.body.utf-16",
    operation: "RegisterCluster",
    area: "protocol",
    level: "INFO",
    authority: "inferred",
    evidence: "inferred",
    title: "A body in UTF-16 is refused, or read as some readers of JSON do.",
    trace: {
      source: "protocol.md",
      quote: "P15. A body that is not JSON is refused with status 400 and SerializationException",
    },
  },
  {
    id: "api.body.unspecified",
    operation: "RegisterCluster",
    area: "protocol",
    level: "INFO",
    authority: "inferred",
    evidence: "inferred",
    title:
      "Unknown members, repeated members, half surrogates, a byte order mark or UTF-16: the answer is only observed.",
    trace: {
      source: "protocol.md",
      quote: "P30. No source says what a server does with a member of a request that it does not know.",
    },
  },
  {
    id: "api.body.large",
    operation: "RegisterCluster",
    area: "protocol",
    level: "MUST",
    authority: "protocol",
    evidence: "protocol",
    title: "A large or deeply nested body is answered, whatever the answer.",
    trace: {
      source: "protocol.md",
      quote:
        "P65. A server answers a request with one final response, which is complete only once all of its body has come.",
    },
  },
  {
    id: "api.content-type.parameters",
    operation: "RegisterCluster",
    area: "protocol",
    level: "MUST",
    levels: { aws: "INFO" },
    authority: "protocol",
    evidence: "protocol",
    title: "Parameters and another case of application/json are accepted.",
    trace: {
      source: "protocol.md",
      quote:
        "P10. Parameters of the media type, as in `application/json; charset=utf-8`, are accepted, and the case of its letters means nothing.",
    },
    remark: "The page's own sample of 2019 has no content type at all, so the service is not held to it.",
  },
  {
    id: "api.content-type.others-refused",
    operation: "RegisterCluster",
    area: "protocol",
    level: "SHOULD",
    levels: { aws: "INFO" },
    authority: "protocol",
    evidence: "protocol",
    title: "A body of another media type, or of none, is refused with 415 UnsupportedMediaTypeException.",
    trace: {
      source: "protocol.md",
      quote:
        "P8. A body of another media type than `application/json` is refused with status 415 and UnsupportedMediaTypeException.",
    },
    remark: "The page's own sample of 2019 has no content type at all, so the service is not held to it.",
  },
  {
    id: "api.accept.wildcards",
    operation: "RegisterCluster",
    area: "protocol",
    level: "MUST",
    authority: "protocol",
    evidence: "protocol",
    title: "Accept headers that include JSON are honoured.",
    trace: { source: "protocol.md", quote: "P12. `Accept: */*` and `Accept: application/*` are accepted." },
  },
  {
    id: "api.accept.others-refused",
    operation: "RegisterCluster",
    area: "protocol",
    level: "SHOULD",
    authority: "protocol",
    evidence: "protocol",
    title: "An Accept header that rules JSON out is refused with 406 NotAcceptableException.",
    trace: {
      source: "protocol.md",
      quote:
        "P11. An Accept header that rules out `application/json` is refused with status 406 and NotAcceptableException.",
    },
  },
];
