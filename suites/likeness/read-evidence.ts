import { type ErrorIdentity, errorIdentity } from "../../protocol/answers/error-identity.ts";
import { headerValue } from "../../protocol/headers.ts";
import type { JsonValue } from "../../spec/json/json.ts";
import { parsedJson } from "../../spec/json/parsed-json.ts";
import type { BodyEvidence, Evidence } from "../record/kept-evidence.ts";

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

/** The body of a message, where it is JSON and whole. */
export function jsonOf({ text, truncated }: BodyEvidence): JsonValue | undefined {
  return text === undefined || truncated ? undefined : parsedJson(text);
}
