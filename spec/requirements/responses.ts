import type { Requirement } from "#spec/requirement.ts";

/** What holds of every answer; the types of its members are derived from the contract. */
export const RESPONSES: readonly Requirement[] = [
  {
    id: "api.answers",
    operation: "*",
    area: "response-shape",
    level: "MUST",
    authority: "protocol",
    evidence: "protocol",
    title: "Every request is answered with a whole HTTP response in time; no reset, no hang, no endless body.",
    trace: {
      source: "protocol.md",
      quote:
        "P65. A server answers a request with one final response, which is complete only once all of its body has come.",
    },
  },
  {
    id: "api.content-type",
    operation: "*",
    area: "response-shape",
    level: "MUST",
    authority: "docs",
    evidence: "documented",
    title: "A successful response says that it is application/json.",
    trace: { source: "register-cluster.txt", quote: "HTTP/1.1 200\nContent-type: application/json" },
  },
  {
    id: "api.json",
    operation: "*",
    area: "response-shape",
    level: "MUST",
    authority: "docs",
    evidence: "documented",
    title: "The body of a successful response is a JSON object.",
    trace: { source: "register-cluster.txt", quote: "The following data is returned in JSON format by the service." },
  },
  {
    id: "api.request-id",
    operation: "*",
    area: "response-shape",
    level: "SHOULD",
    authority: "observed",
    evidence: "recorded",
    title: "Every response carries an x-amzn-requestid.",
    trace: {
      source: "protocol.md",
      quote: "P44. A response carries an id of the request in the header `x-amzn-requestid`.",
    },
  },
  {
    id: "register.cluster",
    operation: "RegisterCluster",
    area: "response-shape",
    level: "MUST",
    authority: "docs",
    evidence: "documented",
    title: "The answer to a registration wraps the cluster in a member `cluster`.",
    trace: { source: "register-cluster.txt", quote: '"cluster": {' },
  },
];
