import type { RegistrationInput } from "../clusters/cluster.ts";
import type { RegistrationCheck } from "../behaviours.ts";

/** Picks the strings that a constraint is about: none when the member is absent. */
export type StringSelector = (input: RegistrationInput) => Iterable<string>;

export type Measure = (text: string) => number;

/** Length of a string as the API counts it. Source: Smithy length trait, "Unicode scalar values". */
export function codePoints(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index += (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1) count += 1;
  return count;
}

export function required(what: string, select: (input: RegistrationInput) => unknown): RegistrationCheck {
  return (input) => (select(input) === undefined ? `The ${what} is required.` : undefined);
}

export function minLength(
  what: string,
  select: StringSelector,
  limit: number,
  measure: Measure = codePoints,
): RegistrationCheck {
  const complaint = `The ${what} must have at least ${limit} characters.`;
  return every(select, (text) => measure(text) >= limit, complaint);
}

export function maxLength(
  what: string,
  select: StringSelector,
  limit: number,
  measure: Measure = codePoints,
): RegistrationCheck {
  const complaint = `The ${what} must have at most ${limit} characters.`;
  return every(select, (text) => measure(text) <= limit, complaint);
}

/** Wants a match of `pattern`; anchor it for a full match. */
export function matches(what: string, select: StringSelector, pattern: RegExp): RegistrationCheck {
  return every(select, (text) => pattern.test(text), `The ${what} holds characters that are not allowed.`);
}

export function oneOf(what: string, select: StringSelector, values: readonly string[]): RegistrationCheck {
  return every(select, (text) => values.includes(text), `The ${what} must be one of ${values.join(", ")}.`);
}

function every(select: StringSelector, holds: (text: string) => boolean, complaint: string): RegistrationCheck {
  return (input) => {
    for (const text of select(input)) if (!holds(text)) return complaint;
    return undefined;
  };
}
