import { type ErrorIdentity, errorIdentity } from "#protocol/answers/error-identity.ts";
import { headerValue } from "#protocol/headers.ts";
import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import { parsedJson } from "#spec/json/parsed-json.ts";
import type { BodyEvidence, Evidence } from "#suites/record/parts/kept-evidence.ts";

/** An answer as a record shows it. */
export interface ShownAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly json: JsonValue | undefined;
  readonly error: ErrorIdentity;
}

/** Undefined where no answer came. */
export function shownAnswer({ response }: Evidence): ShownAnswer | undefined {
  if (response === undefined) return undefined;
  const { status, headers, body } = response;
  const json = jsonOf(body);
  return { status, headers, json, error: errorIdentity(headerValue(headers, "x-amzn-errortype"), json) };
}

/** The text of an error, under either of the names that clients read; undefined where it has none. */
export function shownErrorText({ json }: Pick<ShownAnswer, "json">): string | undefined {
  const text = isJsonObject(json) ? (json["message"] ?? json["Message"]) : undefined;
  return typeof text === "string" ? text : undefined;
}

/** The body of a message, where it is JSON and whole. */
export function jsonOf({ text, truncated }: BodyEvidence): JsonValue | undefined {
  return text === undefined || truncated ? undefined : parsedJson(text);
}
