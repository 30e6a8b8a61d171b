import type { Patch } from "../../fault.ts";
import { codePoints, type Measure, type StringSelector } from "../../input/check.ts";
import { BOUNDS, tagKeys, tagValues, type BoundName } from "../../input/registration-checks.ts";
import { all, after } from "../../patches.ts";
import { breaking, family, refuse } from "../defect.ts";
import { moved, type MovableBound } from "./moved.ts";

const bound = (name: BoundName): MovableBound => ({
  ...BOUNDS[name],
  at: (place) => () => ({ [name]: BOUNDS[name].check(place) }),
});

/** Holds some of the texts alone to a limit. */
const held = (name: BoundName, texts: StringSelector): Patch => {
  return () => ({ [name]: BOUNDS[name].check(BOUNDS[name].limit, texts) });
};

const firstKey: StringSelector = (input) => [...tagKeys(input)].slice(0, 1);
const lastValue: StringSelector = (input) => [...tagValues(input)].slice(-1);

/** Limits of RegisterCluster's strings and maps: not enforced, or enforced at another place. */
export const REGISTERING_LIMITS = family(
  "input-constraints",
  moved("register.name.max-length", bound("nameMaxLength"), {
    "name-max-length-not-enforced": ["Accepts names of any length.", Infinity],
    "name-max-length-101": ["Accepts names of 101 characters.", 101],
    "name-max-length-99": ["Refuses names of 100 characters.", 99],
    "name-max-length-63": ["Refuses names that are too long for a label of DNS.", 63],
    "name-max-length-255": ["Accepts names up to 255 characters.", 255],
  }),
  breaking("register.name.min-length", {
    "name-min-length-not-enforced": [
      "Accepts the empty name.",
      all(
        bound("nameMinLength").at(0),
        after("namePattern", (complaint, { name }) => (name === "" ? undefined : complaint)),
      ),
    ],
  }),
  moved("register.name.min-length", bound("nameMinLength"), {
    "name-min-length-2": ["Refuses names of one character.", 2],
    "name-min-length-3": ["Refuses names of two characters.", 3],
  }),
  moved("register.tags.max-properties", bound("tagsMaxCount"), {
    "tags-limit-not-enforced": ["Accepts more than 50 tags.", Infinity],
    "tags-limit-51": ["Accepts 51 tags.", 51],
    "tags-limit-49": ["Refuses 50 tags.", 49],
    "tags-limit-10": ["Refuses more than ten tags, as some services do.", 10],
  }),
  breaking("register.tags.max-properties.accepts", {
    "tags-limit-by-total-size": [
      "Refuses tags whose keys and values come to more than 8 192 characters.",
      refuse(({ tags }) => [...(tags ?? [])].flat().join("").length > 8192),
    ],
  }),
  moved("register.tags.keys.max-length", bound("tagKeyMaxLength"), {
    "tag-key-max-length-not-enforced": ["Accepts tag keys of any length.", Infinity],
    "tag-key-max-length-129": ["Accepts tag keys of 129 characters.", 129],
    "tag-key-max-length-127": ["Refuses tag keys of 128 characters.", 127],
    "tag-key-max-length-of-values": ["Holds tag keys to the limit of values, 256 characters.", 256],
  }),
  breaking("register.tags.keys.max-length", {
    "tag-key-max-length-of-first-key": [
      "Looks at the length of the first tag key alone.",
      held("tagKeyMaxLength", firstKey),
    ],
  }),
  moved("register.tags.keys.min-length", bound("tagKeyMinLength"), {
    "tag-key-min-length-not-enforced": ["Accepts the empty tag key.", 0],
    "tag-key-min-length-2": ["Refuses tag keys of one character.", 2],
  }),
  breaking("register.tags.keys.min-length", {
    "tag-key-min-length-of-first-key": [
      "Looks for the empty key in the first place alone.",
      held("tagKeyMinLength", firstKey),
    ],
  }),
  moved("register.tags.values.max-length", bound("tagValueMaxLength"), {
    "tag-value-max-length-not-enforced": ["Accepts tag values of any length.", Infinity],
    "tag-value-max-length-257": ["Accepts tag values of 257 characters.", 257],
    "tag-value-max-length-255": ["Refuses tag values of 256 characters.", 255],
    "tag-value-max-length-of-keys": ["Holds tag values to the limit of keys, 128 characters.", 128],
  }),
  breaking("register.tags.values.max-length", {
    "tag-value-max-length-of-last-value": [
      "Looks at the length of the last tag value alone.",
      held("tagValueMaxLength", lastValue),
    ],
  }),
  breaking("register.tags.values.min-length.accepts", {
    "tag-value-empty-refused": ["Refuses empty tag values.", refuse((input) => [...tagValues(input)].includes(""))],
  }),
);

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Some find too much in a text of the longest length that is allowed, and the others too little in a longer one. */
const MEASURES: readonly (readonly [id: string, words: string, measure: Measure, findsMore: boolean])[] = [
  ["bytes", "UTF-8 bytes", (text) => Buffer.byteLength(text), true],
  ["utf16-units", "UTF-16 units", (text) => text.length, true],
  ["graphemes", "what a reader sees as one character", (text) => [...segmenter.segment(text)].length, false],
  ["composed-characters", "characters after normalisation", (text) => codePoints(text.normalize("NFC")), false],
  ["trimmed-characters", "characters without white space at the ends", (text) => codePoints(text.trim()), false],
];

const MEASURED = [
  ["key", "tagKeyMaxLength"],
  ["value", "tagValueMaxLength"],
] as const;

/** Lengths counted in other units than Unicode scalar values. */
export const COUNTING = family(
  "input-constraints",
  MEASURES.flatMap(([unit, words, measure, findsMore]) =>
    MEASURED.flatMap(([part, name]) => {
      const { limit, check } = BOUNDS[name];
      const counted = { [name]: check(limit, undefined, measure) };
      return breaking(`register.tags.${part}s.max-length${findsMore ? ".accepts" : ""}`, {
        [`tag-${part}-counted-in-${unit}`]: [`Counts the length of tag ${part}s in ${words}.`, () => counted],
      });
    }),
  ),
);
