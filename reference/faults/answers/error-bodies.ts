import type { Patch } from "#reference/fault.ts";
import { breaking, family, warned } from "#reference/faults/defect.ts";
import { errorBody, errorDocument } from "./errors.ts";

const message = (write: (text: string) => unknown): Patch =>
  errorDocument((document, refusal) => ({ ...document, message: write(refusal.message) }));

/** Errors whose body is no JSON object, has no message, or shows the inside of the server. */
export const ERROR_BODIES = family(
  "error-mapping",
  breaking("api.error.json", {
    "error-body-html": [
      "Sends an HTML page with an error.",
      errorBody((code) => `<!doctype html><title>${code}</title><h1>Bad Request</h1>`, "text/html"),
    ],
    "error-body-html-as-json": [
      "Sends an HTML page with an error, and says that it is JSON.",
      errorBody((code) => `<html><body>${code}</body></html>`),
    ],
    "error-body-xml": [
      "Sends XML with an error, as Amazon S3 does.",
      errorBody((code) => `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`, "application/xml"),
    ],
    "error-body-text": ["Sends the text of an error as it is.", errorBody((_code, text) => text, "text/plain")],
    "error-body-empty": ["Sends no body with an error.", errorBody(() => "")],
    "error-body-null": ["Sends null as the body of an error.", errorBody(() => "null")],
    "error-body-list": [
      "Sends a list of messages as the body of an error.",
      errorBody((_code, text) => JSON.stringify([text])),
    ],
    "error-body-json-text": [
      "Encodes the body of an error twice.",
      errorBody((_code, text) => JSON.stringify(JSON.stringify({ message: text }))),
    ],
    "error-body-as-problem-json": [
      "Sends errors as application/problem+json.",
      errorBody((code, detail) => JSON.stringify({ title: code, detail }), "application/problem+json"),
    ],
    "error-body-said-to-be-html": [
      "Says that the JSON of an error is text/html.",
      errorBody((_code, text) => JSON.stringify({ message: text }), "text/html; charset=utf-8"),
    ],
  }),
  warned("api.error.message", {
    "error-message-missing": ["Sends errors without a message.", message(() => undefined)],
    "error-message-empty": ["Sends errors with an empty message.", message(() => "")],
    "error-message-null": ["Sends errors with null for a message.", message(() => null)],
  }),
  warned("api.error.no-internals", {
    "error-shows-stack-trace": [
      "Shows a stack trace in the message of an error.",
      message((text) => `${text}\n    at validate (/srv/eks/register.js:41:13)`),
    ],
    "error-shows-python-traceback": [
      "Shows a traceback of Python in the message of an error.",
      message((text) => `Traceback (most recent call last):\n  File "eks", line 7\n${text}`),
    ],
    "error-shows-goroutine": [
      "Shows the goroutine that panicked in the message of an error.",
      message((text) => `${text}: goroutine 42 [running]:`),
    ],
    "error-shows-source-file": [
      "Shows the source file that refused the request in the message of an error.",
      message((text) => `${text} (src/handlers.rs:2252)`),
    ],
  }),
);
