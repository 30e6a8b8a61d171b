import { codePoints } from "../../input/check.ts";
import type { Patch } from "../../fault.ts";
import { after, around, before, inOperation } from "../../patches.ts";
import { Refusal } from "../../refusal.ts";
import { valueText } from "../../value-text.ts";
import { isObject } from "../../wire/json-document.ts";
import type { TagOperation } from "../../wire/route.ts";
import { breaking, family, warned, type UnplacedFault } from "../defect.ts";

const refused = (): Refusal => new Refusal("BadRequestException", "The request is not valid.");

const within =
  (least: number, most: number) =>
  (text: string): Refusal | undefined =>
    codePoints(text) >= least && codePoints(text) <= most ? undefined : refused();

const keys =
  (least: number, most: number): Patch =>
  () => ({ checkTagKey: within(least, most) });
const values =
  (least: number, most: number): Patch =>
  () => ({ checkTagValue: within(least, most) });

/** How many tags, or keys, one request may name. */
const counts =
  (least: number, most: number): Patch =>
  () => ({
    checkTagCount: (count) => (count >= least && count <= most ? undefined : refused()),
    checkTagTotal: () => undefined,
  });

/** What both operations ask of a key. */
const KEYED: readonly (readonly [operation: TagOperation, doing: string, request: string, at: string])[] = [
  ["TagResource", "tagging", "a TagResource", "tag-resource.tags.keys"],
  ["UntagResource", "untagging", "an UntagResource", "untag-resource.tag-keys.items"],
];

const OF_KEYS: readonly UnplacedFault[] = KEYED.flatMap(([operation, doing, request, at]) => [
  ...breaking(`${at}.max-length.accepts`, {
    [`${doing}-with-keys-of-127`]: [
      `Refuses ${request} with a key of 128 characters.`,
      inOperation(operation, keys(1, 127)),
    ],
  }),
  ...breaking(`${at}.max-length`, {
    [`${doing}-with-keys-of-any-length`]: [
      `Takes ${request} with a key of any length.`,
      inOperation(operation, keys(1, Infinity)),
    ],
  }),
  // No source says that a key of UntagResource has a character.
  ...(operation === "TagResource" ? breaking : warned)(`${at}.min-length`, {
    [`${doing}-with-empty-keys`]: [`Takes ${request} with an empty key.`, inOperation(operation, keys(0, 128))],
  }),
  ...breaking(`${at}.min-length.accepts`, {
    [`${doing}-with-keys-of-two-at-least`]: [
      `Refuses ${request} with a key of one character.`,
      inOperation(operation, keys(2, 128)),
    ],
  }),
]);

const ofTagging = (patch: Patch): Patch => inOperation("TagResource", patch);
const ofUntagging = (patch: Patch): Patch => inOperation("UntagResource", patch);

/** The limits of what TagResource and UntagResource take. */
export const TAGGING_LIMITS = family(
  "input-constraints",
  OF_KEYS,
  breaking("tag-resource.tags.max-properties.accepts", {
    "tagging-with-49-tags-at-most": ["Refuses a TagResource with fifty tags.", ofTagging(counts(0, 49))],
  }),
  breaking("tag-resource.tags.max-properties", {
    "tagging-with-any-number": ["Takes a TagResource with more than fifty tags.", ofTagging(counts(0, Infinity))],
  }),
  breaking("tag-resource.tags.values.max-length.accepts", {
    "tagging-with-values-of-255": ["Refuses a TagResource with a value of 256 characters.", values(0, 255)],
  }),
  breaking("tag-resource.tags.values.max-length", {
    "tagging-with-values-of-any-length": ["Takes a TagResource with a value of any length.", values(0, Infinity)],
  }),
  breaking("tag-resource.tags.values.min-length.accepts", {
    "tagging-without-empty-values": ["Refuses a TagResource with an empty value.", values(1, 256)],
  }),
  breaking("tag-resource.tags.required", {
    "tagging-without-tags": [
      "Takes a TagResource without tags for one with none.",
      () => ({
        requireTags: (tags) => tags ?? new Map(),
      }),
    ],
  }),
  breaking("tag-resource.tags.type", {
    "tagging-with-what-is-no-map": [
      "Takes a TagResource whose tags are a text or a list for one with none.",
      ofTagging(
        around("readStringMap", (own, value, at, call) =>
          value !== undefined && !isObject(value) ? new Map() : own(value, at, call),
        ),
      ),
    ],
  }),
  breaking("tag-resource.tags.values.type", {
    "tagging-with-values-of-any-type": [
      "Takes a TagResource whose values are lists or objects for their JSON.",
      ofTagging(
        around("readString", (own, value, at, call) =>
          typeof value === "object" ? JSON.stringify(value) : own(value, at, call),
        ),
      ),
    ],
  }),
  warned("tag-resource.tags.values.type.scalar", {
    "tagging-with-scalars": [
      "Takes numbers and truth values in a TagResource for their text.",
      ofTagging(
        before("readString", (value, at, call) =>
          ["number", "boolean"].includes(typeof value) ? [valueText(value), at, call] : [value, at, call],
        ),
      ),
    ],
  }),
  breaking("untag-resource.tag-keys.required", {
    "untagging-without-keys": ["Takes an UntagResource that names no key.", ofUntagging(counts(0, 50))],
  }),
  breaking("untag-resource.tag-keys.max-items", {
    "untagging-with-any-number": [
      "Takes an UntagResource with more than fifty keys.",
      ofUntagging(counts(1, Infinity)),
    ],
  }),
  breaking("untag-resource.tag-keys.max-items.accepts", {
    "untagging-with-49-keys-at-most": ["Refuses an UntagResource with fifty keys.", ofUntagging(counts(1, 49))],
  }),
  breaking("untag-resource.tag-keys.min-items.accepts", {
    "untagging-with-two-keys-at-least": ["Refuses an UntagResource with one key.", ofUntagging(counts(2, 50))],
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
