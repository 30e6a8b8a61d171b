import type { Patch, Variant } from "../fault.ts";
import { asAnotherError } from "./answers.ts";
import { all } from "../patches.ts";

/** Ways to name an error and to write its body. */
export const ERROR_VARIANTS: readonly Variant[] = [
  {
    id: "error-type-in-__type-only",
    sentence: "Names an error in the body's __type and in no header.",
    source: "protocol.md, P34",
    patch: errorTypeInBody("__type"),
  },
  {
    id: "error-type-in-code-only",
    sentence: "Names an error in the body's code and in no header.",
    source: "protocol.md, P34",
    patch: errorTypeInBody("code"),
  },
  {
    id: "error-type-in-every-place",
    sentence: "Names an error in the header, in code and in __type.",
    source: "protocol.md, P34",
    patch: (behaviours) => ({
      errorDocument: (refusal, call) => ({
        ...behaviours.errorDocument(refusal, call),
        code: refusal.code,
        __type: `com.amazonaws.eks#${refusal.code}`,
      }),
    }),
  },
  {
    id: "error-type-with-namespace",
    sentence: "Puts the namespace of the shape before the error's name.",
    source: "protocol.md, P36",
    patch: errorTypeAs((code) => `com.amazonaws.eks#${code}`),
  },
  {
    id: "error-type-with-uri-suffix",
    sentence: "Puts a colon and a URI after the error's name.",
    source: "protocol.md, P35",
    patch: errorTypeAs((code) => `${code}:http://internal.example.com/coral/com.amazonaws.eks/`),
  },
  {
    id: "error-type-with-namespace-and-uri",
    sentence: "Puts the namespace before the error's name and a URI after it.",
    source: "protocol.md, P37",
    patch: errorTypeAs((code) => `com.amazonaws.eks#${code}:http://internal.example.com/`),
  },
  {
    id: "error-type-header-in-capitals",
    sentence: "Writes the name of the header that names the error in capitals.",
    source: "RFC 9110, section 5.1",
    patch: () => ({ errorHeaders: ({ code }) => [["X-AMZN-ERRORTYPE", code]] }),
  },
  {
    id: "capital-Message",
    sentence: "Writes the text of an error as Message.",
    source: "protocol.md, P43",
    patch: (behaviours) => ({
      errorDocument: (refusal, call) => {
        const { message, ...others } = behaviours.errorDocument(refusal, call);
        return { ...others, Message: message };
      },
    }),
  },
  {
    id: "errors-without-a-message",
    sentence: "Gives errors no text.",
    source: "eks-model.md, Errors: every member is optional",
    patch: (behaviours) => ({
      errorDocument: (refusal, call) => ({ ...behaviours.errorDocument(refusal, call), message: undefined }),
    }),
  },
  {
    id: "errors-with-a-long-message",
    sentence: "Gives errors a text of many lines, quotes and letters of other scripts.",
    source: "observations.md, O30",
    patch: (behaviours) => ({
      errorDocument: (refusal, call) => ({
        ...behaviours.errorDocument(refusal, call),
        message: `${'“Ungültig”: <b>не</b> "ok"\n'.repeat(40)}${refusal.code}`,
      }),
    }),
  },
  {
    id: "broken-constraints-as-ValidationException",
    sentence: "Refuses what breaks a constraint as ValidationException, as servers generated from a Smithy model do.",
    source: "Smithy, smithy.framework#ValidationException",
    patch: asAnotherError("InvalidParameterException", 400, "ValidationException"),
  },
  {
    id: "broken-constraints-as-SerializationException",
    sentence: "Checks constraints as it reads the body, and refuses what breaks one as SerializationException.",
    source: "protocol.md, P19",
    patch: asAnotherError("InvalidParameterException", 400, "SerializationException"),
  },
  {
    id: "wrong-types-as-InvalidParameterException",
    sentence: "Refuses what it cannot read as InvalidParameterException.",
    source: "register-cluster.txt, Errors; observations.md, O31",
    patch: asAnotherError("SerializationException", 400, "InvalidParameterException"),
  },
  {
    id: "every-refusal-as-ClientException",
    sentence: "Refuses whatever a client did wrong as ClientException.",
    source: "register-cluster.txt, ClientException",
    patch: all(
      asAnotherError("InvalidParameterException", 400, "ClientException"),
      asAnotherError("SerializationException", 400, "ClientException"),
    ),
  },
  {
    id: "unknown-names-told-by-text",
    sentence: "Tells by the text of a ClientException that no cluster has a name.",
    source: "observations.md, O46",
    patch: all(asAnotherError("ResourceNotFoundException", 400, "ClientException"), (behaviours) => ({
      errorDocument: (refusal, call) => {
        const document = behaviours.errorDocument(refusal, call);
        if (refusal.code !== "ResourceNotFoundException") return document;
        return { ...document, message: `No cluster found for name: ${refusal.clusterName}.` };
      },
    })),
  },
  {
    id: "every-refusal-as-InvalidRequestException",
    sentence: "Refuses whatever a client did wrong as InvalidRequestException.",
    source: "observations.md, O1; eks-model.md, InvalidRequestException",
    patch: all(
      asAnotherError("InvalidParameterException", 400, "InvalidRequestException"),
      asAnotherError("SerializationException", 400, "InvalidRequestException"),
    ),
  },
];

function errorTypeInBody(member: string): Patch {
  return (behaviours) => ({
    errorHeaders: () => [],
    errorDocument: (refusal, call) => ({ [member]: refusal.code, ...behaviours.errorDocument(refusal, call) }),
  });
}

function errorTypeAs(write: (code: string) => string): Patch {
  return () => ({ errorHeaders: ({ code }) => [["x-amzn-ErrorType", write(code)]] });
}
