import type { Patch } from "../../fault.ts";
import { codePoints } from "../../input/check.ts";
import { after, before, inOperation, instead } from "../../patches.ts";
import { Refusal } from "../../refusal.ts";
import { valueText } from "../../value-text.ts";
import { isObject } from "../../wire/json-document.ts";
import type { TagOperation } from "../../wire/route.ts";
import { breaking, family, warned } from "../defect.ts";
import { moved } from "./moved.ts";

const unless = (isValid: boolean): Refusal | undefined =>
  isValid ? undefined : new Refusal("BadRequestException", "The request is not valid.");

const within =
  (least: number, most: number) =>
  (text: string): Refusal | undefined =>
    unless(codePoints(text) >= least && codePoints(text) <= most);

const keys = (operation: TagOperation, least: number, most: number): Patch =>
  inOperation(operation, () => ({ checkTagKey: within(least, most) }));
const values = (least: number, most: number): Patch => {
  return () => ({ checkTagValue: within(least, most) });
};
/** How many tags, or keys, one request may name. */
const counts = (operation: TagOperation, least: number, most: number): Patch =>
  inOperation(operation, () => ({
    checkTagCount: (count) => unless(count >= least && count <= most),
    checkTagTotal: () => undefined,
  }));

/** What both operations ask of a key. */
const KEYED: readonly (readonly [operation: TagOperation, doing: string, request: string, at: string])[] = [
  ["TagResource", "tagging", "a TagResource", "tag-resource.tags.keys"],
  ["UntagResource", "untagging", "an UntagResource", "untag-resource.tag-keys.items"],
];

const OF_KEYS = KEYED.flatMap(([operation, doing, request, at]) => {
  const most = { limit: 128, at: (place: number) => keys(operation, 1, place) };
  // No source says that a key of UntagResource has a character.
  const beyond = operation === "TagResource" ? breaking : warned;
  const least = { limit: 1, least: true, at: (place: number) => keys(operation, place, 128), beyond };
  return [
    ...moved(`${at}.max-length`, most, {
      [`${doing}-with-keys-of-127`]: [`Refuses ${request} with a key of 128 characters.`, 127],
      [`${doing}-with-keys-of-any-length`]: [`Takes ${request} with a key of any length.`, Infinity],
    }),
    ...moved(`${at}.min-length`, least, {
      [`${doing}-with-empty-keys`]: [`Takes ${request} with an empty key.`, 0],
      [`${doing}-with-keys-of-two-at-least`]: [`Refuses ${request} with a key of one character.`, 2],
    }),
  ];
});

const TAGS = { limit: 50, at: (place: number) => counts("TagResource", 0, place) };
const VALUES = { limit: 256, at: (place: number) => values(0, place) };
const EMPTY_VALUES = { limit: 0, least: true, at: (place: number) => values(place, 256) };
const KEYS = { limit: 50, at: (place: number) => counts("UntagResource", 1, place) };
const NO_KEYS = { limit: 1, least: true, at: (place: number) => counts("UntagResource", place, 50) };

const ofTagging = (patch: Patch): Patch => inOperation("TagResource", patch);

/** The limits of what TagResource and UntagResource take. */
export const TAGGING_LIMITS = family(
  "input-constraints",
  OF_KEYS,
  moved("tag-resource.tags.max-properties", TAGS, {
    "tagging-with-49-tags-at-most": ["Refuses a TagResource with fifty tags.", 49],
    "tagging-with-any-number": ["Takes a TagResource with more than fifty tags.", Infinity],
  }),
  moved("tag-resource.tags.values.max-length", VALUES, {
    "tagging-with-values-of-255": ["Refuses a TagResource with a value of 256 characters.", 255],
    "tagging-with-values-of-any-length": ["Takes a TagResource with a value of any length.", Infinity],
  }),
  moved("tag-resource.tags.values.min-length", EMPTY_VALUES, {
    "tagging-without-empty-values": ["Refuses a TagResource with an empty value.", 1],
  }),
  breaking("tag-resource.tags.required", {
    "tagging-without-tags": [
      "Takes a TagResource without tags for one with none.",
      () => ({ requireTags: (tags) => tags ?? new Map() }),
    ],
  }),
  breaking("tag-resource.tags.type", {
    "tagging-with-what-is-no-map": [
      "Takes a TagResource whose tags are a text or a list for one with none.",
      ofTagging(
        instead(
          "readStringMap",
          (value) => value !== undefined && !isObject(value),
          () => new Map(),
        ),
      ),
    ],
  }),
  breaking("tag-resource.tags.values.type", {
    "tagging-with-values-of-any-type": [
      "Takes a TagResource whose values are lists or objects for their JSON.",
      ofTagging(
        instead(
          "readString",
          (value) => typeof value === "object",
          (value) => JSON.stringify(value),
        ),
      ),
    ],
  }),
  warned("tag-resource.tags.values.type.scalar", {
    "tagging-with-scalars": [
      "Takes numbers and truth values in a TagResource for their text.",
      ofTagging(
        before("readString", (value) => (["number", "boolean"].includes(typeof value) ? valueText(value) : value)),
      ),
    ],
  }),
  moved("untag-resource.tag-keys.max-items", KEYS, {
    "untagging-with-any-number": ["Takes an UntagResource with more than fifty keys.", Infinity],
    "untagging-with-49-keys-at-most": ["Refuses an UntagResource with fifty keys.", 49],
  }),
  breaking("untag-resource.tag-keys.required", {
    "untagging-without-keys": ["Takes an UntagResource that names no key.", NO_KEYS.at(0)],
  }),
  moved("untag-resource.tag-keys.min-items", NO_KEYS, {
    "untagging-with-two-keys-at-least": ["Refuses an UntagResource with one key.", 2],
  }),
);

const onTags = (error: string, part: "status" | "members"): string[] =>
  ["tag-resource", "untag-resource", "list-tags-for-resource"].map((each) => `${each}.error.${error}.${part}`);

const OTHER_STATUS: Readonly<Record<string, number>> = { NotFoundException: 400, BadRequestException: 422 };

/** Errors of the operations on tags. */
export const TAGGING_ERRORS = family(
  "error-mapping",
  breaking([...onTags("not-found", "status"), ...onTags("bad-request", "status")], {
    "tag-errors-with-other-statuses": [
      "Answers NotFoundException with 400 and BadRequestException with 422.",
      after("errorStatus", (status, { code }) => OTHER_STATUS[code] ?? status),
    ],
  }),
  breaking([...onTags("not-found", "members"), ...onTags("bad-request", "members")], {
    "tag-errors-with-messages-in-lists": [
      "Puts the messages of the errors of operations on tags in lists.",
      after("errorDocument", (document, { code }) =>
        code in OTHER_STATUS ? { ...document, message: [document["message"]] } : document,
      ),
    ],
  }),
);
