import type { Variant } from "../fault.ts";
import { wrap } from "./answers.ts";

/** How tags are shown. */
export const TAG_VARIANTS: readonly Variant[] = [
  {
    id: "odd-tag-characters-refused",
    sentence: "Refuses tags with other characters than AWS's tagging rules allow.",
    source: "observations.md, O38; tagging guide",
    patch: wrap((behaviours) => ({
      tagsMaxCount: (input, call) =>
        [...(input.tags ?? [])].flat().every((text) => /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(text))
          ? behaviours.tagsMaxCount(input, call)
          : "A tag holds characters that are not allowed.",
    })),
  },
  {
    id: "tags-in-the-order-of-their-keys",
    sentence: "Shows tags in the order of their keys.",
    source: "RFC 8259, section 4",
    patch: wrap((behaviours) => ({
      tagsDocument: (tags, view, call) =>
        behaviours.tagsDocument(new Map([...tags].sort(([a], [b]) => (a < b ? -1 : 1))), view, call),
    })),
  },
  {
    id: "tags-in-reverse",
    sentence: "Shows tags in the reverse of the order in which they came.",
    source: "RFC 8259, section 4",
    patch: wrap((behaviours) => ({
      tagsDocument: (tags, view, call) => behaviours.tagsDocument(new Map([...tags].reverse()), view, call),
    })),
  },
  {
    id: "no-tags-left-out",
    sentence: "Leaves out the tags of a cluster that has none.",
    source: "eks-model.md: every member of a response may be absent",
    patch: wrap((behaviours) => ({
      tagsDocument: (tags, view, call) => (tags.size === 0 ? undefined : behaviours.tagsDocument(tags, view, call)),
    })),
  },
  {
    id: "no-tags-as-null",
    sentence: "Shows the tags of a cluster that has none as null.",
    source: "observations.md, O32",
    patch: wrap((behaviours) => ({
      tagsDocument: (tags, view, call) => (tags.size === 0 ? null : behaviours.tagsDocument(tags, view, call)),
    })),
  },
];
