import type { Origin } from "#reports/findings/steps/answers-before.ts";
import { jsonQuery } from "./json-path.ts";
import { type HurlText, quotedText } from "./hurl-text.ts";

/** What entries take from answers: a variable for each value that a later one needs. */
export interface Captures {
  /** The value that the answer to a step has at a place; percent-encoded for a URL. */
  readonly value: (origin: Origin, form?: "encoded") => HurlText;
  /** The text at a place, or `none`: an answer that refuses has none, and is no less right for it. */
  readonly perhaps: (origin: Origin) => HurlText;
  /** The lines of a step. */
  readonly of: (step: number) => readonly string[];
}

export function noCaptures(): Captures {
  const lines = new Map<string, { readonly step: number; readonly variable: string; readonly line: string }>();
  const capture = (step: number, query: string): HurlText => {
    const key = `${step} ${query}`;
    const variable = lines.get(key)?.variable ?? `answer_${step}_${countOf(step) + 1}`;
    lines.set(key, { step, variable, line: `${variable}: ${query}` });
    return { variable };
  };
  const all = (step: number) => [...lines.values()].filter((one) => one.step === step);
  const countOf = (step: number): number => all(step).length;
  return {
    value: ({ step, at }, form) => capture(step, form === undefined ? jsonQuery(at) : `${jsonQuery(at)} ${PERCENT}`),
    perhaps: ({ step, at }) => capture(step, memberOrNone(at)),
    of: (step) => all(step).map(({ line }) => line),
  };
}

/** Hurl's own leaves slashes as they are. */
export const PERCENT = 'urlEncode replace "/" "%2F"';

/** Whatever is not the text of a plain member, a whole body that has none included, becomes `none`. */
function memberOrNone(at: string): string {
  const name = at.slice(at.lastIndexOf("/") + 1).replace(/\W/g, ".");
  const member = `(?s)^.*"${name}"\\s*:\\s*"([A-Za-z0-9_.:-]+)".*$`;
  return `body ${replacing(member, "$1")} ${replacing("(?s)^.*[^A-Za-z0-9_.:-].*$", "none")}`;
}

/** A filter of Hurl's: a regular expression, and what stands in the place of what it matches. */
export function replacing(pattern: string, by: string): string {
  return `replaceRegex ${quotedText(pattern)} ${quotedText(by)}`;
}
