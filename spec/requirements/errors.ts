import type { Requirement } from "../requirement.ts";

/** How refusals are told; the status and members of each documented error are derived from the contract. */
export const ERRORS: readonly Requirement[] = [
  {
    id: "api.error.json",
    operation: "*",
    area: "error-mapping",
    level: "MUST",
    authority: "protocol",
    title: "The body of an error is a JSON object, sent as application/json.",
    trace: { source: "protocol.md", quote: "P14. A response with a JSON body says `Content-Type: application/json`." },
  },
  {
    id: "api.error.type",
    operation: "*",
    area: "error-mapping",
    level: "MUST",
    authority: "protocol",
    title: "An error names its type where clients look for it.",
    trace: {
      source: "protocol.md",
      quote:
        "P34. A client finds the error's name in the header `X-Amzn-Errortype`, or else in the body's `code`, or else in the body's `__type`.",
    },
  },
  {
    id: "api.error.type-header",
    operation: "*",
    area: "error-mapping",
    level: "SHOULD",
    authority: "protocol",
    title: "An error names its type in the X-Amzn-Errortype header.",
    trace: { source: "protocol.md", quote: "P33. A server names the error in the header `X-Amzn-Errortype`." },
  },
  {
    id: "api.error.type-agrees",
    operation: "*",
    area: "error-mapping",
    level: "MUST",
    authority: "protocol",
    title: "Every place of an error response that names a type names the same one.",
    trace: {
      source: "protocol.md",
      quote:
        "P34. A client finds the error's name in the header `X-Amzn-Errortype`, or else in the body's `code`, or else in the body's `__type`.",
    },
  },
  {
    id: "api.error.status",
    operation: "*",
    area: "error-mapping",
    level: "MUST",
    authority: "protocol",
    title: "An error common to all operations carries the status that is documented for it.",
    trace: { source: "protocol.md", quote: "P39. The status of an error is the one that its shape declares." },
  },
  {
    id: "api.error.message",
    operation: "*",
    area: "error-mapping",
    level: "SHOULD",
    authority: "model",
    title: "An error has a message.",
    trace: {
      source: "protocol.md",
      quote: "P43. The text of an error stands in its `message` member; clients read `Message` too.",
    },
  },
  {
    id: "api.error.documented",
    operation: "*",
    area: "error-mapping",
    level: "SHOULD",
    authority: "docs",
    title: "An error is one that the operation documents, or one common to all.",
    trace: {
      source: "register-cluster.txt",
      quote: "For information about the errors that are common to all actions, see Common Errors.",
    },
  },
  {
    id: "api.error.no-internals",
    operation: "*",
    area: "error-mapping",
    level: "SHOULD",
    authority: "inferred",
    title: "An error shows nothing of the inside of the server, such as a stack trace.",
    trace: {
      source: "protocol.md",
      quote: "P40. An error that the service has not modelled is reported as InternalFailure, without details.",
    },
  },
  {
    id: "api.no-server-error",
    operation: "*",
    area: "error-mapping",
    level: "MUST",
    authority: "docs",
    title: "What a client sends is never answered with a server error.",
    trace: { source: "register-cluster.txt", quote: "These errors are usually caused by a server-side issue." },
  },
  {
    id: "register.error.taken-name",
    operation: "RegisterCluster",
    area: "error-mapping",
    level: "MUST",
    authority: "docs",
    title: "A name that is taken is refused with 409 ResourceInUseException.",
    trace: { source: "register-cluster.txt", quote: "The specified resource is in use.\nHTTP Status Code: 409" },
  },
  {
    id: "deregister.error.unknown-name",
    operation: "DeregisterCluster",
    area: "error-mapping",
    level: "MUST",
    authority: "model",
    title: "Deregistering an unknown name is refused with 404 ResourceNotFoundException.",
    trace: {
      source: "eks-model.md",
      quote:
        "DeregisterCluster declares AccessDeniedException, ClientException, ResourceInUseException, ResourceNotFoundException",
    },
  },
  {
    id: "describe.error.unknown-name",
    operation: "DescribeCluster",
    area: "error-mapping",
    level: "MUST",
    authority: "model",
    title: "Describing an unknown name is refused with 404 ResourceNotFoundException.",
    trace: {
      source: "observations.md",
      quote: "O21. undated: DescribeCluster of a name that does not exist answers 404 ResourceNotFoundException.",
    },
  },
];
