import { CharSet, DFA, JS, NFA } from "refa";
import type { JsonSchema } from "../../spec/contract/schema.ts";

const MAX_CODE_POINT = 0x10ffff;
const OPTIONS = { maxCharacter: MAX_CODE_POINT };

/** As many as schemas have patterns and limits of length; nobody changes one. */
const languages = new Map<string, DFA>();

/** The strings that match a pattern as a whole, as an automaton over code points. Throws on lookarounds and backreferences. */
export function patternLanguage(pattern: string): DFA {
  let language = languages.get(pattern);
  if (language === undefined) languages.set(pattern, (language = languageOf(pattern)));
  return language;
}

function languageOf(pattern: string): DFA {
  // The same outer anchors are dropped as in the validator's full match.
  const source = pattern.replace(/^\^/, "").replace(/(?<!\\)\$$/, "");
  try {
    const { expression, maxCharacter } = JS.Parser.fromLiteral({ source, flags: "u" }).parse();
    return minimal(DFA.fromFA(NFA.fromRegex(expression, { maxCharacter })));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      `The pattern ${pattern} can't be turned into an automaton (${why}); write it without lookarounds and backreferences.`,
      { cause: error },
    );
  }
}

/** The strings a schema accepts, its lengths included; other types are left aside. */
export function stringLanguage(schema: JsonSchema): DFA {
  const parts: DFA[] = [];
  if (schema.pattern !== undefined) parts.push(patternLanguage(schema.pattern));
  if (schema.enum !== undefined) parts.push(listLanguage(schema.enum));
  if (schema.const !== undefined) parts.push(listLanguage([schema.const]));
  if (schema.minLength !== undefined || schema.maxLength !== undefined) {
    parts.push(lengthLanguage(schema.minLength ?? 0, schema.maxLength));
  }
  if (!allowsStrings(schema)) parts.push(DFA.empty(OPTIONS));
  if (schema.not !== undefined) parts.push(complement(stringLanguage(schema.not)));
  if (schema.anyOf !== undefined) parts.push(union(schema.anyOf.map(stringLanguage)));
  for (const part of schema.allOf ?? []) parts.push(stringLanguage(part));
  return intersection(parts);
}

function allowsStrings({ type }: JsonSchema): boolean {
  return type === undefined || (typeof type === "string" ? type === "string" : type.includes("string"));
}

function lengthLanguage(min: number, max: number | undefined): DFA {
  return patternLanguage(`[^]{${min},${max ?? ""}}`);
}

function listLanguage(values: readonly unknown[]): DFA {
  const words = values.filter((value) => typeof value === "string").map(codePoints);
  return minimal(DFA.fromWords(words, OPTIONS));
}

export function complement(language: DFA): DFA {
  const copy = language.copy();
  copy.complement();
  return minimal(copy);
}

export function intersection(parts: readonly DFA[]): DFA {
  const [first = everything(), ...others] = parts;
  return others.reduce((left, right) => minimal(DFA.fromIntersection(left, right)), first);
}

function union(languages: readonly DFA[]): DFA {
  return complement(intersection(languages.map(complement)));
}

/** All strings of Unicode scalar values: no lone surrogates, which have no UTF-8 form. */
export function scalarStrings(): DFA {
  const surrogates = { min: 0xd800, max: 0xdfff };
  const dfa = DFA.emptyWord(OPTIONS);
  dfa.initial.link(dfa.initial, CharSet.all(MAX_CODE_POINT).without(surrogates));
  return dfa;
}

function everything(): DFA {
  return DFA.all(OPTIONS);
}

function minimal(dfa: DFA): DFA {
  dfa.minimize();
  return dfa;
}

export function codePoints(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0) ?? 0);
}
