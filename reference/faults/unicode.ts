import type { Fault, Patch } from "../fault.ts";
import { codePoints, maxLength, type Measure } from "../input/check.ts";
import { tagKeys, tagValues } from "../input/registration-checks.ts";
import { family } from "./family.ts";

const KEY_LIMIT = 128;
const VALUE_LIMIT = 256;

function keysMeasured(measure: Measure): Patch {
  return () => ({ tagKeyMaxLength: maxLength("key of a tag", tagKeys, KEY_LIMIT, measure) });
}

function valuesMeasured(measure: Measure): Patch {
  return () => ({ tagValueMaxLength: maxLength("value of a tag", tagValues, VALUE_LIMIT, measure) });
}

const utf8Bytes: Measure = (text) => Buffer.byteLength(text);
const utf16Units: Measure = (text) => text.length;
const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
const graphemes: Measure = (text) => [...segmenter.segment(text)].length;
const composed: Measure = (text) => codePoints(text.normalize("NFC"));
const trimmed: Measure = (text) => codePoints(text.trim());

const MEASURES: readonly (readonly [id: string, words: string, measure: Measure, strict: boolean])[] = [
  ["bytes", "UTF-8 bytes", utf8Bytes, true],
  ["utf16-units", "UTF-16 units", utf16Units, true],
  ["graphemes", "what a reader sees as one character", graphemes, false],
  ["composed-characters", "characters after normalisation", composed, false],
  ["trimmed-characters", "characters without white space at the ends", trimmed, false],
];

const COUNTED: readonly Omit<Fault, "area">[] = MEASURES.flatMap(([id, words, measure, strict]) => [
  {
    id: `tag-key-counted-in-${id}`,
    sentence: `Counts the length of tag keys in ${words}.`,
    requirements: [`register.tags.keys.max-length${strict ? ".accepts" : ""}`],
    patch: keysMeasured(measure),
  },
  {
    id: `tag-value-counted-in-${id}`,
    sentence: `Counts the length of tag values in ${words}.`,
    requirements: [`register.tags.values.max-length${strict ? ".accepts" : ""}`],
    patch: valuesMeasured(measure),
  },
]);

/** Lengths counted in other units than Unicode scalar values. */
export const COUNTING = family("input-constraints", COUNTED);

type Entry = readonly [key: string, value: string];

/** Tags are changed as they are read, and kept so. */
function tagsRead(change: (entry: Entry) => Entry | undefined): Patch {
  return (behaviours) => ({
    completeRegistration: (input, call) => {
      const registration = behaviours.completeRegistration(input, call);
      const entries = [...registration.tags].map(change).filter((entry) => entry !== undefined);
      return { ...registration, tags: new Map(entries) };
    },
  });
}

/** Text that does not come back as it was sent. */
export const TEXT = family("response-semantics", [
  {
    id: "tag-keys-normalised",
    sentence: "Keeps tag keys in composed form, and so loses one of two keys that differ in form alone.",
    requirements: ["register.echo.tags"],
    patch: tagsRead(([key, value]) => [key.normalize("NFC"), value]),
  },
  {
    id: "tag-keys-decomposed",
    sentence: "Keeps tag keys in decomposed form.",
    requirements: ["register.echo.tags"],
    patch: tagsRead(([key, value]) => [key.normalize("NFD"), value]),
  },
  {
    id: "tag-values-normalised",
    sentence: "Keeps tag values in composed form.",
    requirements: ["register.echo.tags"],
    patch: tagsRead(([key, value]) => [key, value.normalize("NFC")]),
  },
  {
    id: "tag-keys-lower-cased",
    sentence: "Keeps tag keys in lower case, and so loses one of two keys that differ in case alone.",
    requirements: ["register.echo.tags"],
    patch: tagsRead(([key, value]) => [key.toLowerCase(), value]),
  },
  {
    id: "tag-keys-trimmed",
    sentence: "Keeps tag keys without the white space around them.",
    requirements: ["register.echo.tags"],
    patch: tagsRead(([key, value]) => [key.trim(), value]),
  },
  {
    id: "tag-values-trimmed",
    sentence: "Keeps tag values without the white space around them.",
    requirements: ["register.echo.tags"],
    patch: tagsRead(([key, value]) => [key, value.trim()]),
  },
  {
    id: "tag-key-proto-lost",
    sentence: "Puts tags into a plain object, where the key __proto__ gets lost.",
    requirements: ["register.echo.tags"],
    patch: tagsRead(([key, value]) => (key === "__proto__" ? undefined : [key, value])),
  },
  {
    id: "tag-keys-of-every-object-lost",
    sentence: "Takes tag keys that every object inherits for tags that are there already.",
    requirements: ["register.echo.tags"],
    patch: tagsRead(([key, value]) => (key !== "__proto__" && key in {} ? undefined : [key, value])),
  },
  {
    id: "tag-text-limited-to-first-plane",
    sentence: "Keeps a question mark for every character beyond the first plane of Unicode.",
    requirements: ["register.echo.tags"],
    patch: tagsRead(([key, value]) => [key, value.replace(/[\u{10000}-\u{10ffff}]/gu, "?")]),
  },
  {
    id: "tag-joiners-removed",
    sentence: "Removes joiners between emoji from tag keys.",
    requirements: ["register.echo.tags"],
    patch: tagsRead(([key, value]) => [key.replaceAll("\u200d", ""), value]),
  },
  {
    id: "tag-text-as-ascii",
    sentence: "Keeps question marks for everything in tag keys that is not ASCII.",
    requirements: ["register.echo.tags"],
    patch: tagsRead(([key, value]) => [key.replace(/[^\0-\x7f]/gu, "?"), value]),
  },
  {
    id: "tag-text-escaped-for-html",
    sentence: "Shows the characters of tag keys that HTML gives a meaning as entities.",
    requirements: ["register.echo.tags"],
    patch: tagsRead(([key, value]) => [key.replaceAll("&", "&amp;").replaceAll("<", "&lt;"), value]),
  },
  {
    id: "tag-keys-percent-decoded",
    sentence: "Decodes percent signs in tag keys as in a URL.",
    requirements: ["register.echo.tags"],
    patch: tagsRead(([key, value]) => [key.replaceAll("%25", "%"), value]),
  },
  {
    id: "tag-keys-as-json-pointers",
    sentence: "Takes the escapes of JSON pointers in tag keys for what they stand for.",
    requirements: ["register.echo.tags"],
    patch: tagsRead(([key, value]) => [key.replaceAll("~1", "/").replaceAll("~0", "~"), value]),
  },
  {
    id: "tag-keys-with-dots-nested",
    sentence: "Takes a full stop in a tag key for a path into an object.",
    requirements: ["register.echo.tags"],
    patch: tagsRead(([key, value]) => [key.split(".", 1)[0] ?? key, value]),
  },
  {
    id: "request-decoded-in-pieces",
    sentence: "Decodes the body in pieces of one kilobyte, and so breaks characters at their edges.",
    requirements: ["register.echo.tags"],
    patch: () => ({ decodeText: (body) => inPieces(body, 1024) }),
  },
]);

function inPieces(body: Uint8Array, size: number): string {
  let text = "";
  for (let start = 0; start < body.length; start += size) {
    text += Buffer.from(body.subarray(start, start + size)).toString("utf8");
  }
  return text;
}
