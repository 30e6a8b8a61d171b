import type { Patch } from "#reference/fault.ts";
import { asAnotherError } from "./answers.ts";
import { all, around } from "#reference/patches.ts";
import { variants } from "./rows.ts";

/** Ways to name an error and to write its body. */
export const ERROR_VARIANTS = variants({
  "error-type-in-__type-only": [
    "Names an error in the body's __type and in no header.",
    "protocol.md, P34",
    errorTypeInBody("__type"),
  ],
  "error-type-in-code-only": [
    "Names an error in the body's code and in no header.",
    "protocol.md, P34",
    errorTypeInBody("code"),
  ],
  "error-type-in-every-place": [
    "Names an error in the header, in code and in __type.",
    "protocol.md, P34",
    around("errorDocument", (own, refusal, call) => ({
      ...own(refusal, call),
      code: refusal.code,
      __type: `com.amazonaws.eks#${refusal.code}`,
    })),
  ],
  "error-type-with-namespace": [
    "Puts the namespace of the shape before the error's name.",
    "protocol.md, P36",
    errorTypeAs((code) => `com.amazonaws.eks#${code}`),
  ],
  "error-type-with-uri-suffix": [
    "Puts a colon and a URI after the error's name.",
    "protocol.md, P35",
    errorTypeAs((code) => `${code}:http://internal.example.com/coral/com.amazonaws.eks/`),
  ],
  "error-type-with-namespace-and-uri": [
    "Puts the namespace before the error's name and a URI after it.",
    "protocol.md, P37",
    errorTypeAs((code) => `com.amazonaws.eks#${code}:http://internal.example.com/`),
  ],
  "error-type-header-in-capitals": [
    "Writes the name of the header that names the error in capitals.",
    "RFC 9110, section 5.1",
    () => ({ errorHeaders: ({ code }) => [["X-AMZN-ERRORTYPE", code]] }),
  ],
  "capital-Message": [
    "Writes the text of an error as Message.",
    "protocol.md, P43",
    around("errorDocument", (own, refusal, call) => {
      const { message, ...others } = own(refusal, call);
      return { ...others, Message: message };
    }),
  ],
  "errors-without-a-message": [
    "Gives errors no text.",
    "eks-model.md, Errors: every member is optional",
    around("errorDocument", (own, refusal, call) => ({ ...own(refusal, call), message: undefined })),
  ],
  "errors-with-a-long-message": [
    "Gives errors a text of many lines, quotes and letters of other scripts.",
    "observations.md, O30",
    around("errorDocument", (own, refusal, call) => ({
      ...own(refusal, call),
      message: `${'“Ungültig”: <b>не</b> "ok"\n'.repeat(40)}${refusal.code}`,
    })),
  ],
  "broken-constraints-as-ValidationException": [
    "Refuses what breaks a constraint as ValidationException, as servers generated from a Smithy model do.",
    "Smithy, smithy.framework#ValidationException",
    asAnotherError("InvalidParameterException", 400, "ValidationException"),
  ],
  "broken-constraints-as-SerializationException": [
    "Checks constraints as it reads the body, and refuses what breaks one as SerializationException.",
    "protocol.md, P19",
    asAnotherError("InvalidParameterException", 400, "SerializationException"),
  ],
  "wrong-types-as-InvalidParameterException": [
    "Refuses what it cannot read as InvalidParameterException.",
    "register-cluster.txt, Errors; observations.md, O31",
    asAnotherError("SerializationException", 400, "InvalidParameterException"),
  ],
  "every-refusal-as-ClientException": [
    "Refuses whatever a client did wrong as ClientException.",
    "register-cluster.txt, ClientException",
    all(
      asAnotherError("InvalidParameterException", 400, "ClientException"),
      asAnotherError("SerializationException", 400, "ClientException"),
    ),
  ],
  "unknown-names-told-by-text": [
    "Tells by the text of a ClientException that no cluster has a name.",
    "observations.md, O46",
    all(
      asAnotherError("ResourceNotFoundException", 400, "ClientException"),
      around("errorDocument", (own, refusal, call) => {
        const document = own(refusal, call);
        if (refusal.code !== "ResourceNotFoundException") return document;
        return { ...document, message: `No cluster found for name: ${refusal.clusterName}.` };
      }),
    ),
  ],
  "every-refusal-as-InvalidRequestException": [
    "Refuses whatever a client did wrong as InvalidRequestException.",
    "observations.md, O1; eks-model.md, InvalidRequestException",
    all(
      asAnotherError("InvalidParameterException", 400, "InvalidRequestException"),
      asAnotherError("SerializationException", 400, "InvalidRequestException"),
    ),
  ],
});

function errorTypeInBody(member: string): Patch {
  return (behaviours) => ({
    errorHeaders: () => [],
    errorDocument: (refusal, call) => ({ [member]: refusal.code, ...behaviours.errorDocument(refusal, call) }),
  });
}

function errorTypeAs(write: (code: string) => string): Patch {
  return () => ({ errorHeaders: ({ code }) => [["x-amzn-ErrorType", write(code)]] });
}
