import type { Patch } from "../fault.ts";
import { after } from "../patches.ts";
import type { Header } from "../message.ts";
import type { Refusal } from "../refusal.ts";
import { family } from "./family.ts";

/** Errors have this body, and say that it is of this type. */
export function errorBody(
  write: (code: string, message: string) => string,
  contentType = "application/json",
  isSo: (refusal: Refusal) => boolean = () => true,
): Patch {
  return after("renderError", (response, refusal) => {
    if (!isSo(refusal)) return response;
    const others = response.headers.filter(([name]) => name !== "content-type");
    const headers: readonly Header[] = [["content-type", contentType], ...others];
    return { ...response, headers, body: write(refusal.code, refusal.message) };
  });
}

function errorMessage(write: (message: string) => unknown): Patch {
  return (behaviours) => ({
    errorDocument: (refusal, call) => ({
      ...behaviours.errorDocument(refusal, call),
      message: write(refusal.message),
    }),
  });
}

const JSON_BODY = ["api.error.json"];
const LEAK = ["api.error.no-internals"];

/** Errors whose body is no JSON object, has no message, or shows the inside of the server. */
export const ERROR_BODIES = family("error-mapping", [
  {
    id: "error-body-html",
    sentence: "Sends an HTML page with an error.",
    requirements: JSON_BODY,
    patch: errorBody((code) => `<!doctype html><title>${code}</title><h1>Bad Request</h1>`, "text/html"),
  },
  {
    id: "error-body-html-as-json",
    sentence: "Sends an HTML page with an error, and says that it is JSON.",
    requirements: JSON_BODY,
    patch: errorBody((code) => `<html><body>${code}</body></html>`),
  },
  {
    id: "error-body-xml",
    sentence: "Sends XML with an error, as Amazon S3 does.",
    requirements: JSON_BODY,
    patch: errorBody((code) => `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`, "application/xml"),
  },
  {
    id: "error-body-text",
    sentence: "Sends the text of an error as it is.",
    requirements: JSON_BODY,
    patch: errorBody((_code, message) => message, "text/plain"),
  },
  {
    id: "error-body-empty",
    sentence: "Sends no body with an error.",
    requirements: JSON_BODY,
    patch: errorBody(() => ""),
  },
  {
    id: "error-body-null",
    sentence: "Sends null as the body of an error.",
    requirements: JSON_BODY,
    patch: errorBody(() => "null"),
  },
  {
    id: "error-body-list",
    sentence: "Sends a list of messages as the body of an error.",
    requirements: JSON_BODY,
    patch: errorBody((_code, message) => JSON.stringify([message])),
  },
  {
    id: "error-body-json-text",
    sentence: "Encodes the body of an error twice.",
    requirements: JSON_BODY,
    patch: errorBody((_code, message) => JSON.stringify(JSON.stringify({ message }))),
  },
  {
    id: "error-body-as-problem-json",
    sentence: "Sends errors as application/problem+json.",
    requirements: JSON_BODY,
    patch: errorBody((code, detail) => JSON.stringify({ title: code, detail }), "application/problem+json"),
  },
  {
    id: "error-body-said-to-be-html",
    sentence: "Says that the JSON of an error is text/html.",
    requirements: JSON_BODY,
    patch: errorBody((_code, message) => JSON.stringify({ message }), "text/html; charset=utf-8"),
  },
  {
    id: "error-message-missing",
    sentence: "Sends errors without a message.",
    level: "SHOULD",
    requirements: ["api.error.message"],
    patch: errorMessage(() => undefined),
  },
  {
    id: "error-message-empty",
    sentence: "Sends errors with an empty message.",
    level: "SHOULD",
    requirements: ["api.error.message"],
    patch: errorMessage(() => ""),
  },
  {
    id: "error-message-null",
    sentence: "Sends errors with null for a message.",
    level: "SHOULD",
    requirements: ["api.error.message"],
    patch: errorMessage(() => null),
  },
  {
    id: "error-shows-stack-trace",
    sentence: "Shows a stack trace in the message of an error.",
    level: "SHOULD",
    requirements: LEAK,
    patch: errorMessage((message) => `${message}\n    at validate (/srv/eks/register.js:41:13)`),
  },
  {
    id: "error-shows-python-traceback",
    sentence: "Shows a traceback of Python in the message of an error.",
    level: "SHOULD",
    requirements: LEAK,
    patch: errorMessage((message) => `Traceback (most recent call last):\n  File "eks", line 7\n${message}`),
  },
  {
    id: "error-shows-goroutine",
    sentence: "Shows the goroutine that panicked in the message of an error.",
    level: "SHOULD",
    requirements: LEAK,
    patch: errorMessage((message) => `${message}: goroutine 42 [running]:`),
  },
  {
    id: "error-shows-source-file",
    sentence: "Shows the source file that refused the request in the message of an error.",
    level: "SHOULD",
    requirements: LEAK,
    patch: errorMessage((message) => `${message} (src/handlers.rs:2252)`),
  },
]);
