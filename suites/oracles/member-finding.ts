import { jsonText } from "#spec/json/json-text.ts";
import type { JsonValue } from "#spec/json/json.ts";
import type { Difference } from "#suites/record/record.ts";
import { check, type Finding } from "./finding.ts";

/** A finding about the value of one member, which differs from run to run. */
export function memberFinding(met: boolean, difference: Difference): Finding {
  return check(met, difference.expected, met ? "as expected" : difference.received, [difference]);
}

/** What an answer has at some place: in words, and as data where it is absent. Null says as much as nothing in restJson1. */
export function receivedValue(
  value: JsonValue | undefined,
  inWords: (value: JsonValue) => string = show,
): Pick<Difference, "received" | "absent"> {
  if (value === undefined) return { received: "absent", absent: true };
  return value === null ? { received: "null", absent: true } : { received: inWords(value) };
}

/** Two values in words, of long ones the part that differs. Where that may look the same, it is shown by its code units. */
export function toldApart(
  wanted: JsonValue | undefined,
  got: JsonValue | undefined,
): Pick<Difference, "expected" | "received" | "absent"> {
  const [one, other] = [inFull(wanted), inFull(got)];
  const at = firstDifference(one, other);
  const from = at < LONGEST - AROUND ? 0 : at - AROUND;
  const isPlain = [one, other].every((text) => /^[ -~]?$/.test(text.charAt(at)));
  const [expected, received] = [cut(one, from), cut(other, from)];
  const inWords = (text: string): string => (isPlain ? text : escaped(text));
  return { expected: inWords(expected), ...receivedValue(got, () => inWords(received)) };
}

/** Characters of a value that are shown at most, and before the place where it differs. */
const LONGEST = 200;
const AROUND = 20;

function firstDifference(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one.charAt(at) === other.charAt(at)) at += 1;
  return at;
}

function escaped(text: string): string {
  return text.replace(/[^ -~…]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** A value in words, a long one cut. */
export function show(value: JsonValue | undefined): string {
  return cut(inFull(value));
}

function inFull(value: JsonValue | undefined): string {
  return value === undefined ? "absent" : jsonText(value);
}

/** Pairs of surrogates stay whole, or go. */
function cut(text: string, from = 0): string {
  if (text.length <= LONGEST) return text;
  const part = text.slice(from, from + LONGEST).replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, "");
  const isWhole = from + LONGEST >= text.length;
  return `${from === 0 ? "" : "…"}${part}${isWhole ? "" : "…"} (${text.length} characters)`;
}

/** What sort of value it is, where the value itself is not to be shown. */
export function typeName(value: unknown): string {
  if (value === undefined) return "absent";
  if (value === null) return "null";
  return Array.isArray(value) ? "an array" : `${/^[aeiou]/.test(typeof value) ? "an" : "a"} ${typeof value}`;
}
