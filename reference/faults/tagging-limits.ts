import { valueText } from "../value-text.ts";
import { codePoints } from "../input/check.ts";
import type { Fault, Patch } from "../fault.ts";
import { Refusal } from "../refusal.ts";
import type { TagOperation } from "../wire/route.ts";
import { isObject } from "../wire/json-document.ts";
import { family } from "./family.ts";

const refused = (): Refusal => new Refusal("BadRequestException", "The request is not valid.");

/** Keys are checked otherwise in one operation. */
function keysIn(operation: TagOperation, check: (key: string) => Refusal | undefined): Patch {
  return (behaviours) => ({
    checkTagKey: (key, call) => (call.route?.operation === operation ? check(key) : behaviours.checkTagKey(key, call)),
  });
}

/** Requests may name another number of tags in one operation. */
function countsIn(operation: TagOperation, holds: (count: number) => boolean): Patch {
  return (behaviours) => ({
    checkTagCount: (count, call) => {
      if (call.route?.operation !== operation) return behaviours.checkTagCount(count, call);
      return holds(count) ? undefined : refused();
    },
    checkTagTotal: (tags, call) =>
      call.route?.operation === operation ? undefined : behaviours.checkTagTotal(tags, call),
  });
}

const within =
  (least: number, most: number) =>
  (text: string): Refusal | undefined =>
    codePoints(text) >= least && codePoints(text) <= most ? undefined : refused();

function values(most: number, least = 0): Patch {
  return () => ({ checkTagValue: within(least, most) });
}

/** The limits of what TagResource and UntagResource take. */
export const TAGGING_LIMITS: readonly Fault[] = family("input-constraints", [
  {
    id: "tagging-with-49-tags-at-most",
    sentence: "Refuses a TagResource with fifty tags.",
    requirements: ["tag-resource.tags.max-properties.accepts"],
    patch: countsIn("TagResource", (count) => count < 50),
  },
  {
    id: "tagging-with-any-number",
    sentence: "Takes a TagResource with more than fifty tags.",
    requirements: ["tag-resource.tags.max-properties"],
    patch: countsIn("TagResource", () => true),
  },
  {
    id: "tagging-with-keys-of-127",
    sentence: "Refuses a TagResource with a key of 128 characters.",
    requirements: ["tag-resource.tags.keys.max-length.accepts"],
    patch: keysIn("TagResource", within(1, 127)),
  },
  {
    id: "tagging-with-keys-of-any-length",
    sentence: "Takes a TagResource with a key of any length.",
    requirements: ["tag-resource.tags.keys.max-length"],
    patch: keysIn("TagResource", within(1, Infinity)),
  },
  {
    id: "tagging-with-empty-keys",
    sentence: "Takes a TagResource with an empty key.",
    requirements: ["tag-resource.tags.keys.min-length"],
    patch: keysIn("TagResource", within(0, 128)),
  },
  {
    id: "tagging-with-keys-of-two-at-least",
    sentence: "Refuses a TagResource with a key of one character.",
    requirements: ["tag-resource.tags.keys.min-length.accepts"],
    patch: keysIn("TagResource", within(2, 128)),
  },
  {
    id: "tagging-with-values-of-255",
    sentence: "Refuses a TagResource with a value of 256 characters.",
    requirements: ["tag-resource.tags.values.max-length.accepts"],
    patch: values(255),
  },
  {
    id: "tagging-with-values-of-any-length",
    sentence: "Takes a TagResource with a value of any length.",
    requirements: ["tag-resource.tags.values.max-length"],
    patch: values(Infinity),
  },
  {
    id: "tagging-without-empty-values",
    sentence: "Refuses a TagResource with an empty value.",
    requirements: ["tag-resource.tags.values.min-length.accepts"],
    patch: values(256, 1),
  },
  {
    id: "tagging-without-tags",
    sentence: "Takes a TagResource without tags for one with none.",
    requirements: ["tag-resource.tags.required"],
    patch: () => ({ requireTags: (tags) => tags ?? new Map() }),
  },
  {
    id: "tagging-with-what-is-no-map",
    sentence: "Takes a TagResource whose tags are a text or a list for one with none.",
    requirements: ["tag-resource.tags.type"],
    patch: (behaviours) => ({
      readStringMap: (value, at, call) =>
        call.route?.operation === "TagResource" && value !== undefined && !isObject(value)
          ? new Map()
          : behaviours.readStringMap(value, at, call),
    }),
  },
  {
    id: "tagging-with-values-of-any-type",
    sentence: "Takes a TagResource whose values are lists or objects for their JSON.",
    requirements: ["tag-resource.tags.values.type"],
    patch: (behaviours) => ({
      readString: (value, at, call) =>
        call.route?.operation === "TagResource" && typeof value === "object"
          ? JSON.stringify(value)
          : behaviours.readString(value, at, call),
    }),
  },
  {
    id: "tagging-with-scalars",
    sentence: "Takes numbers and truth values in a TagResource for their text.",
    level: "SHOULD",
    requirements: ["tag-resource.tags.values.type.scalar"],
    patch: (behaviours) => ({
      readString: (value, at, call) =>
        call.route?.operation === "TagResource" && ["number", "boolean"].includes(typeof value)
          ? valueText(value)
          : behaviours.readString(value, at, call),
    }),
  },
  {
    id: "untagging-without-keys",
    sentence: "Takes an UntagResource that names no key.",
    requirements: ["untag-resource.tag-keys.required"],
    patch: countsIn("UntagResource", (count) => count <= 50),
  },
  {
    id: "untagging-with-any-number",
    sentence: "Takes an UntagResource with more than fifty keys.",
    requirements: ["untag-resource.tag-keys.max-items"],
    patch: countsIn("UntagResource", (count) => count > 0),
  },
  {
    id: "untagging-with-49-keys-at-most",
    sentence: "Refuses an UntagResource with fifty keys.",
    requirements: ["untag-resource.tag-keys.max-items.accepts"],
    patch: countsIn("UntagResource", (count) => count > 0 && count < 50),
  },
  {
    id: "untagging-with-two-keys-at-least",
    sentence: "Refuses an UntagResource with one key.",
    requirements: ["untag-resource.tag-keys.min-items.accepts"],
    patch: countsIn("UntagResource", (count) => count > 1 && count <= 50),
  },
  {
    id: "untagging-with-keys-of-any-length",
    sentence: "Takes an UntagResource with a key of any length.",
    requirements: ["untag-resource.tag-keys.items.max-length"],
    patch: keysIn("UntagResource", within(1, Infinity)),
  },
  {
    id: "untagging-with-keys-of-127",
    sentence: "Refuses an UntagResource with a key of 128 characters.",
    requirements: ["untag-resource.tag-keys.items.max-length.accepts"],
    patch: keysIn("UntagResource", within(1, 127)),
  },
  {
    id: "untagging-with-empty-keys",
    sentence: "Takes an UntagResource with an empty key.",
    level: "SHOULD",
    requirements: ["untag-resource.tag-keys.items.min-length"],
    patch: keysIn("UntagResource", within(0, 128)),
  },
  {
    id: "untagging-with-keys-of-two-at-least",
    sentence: "Refuses an UntagResource with a key of one character.",
    requirements: ["untag-resource.tag-keys.items.min-length.accepts"],
    patch: keysIn("UntagResource", within(2, 128)),
  },
]);

/** Errors of the operations on tags. */
export const TAGGING_ERRORS: readonly Fault[] = family("error-mapping", [
  {
    id: "tag-errors-with-other-statuses",
    sentence: "Answers NotFoundException with 400 and BadRequestException with 422.",
    requirements: [
      "tag-resource.error.not-found.status",
      "untag-resource.error.not-found.status",
      "list-tags-for-resource.error.not-found.status",
      "tag-resource.error.bad-request.status",
      "untag-resource.error.bad-request.status",
      "list-tags-for-resource.error.bad-request.status",
    ],
    patch: (behaviours) => ({
      errorStatus: (refusal, call) => {
        if (refusal.code === "NotFoundException") return 400;
        return refusal.code === "BadRequestException" ? 422 : behaviours.errorStatus(refusal, call);
      },
    }),
  },
  {
    id: "tag-errors-with-messages-in-lists",
    sentence: "Puts the messages of the errors of operations on tags in lists.",
    requirements: [
      "tag-resource.error.not-found.members",
      "untag-resource.error.not-found.members",
      "list-tags-for-resource.error.not-found.members",
      "tag-resource.error.bad-request.members",
      "untag-resource.error.bad-request.members",
      "list-tags-for-resource.error.bad-request.members",
    ],
    patch: (behaviours) => ({
      errorDocument: (refusal, call) => {
        const document = behaviours.errorDocument(refusal, call);
        const isOnTags = ["NotFoundException", "BadRequestException"].includes(refusal.code);
        return isOnTags ? { ...document, message: [document["message"]] } : document;
      },
    }),
  },
]);
