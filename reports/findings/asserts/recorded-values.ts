import { decoded } from "#protocol/decoded.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import { parsedJson } from "#spec/json/parsed-json.ts";
import { type HurlText, quotedText } from "#reports/findings/hurl/hurl-text.ts";
import { literalPieces } from "#reports/findings/hurl/json-path.ts";
import { originOf } from "#reports/findings/steps/answers-before.ts";
import type { Deciding, Untold } from "./asked-of-answer.ts";

export const UNKNOWN = "it depends on a value that the record does not show";
const FOUND = "it names what was there before the run";

/** As Hurl writes it in a path; undefined where it cannot. */
export function literalOf(value: unknown, { fresh }: Deciding): HurlText[] | undefined {
  if (typeof value === "string") {
    return isRedacted(value) ? undefined : ["'", ...literalPieces(fresh.pieces(value)), "'"];
  }
  return typeof value === "object" && value !== null ? undefined : [JSON.stringify(value)];
}

export function receivedMember(body: string | undefined, at: string): unknown {
  const json = parsedJson(body);
  return json === undefined ? undefined : valueAt(json, at);
}

/** Of a variable, of an answer before, or as it stands; or why nobody knows it. */
export function hurlValue(value: unknown, at: string | undefined, deciding: Deciding): string | Untold {
  const { fresh, before, captures, step } = deciding;
  const preferred = { at, of: step.evidence };
  if (typeof value === "string") {
    // What an answer gave may have names of ours in it, and is its own nevertheless.
    const origin = originOf(value, before, preferred);
    if (origin !== undefined) return quotedText(captures.value(origin));
    return isRedacted(value) ? { untold: UNKNOWN } : quotedText(...fresh.pieces(value));
  }
  const origin = originOf(value, before, preferred);
  const piece = origin === undefined ? undefined : captures.value(origin);
  if (typeof piece === "object") return `{{${piece.variable}}}`;
  const text = JSON.stringify(value);
  return /^(-?\d{1,18}(\.\d{1,18})?|true|false|null)$/.test(text) ? text : { untold: "a number is too long for Hurl" };
}

function isRedacted(value: string): boolean {
  return value.includes("[redacted ");
}

/** A name that an answer is to show, or not: one that the steps brought, or that an answer before had. */
export function namePieces(name: string, deciding: Deciding): readonly HurlText[] | Untold {
  const { fresh, before, captures, step } = deciding;
  // What an answer gave may stand in a path by now, and is the target's nevertheless.
  const origin = originOf(name, before);
  if (origin !== undefined) return [captures.value(origin)];
  const requests = [...before, step].map(({ evidence }) => evidence.request);
  const isBrought = requests.some(({ path, body }) => `${decoded(path)}\n${body?.text ?? ""}`.includes(name));
  return isBrought ? fresh.pieces(name) : { untold: FOUND };
}
