import type { Answer } from "#reports/model/causes/answer-kind.ts";

/** The kind of an answer in words: `500 InternalFailure`, `204 with no body`, `no response (reset)`. */
export function toldAnswer(answer: Answer | undefined): string {
  if (answer === undefined) return "something else";
  const { status, error, form, failure } = answer;
  if (failure !== undefined) return `no response (${failure})`;
  if (status >= 300 && error === undefined) return `${status} without an error type`;
  return [status, error, form && FORMS[form]].filter((part) => part !== undefined).join(" ");
}

const FORMS = {
  none: "with no body",
  cut: "with a body that ends in the middle of its JSON",
  broken: "with an object that is not valid JSON",
  other: "with a body that is not a JSON object",
} as const;
