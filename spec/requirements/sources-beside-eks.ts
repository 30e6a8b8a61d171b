import type { Trace } from "#spec/requirement.ts";

/** What restJson1 and HTTP say, for services that EKS's pages say nothing of, by the id of the requirement. */
export const ELSEWHERE: Readonly<Record<string, Trace>> = {
  "api.content-type": {
    source: "protocol.md",
    quote: "P14. A response with a JSON body says `Content-Type: application/json`.",
  },
  "api.json": {
    source: "protocol.md",
    quote: "P70. Members of an output that are bound to nothing else make up one JSON object, the body.",
  },
  "api.error.documented": {
    source: "protocol.md",
    quote: "P40. An error that the service has not modelled is reported as InternalFailure, without details.",
  },
  "api.no-server-error": {
    source: "protocol.md",
    quote: "P69. A status 5xx says that the server has erred, or cannot do what it is asked.",
  },
};
