import type { ReferenceResponse } from "#reference/message.ts";
import { inText, type AnswerChange } from "./drawn-change.ts";

/** Texts that are no JSON object any more, whatever object they were. */
export const BODIES: readonly AnswerChange[] = [
  { words: "sends half of the body", apply: inText((text) => text.slice(0, text.length >> 1)) },
  { words: "sends the body twice", apply: inText((text) => text + text) },
  { words: "sends no body", apply: inText(() => "") },
  { words: "sends a list around the body", apply: inText((text) => `[${text}]`) },
  { words: "sends the body as a JSON string", apply: inText((text) => JSON.stringify(text)) },
];

export const CONTENT_TYPES: readonly AnswerChange[] = [
  ...["text/html", "text/plain; charset=utf-8", "application/x-amz-json-1.1"].map((type) => ({
    words: `says that the body is ${type}`,
    apply: typedAs(type),
  })),
  { words: "does not say what the body is", apply: typedAs(undefined) },
];

/** Sends another status with the same answer. */
export function answeredWith(status: number): AnswerChange {
  return { words: `answers with status ${status}`, apply: (response) => ({ ...response, status }) };
}

function typedAs(type: string | undefined): AnswerChange["apply"] {
  return (response) => withoutHeader(response, "content-type", type === undefined ? [] : [["content-type", type]]);
}

/** Another header, or none, in the place of one; `name` in lower case. */
export function withoutHeader(
  response: ReferenceResponse,
  name: string,
  instead: ReferenceResponse["headers"] = [],
): ReferenceResponse {
  return { ...response, headers: [...response.headers.filter(([each]) => each.toLowerCase() !== name), ...instead] };
}
