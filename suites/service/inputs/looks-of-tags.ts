import {
  BLANKS_AROUND,
  CASE_TWINS,
  type Entries,
  countedEntries,
  FORM_TWINS,
  ITSELF,
  LIKE_OTHER_TYPES,
  MARKUP,
  OF_ONE_VALUE,
  OF_OTHER_SCRIPTS,
} from "#generators/strings/entry-texts.ts";
import { ODD_TEXTS } from "#generators/strings/odd-texts.ts";
import { PLAIN_KEYS, SPECIAL_KEYS } from "#generators/strings/special-keys.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { validatorOf } from "#spec/contract/validator.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { groupedBy } from "#spec/grouped-by.ts";
import { perObject } from "#spec/kept-per-object.ts";
import { tagForm, writeTags } from "#spec/resources/tag-form.ts";

/** Tags that a resource may have, all at once. */
export interface LookOfTags {
  readonly id: string;
  readonly words: string;
  readonly tags: JsonObject;
  /** What it is made for: to see whether common texts, or odd ones, come back; undefined where it is their number. */
  readonly tells?: "common" | "odd";
}

/** The most that any resource of AWS may have. */
const MOST = 50;

/** As long as a key and a value may be that nothing bounds. */
const [LONG_KEY, LONG_VALUE] = [128, 256];

const SPECIAL: Entries = Object.fromEntries(
  [...PLAIN_KEYS, ...SPECIAL_KEYS]
    .filter(({ text }) => text.toLowerCase() !== "key")
    .map(({ text }, at) => [text, Object.values(LIKE_OTHER_TYPES)[at] ?? text]),
);

/** Texts that tags may have everywhere; a value may be empty. */
const SCRIPTS: Entries = { ...OF_OTHER_SCRIPTS, ...OF_ONE_VALUE, "without a value": "" };

/** Keys that differ in case alone, or in blanks at their ends: what some services take for the same. */
const NEAR: Entries = { ...CASE_TWINS, ...BLANKS_AROUND };

const ODD: Entries = {
  ...MARKUP,
  ...FORM_TWINS,
  ...Object.fromEntries(ODD_TEXTS.map(({ text }) => [text, text])),
};

/** Tags of each count and each kind of text, as far as the schema allows them. */
export const looksOfTags = perObject((schema: JsonSchema): readonly LookOfTags[] => {
  const most = Math.min(MOST, schema.maxProperties ?? MOST, schema.maxItems ?? MOST);
  const look = (id: string, words: string, tags: Entries): LookOfTags => ({ id, words, tags: allowedOf(schema, tags) });
  return [
    { id: "tags-0", words: "no tags", tags: {} },
    look("tags-1", "a tag whose key is its value", ITSELF),
    look("tags-2", "two tags of one value", OF_ONE_VALUE),
    look("tags-50", `${most} tags with keys as long as may be`, ofLength(most, LONG_KEY, 40, LONG_VALUE)),
    { ...look("tags-special", "tags whose keys mean something elsewhere", SPECIAL), tells: "common" },
    { ...look("tags-scripts", "tags in letters of several scripts", SCRIPTS), tells: "common" },
    look("tags-25", "25 tags half as long as may be", ofLength(Math.min(most, 25), LONG_KEY / 2, LONG_VALUE / 2)),
    { ...look("tags-near", "tags whose keys differ in case or in blanks alone", NEAR), tells: "odd" },
    { ...look("tags-odd", "tags with characters that some services refuse", ODD), tells: "odd" },
  ];
});

/** Tags of all the texts that a resource may have at once: odd ones, which a service may refuse, apart. */
export function textsOfTags(schema: JsonSchema): { readonly common: JsonObject; readonly odd: JsonObject } {
  return { common: allowedOf(schema, { ...SPECIAL, ...SCRIPTS, ...NEAR }), odd: allowedOf(schema, ODD) };
}

/** Keys and values of a length, the last value of another. */
function ofLength(count: number, ofKeys: number, ofValues: number, ofLast = ofValues): Entries {
  return countedEntries(count, (at) => [
    `life-${at}`.padEnd(ofKeys, "x"),
    `value ${at}`.padEnd(at === count - 1 ? ofLast : ofValues, "y"),
  ]);
}

/** Those of the tags that each may stand alone. */
function allowedOf(schema: JsonSchema, tags: Entries): JsonObject {
  const [form, { accepts }] = [tagForm(schema), validatorOf(withoutCount(schema))];
  return Object.fromEntries(Object.entries(tags).filter(([key, value]) => accepts(writeTags(form, { [key]: value }))));
}

const withoutCount = perObject(
  ({ minProperties: _least, minItems: _fewest, ...schema }: JsonSchema): JsonSchema => schema,
);

/** What services of AWS mostly let tags have in them; blanks at an end, and several in a row, some take off. */
const ORDINARY = /^(?! )(?!.* {2})[\p{L}\p{N} _.:/=+\-@]*(?<! )$/u;

/** Those of some tags that have nothing that services refuse, change, or take for another one of them. */
export function ordinaryOf(tags: JsonObject): JsonObject {
  const alike = groupedBy(Object.keys(tags), (key) => key.trim().replace(/\s+/g, " ").toLowerCase());
  const alone = new Set([...alike.values()].flatMap((keys) => (keys.length === 1 ? keys : [])));
  const isOrdinary = (text: unknown): boolean => typeof text === "string" && ORDINARY.test(text);
  return Object.fromEntries(
    Object.entries(tags).filter(([key, value]) => alone.has(key) && isOrdinary(key) && isOrdinary(value)),
  );
}

export function areOrdinary(tags: JsonObject): boolean {
  return Object.keys(ordinaryOf(tags)).length === Object.keys(tags).length;
}
