import type { JsonValue } from "#spec/json/json.ts";
import { groupedBy } from "#spec/grouped-by.ts";
import { acceptedEnum } from "#generators/schema/baseline.ts";
import { evenly } from "#generators/schema/evenly.ts";
import type { GenerationContext } from "#generators/schema/generation-context.ts";
import type { SchemaLocation } from "#generators/schema/schema-location.ts";
import type { Probe } from "./boundary-probe.ts";

/** Latin letters and what looks like them in other scripts. */
const HOMOGLYPHS: Readonly<Record<string, string>> = { A: "А", E: "Е", O: "О", T: "Т", a: "а", e: "е", o: "о", c: "с" };

const TWISTS: readonly { readonly name: string; readonly twist: (text: string) => string }[] = [
  { name: "lower-case", twist: (text) => text.toLowerCase() },
  { name: "upper-case", twist: (text) => text.toUpperCase() },
  { name: "capitalised", twist: (text) => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase() },
  { name: "trailing-space", twist: (text) => `${text} ` },
  { name: "leading-space", twist: (text) => ` ${text}` },
  { name: "trailing-newline", twist: (text) => `${text}\n` },
  { name: "trailing-nul", twist: (text) => `${text}\u0000` },
  { name: "without-last", twist: (text) => text.slice(0, -1) },
  { name: "without-first", twist: (text) => text.slice(1) },
  { name: "plural", twist: (text) => `${text}S` },
  { name: "hyphenated", twist: (text) => text.replaceAll("_", "-") },
  { name: "run-together", twist: (text) => text.replaceAll("_", "") },
  { name: "spaced", twist: (text) => text.replaceAll("_", " ") },
  { name: "quoted", twist: (text) => `"${text}"` },
  { name: "listed", twist: (text) => `${text},${text}` },
  { name: "homoglyph", twist: homoglyph },
  {
    name: "full-width",
    twist: (text) => text.replace(/[!-~]/, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
  },
];

function homoglyph(text: string): string {
  const index = [...text].findIndex((letter) => HOMOGLYPHS[letter] !== undefined);
  return index < 0 ? text : text.slice(0, index) + (HOMOGLYPHS[text.charAt(index)] ?? "") + text.slice(index + 1);
}

/** Every listed value, and texts that a lax comparison takes for one. */
export function* enumProbes({ schema }: SchemaLocation, context: GenerationContext): Iterable<Probe> {
  const keyword = schema.const === undefined ? "enum" : "const";
  const listed = schema.const === undefined ? schema.enum : [schema.const];
  if (listed === undefined) return;
  for (const value of evenly(keyword === "const" ? listed : acceptedEnum(schema), MOST)) {
    if (value === null) continue;
    yield { keyword, side: "accept", name: text(value), note: `the value ${text(value)}`, value: () => value };
  }
  const misses = nearMisses(listed, context.dictionary ?? []);
  const telling = new Set(oneOfEachTwist(misses));
  for (const miss of new Set([...telling, ...misses])) {
    const { name, note, value } = miss;
    yield { keyword, side: "reject", name, note, isTelling: telling.has(miss), value: () => value };
  }
}

/** One value of the list in each twist, another one in the next. */
function oneOfEachTwist(misses: readonly NearMiss[]): NearMiss[] {
  const twisted = misses.filter(({ twist }) => twist !== undefined);
  const groups = [...groupedBy(twisted, ({ twist }) => twist).values()];
  return groups.flatMap((group, at) => group[at % group.length] ?? []);
}

const MOST = 200;

interface NearMiss {
  readonly name: string;
  readonly note: string;
  readonly value: JsonValue;
  /** How it was made of one of the values. */
  readonly twist?: string;
}

/** Values close to a list's own but not among them, without repetition. */
export function nearMisses(listed: readonly JsonValue[], dictionary: readonly string[]): NearMiss[] {
  const taken = new Set<JsonValue>(listed);
  const misses: NearMiss[] = [];
  const add = (name: string, note: string, value: JsonValue, twist?: string) => {
    if (taken.has(value)) return;
    taken.add(value);
    misses.push({ name, note, value, ...(twist === undefined ? {} : { twist }) });
  };
  for (const value of evenly(listed, MOST)) {
    if (typeof value === "string") {
      for (const { name, twist } of TWISTS)
        add(`${value}-${name}`, `${value}, ${name.replaceAll("-", " ")}`, twist(value), name);
    } else if (typeof value === "number") {
      for (const other of [value - 1, value + 1]) add(text(other), `${other}, next to ${value}`, other);
    } else if (typeof value === "boolean") add(text(!value), text(!value), !value);
  }
  if (listed.some((value) => typeof value === "string")) {
    add("empty", "empty", "");
    for (const word of dictionary) add(`word-${word}`, `${word}, a word of another vocabulary`, word);
    add("unknown-word", "a word not listed", "NOT_A_LISTED_VALUE");
  }
  return misses;
}

function text(value: JsonValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
