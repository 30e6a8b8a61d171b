import { madeUpNames } from "#custody/ownership/run-prefix.ts";
import type { Words } from "./same-request.ts";

/** What differs from one answer to the next, each with the name of its form; the first that fits counts. */
const FORMS: readonly (readonly [form: string, pattern: RegExp])[] = [
  ["time", /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)/g],
  ["uuid", /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi],
  ["redacted", /\[redacted \d{1,7} chars [0-9a-f]{6}\]/g],
  ["digits", /\b\d{6,15}\b/g],
  ["hex", /\b(?:[0-9a-f]{16,128}|(?=[a-f]{0,14}\d)[0-9a-f]{8,15})\b/gi],
  ["base64", /[A-Za-z0-9+/]{40,4096}={0,2}/g],
];

/** Texts are looked at up to here: forms further on differ no more. */
const LOOKED_AT = 4096;

/**
 * A text with forms in the place of what no two answers have in common, such as `arn:aws:eks:us-east-1:‹digits 12›:…`.
 * Names that a run made up stay as they are if they were `asked` for, and no others.
 */
export function formOfText(text: string, asked: ReadonlySet<string> = new Set()): string {
  const named = text.slice(0, LOOKED_AT).replace(madeUpNames(), (name) => (asked.has(name) ? name : "‹name›"));
  return FORMS.reduce(
    (form, [name, pattern]) =>
      form.replace(pattern, (found) => `‹${name}${isOfLength(name) ? ` ${lengthOf(found)}` : ""}›`),
    named,
  );
}

/** The made-up names in what was sent. */
export function namesAsked(words: Words): ReadonlySet<string> {
  return new Set([...words.values()].flatMap((word) => word.match(madeUpNames()) ?? []));
}

function isOfLength(form: string): boolean {
  return form === "digits" || form === "hex" || form === "redacted";
}

function lengthOf(found: string): string {
  return /^\[redacted (\d+)/.exec(found)?.[1] ?? String(found.length);
}

/** What is shorter may stand in any other word. */
const SHORTEST = 3;

/** The same text with the words of this run in the place of the other run's. */
export function inOurWords(text: string, words: Words): string {
  const whole = words.get(text);
  if (whole !== undefined) return whole;
  let said = text;
  for (const [theirs, ours] of words) if (theirs.length > SHORTEST) said = said.replaceAll(theirs, () => ours);
  return said;
}
