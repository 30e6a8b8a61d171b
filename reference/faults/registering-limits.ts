import { accept, maxLength, minLength } from "../input/check.ts";
import { maxTags, names, tagKeys, tagValues } from "../input/registration-checks.ts";
import { family, refuse } from "./family.ts";
import { all } from "../patches.ts";

const KEY = "key of a tag";
const VALUE = "value of a tag";

/** Limits of RegisterCluster's strings and maps: not enforced, or enforced at another place. */
export const REGISTERING_LIMITS = family("input-constraints", [
  {
    id: "name-max-length-not-enforced",
    sentence: "Accepts names of any length.",
    requirements: ["register.name.max-length"],
    patch: () => ({ nameMaxLength: accept }),
  },
  {
    id: "name-max-length-101",
    sentence: "Accepts names of 101 characters.",
    requirements: ["register.name.max-length"],
    patch: () => ({ nameMaxLength: maxLength("name", names, 101) }),
  },
  {
    id: "name-max-length-99",
    sentence: "Refuses names of 100 characters.",
    requirements: ["register.name.max-length.accepts"],
    patch: () => ({ nameMaxLength: maxLength("name", names, 99) }),
  },
  {
    id: "name-max-length-63",
    sentence: "Refuses names that are too long for a label of DNS.",
    requirements: ["register.name.max-length.accepts"],
    patch: () => ({ nameMaxLength: maxLength("name", names, 63) }),
  },
  {
    id: "name-max-length-255",
    sentence: "Accepts names up to 255 characters.",
    requirements: ["register.name.max-length"],
    patch: () => ({ nameMaxLength: maxLength("name", names, 255) }),
  },
  {
    id: "name-min-length-not-enforced",
    sentence: "Accepts the empty name.",
    requirements: ["register.name.min-length"],
    patch: all(
      () => ({ nameMinLength: accept }),
      ({ namePattern }) => ({
        namePattern: (input, call) => (input.name === "" ? undefined : namePattern(input, call)),
      }),
    ),
  },
  {
    id: "name-min-length-2",
    sentence: "Refuses names of one character.",
    requirements: ["register.name.min-length.accepts"],
    patch: () => ({ nameMinLength: minLength("name", names, 2) }),
  },
  {
    id: "name-min-length-3",
    sentence: "Refuses names of two characters.",
    requirements: ["register.name.min-length.accepts"],
    patch: () => ({ nameMinLength: minLength("name", names, 3) }),
  },
  {
    id: "tags-limit-not-enforced",
    sentence: "Accepts more than 50 tags.",
    requirements: ["register.tags.max-properties"],
    patch: () => ({ tagsMaxCount: accept }),
  },
  {
    id: "tags-limit-51",
    sentence: "Accepts 51 tags.",
    requirements: ["register.tags.max-properties"],
    patch: () => ({ tagsMaxCount: maxTags(51) }),
  },
  {
    id: "tags-limit-49",
    sentence: "Refuses 50 tags.",
    requirements: ["register.tags.max-properties.accepts"],
    patch: () => ({ tagsMaxCount: maxTags(49) }),
  },
  {
    id: "tags-limit-10",
    sentence: "Refuses more than ten tags, as some services do.",
    requirements: ["register.tags.max-properties.accepts"],
    patch: () => ({ tagsMaxCount: maxTags(10) }),
  },
  {
    id: "tags-limit-by-total-size",
    sentence: "Refuses tags whose keys and values come to more than 8 192 characters.",
    requirements: ["register.tags.max-properties.accepts"],
    patch: refuse(({ tags }) => [...(tags ?? [])].flat().join("").length > 8192),
  },
  {
    id: "tag-key-max-length-not-enforced",
    sentence: "Accepts tag keys of any length.",
    requirements: ["register.tags.keys.max-length"],
    patch: () => ({ tagKeyMaxLength: accept }),
  },
  {
    id: "tag-key-max-length-129",
    sentence: "Accepts tag keys of 129 characters.",
    requirements: ["register.tags.keys.max-length"],
    patch: () => ({ tagKeyMaxLength: maxLength(KEY, tagKeys, 129) }),
  },
  {
    id: "tag-key-max-length-127",
    sentence: "Refuses tag keys of 128 characters.",
    requirements: ["register.tags.keys.max-length.accepts"],
    patch: () => ({ tagKeyMaxLength: maxLength(KEY, tagKeys, 127) }),
  },
  {
    id: "tag-key-max-length-of-values",
    sentence: "Holds tag keys to the limit of values, 256 characters.",
    requirements: ["register.tags.keys.max-length"],
    patch: () => ({ tagKeyMaxLength: maxLength(KEY, tagKeys, 256) }),
  },
  {
    id: "tag-key-max-length-of-first-key",
    sentence: "Looks at the length of the first tag key alone.",
    requirements: ["register.tags.keys.max-length"],
    patch: () => ({ tagKeyMaxLength: maxLength(KEY, (input) => [...tagKeys(input)].slice(0, 1), 128) }),
  },
  {
    id: "tag-key-min-length-not-enforced",
    sentence: "Accepts the empty tag key.",
    requirements: ["register.tags.keys.min-length"],
    patch: () => ({ tagKeyMinLength: accept }),
  },
  {
    id: "tag-key-min-length-2",
    sentence: "Refuses tag keys of one character.",
    requirements: ["register.tags.keys.min-length.accepts"],
    patch: () => ({ tagKeyMinLength: minLength(KEY, tagKeys, 2) }),
  },
  {
    id: "tag-key-min-length-of-first-key",
    sentence: "Looks for the empty key in the first place alone.",
    requirements: ["register.tags.keys.min-length"],
    patch: () => ({ tagKeyMinLength: minLength(KEY, (input) => [...tagKeys(input)].slice(0, 1), 1) }),
  },
  {
    id: "tag-value-max-length-not-enforced",
    sentence: "Accepts tag values of any length.",
    requirements: ["register.tags.values.max-length"],
    patch: () => ({ tagValueMaxLength: accept }),
  },
  {
    id: "tag-value-max-length-257",
    sentence: "Accepts tag values of 257 characters.",
    requirements: ["register.tags.values.max-length"],
    patch: () => ({ tagValueMaxLength: maxLength(VALUE, tagValues, 257) }),
  },
  {
    id: "tag-value-max-length-255",
    sentence: "Refuses tag values of 256 characters.",
    requirements: ["register.tags.values.max-length.accepts"],
    patch: () => ({ tagValueMaxLength: maxLength(VALUE, tagValues, 255) }),
  },
  {
    id: "tag-value-max-length-of-keys",
    sentence: "Holds tag values to the limit of keys, 128 characters.",
    requirements: ["register.tags.values.max-length.accepts"],
    patch: () => ({ tagValueMaxLength: maxLength(VALUE, tagValues, 128) }),
  },
  {
    id: "tag-value-max-length-of-last-value",
    sentence: "Looks at the length of the last tag value alone.",
    requirements: ["register.tags.values.max-length"],
    patch: () => ({ tagValueMaxLength: maxLength(VALUE, (input) => [...tagValues(input)].slice(-1), 256) }),
  },
  {
    id: "tag-value-empty-refused",
    sentence: "Refuses empty tag values.",
    requirements: ["register.tags.values.min-length.accepts"],
    patch: refuse((input) => [...tagValues(input)].includes("")),
  },
]);
