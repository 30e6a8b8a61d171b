import { CharSet, DFA } from "refa";
import { patternAutomaton } from "#spec/contract/pattern.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";

const MAX_CODE_POINT = 0x10ffff;
const OPTIONS = { maxCharacter: MAX_CODE_POINT };

/** The strings a schema accepts, its lengths included; other types are left aside. */
export function stringLanguage(schema: JsonSchema): DFA {
  const parts: DFA[] = [];
  if (schema.pattern !== undefined) parts.push(patternAutomaton(schema.pattern));
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
  return patternAutomaton(`[^]{${min},${max ?? ""}}`);
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
