import type { Patch } from "../../fault.ts";
import { all, around, before, instead } from "../../patches.ts";
import { valueText } from "../../value-text.ts";
import { isObject, type JsonDocument } from "../../wire/json-document.ts";
import { breakingBy, family, warned, warnedBy, type FaultsOf } from "../defect.ts";

type Convert = (value: unknown) => unknown;

/** Values at this JSON pointer, or one that begins with it, are converted before they are read. */
const converted =
  (place: string) =>
  (convert: Convert): Patch => {
    const read = (value: unknown, where: string): unknown =>
      (place.endsWith("/") ? where.startsWith(place) : where === place) ? convert(value) : value;
    return all(before("readString", read), before("readStructure", read));
  };

const at = (place: string): FaultsOf<Convert> => breakingBy(converted(place));

/** Members that are text: in ids, where they stand, and in requirements. */
const TEXTS: readonly (readonly [id: string, place: string, requirement: string])[] = [
  ["name", "/name", "register.name.type"],
  ["role-arn", "/connectorConfig/roleArn", "register.connector-config.role-arn.type"],
  ["token", "/clientRequestToken", "register.client-request-token.type"],
  ["tag-value", "/tags/", "register.tags.values.type"],
];

const soleElement: Convert = (value) => (Array.isArray(value) && value.length === 1 ? value[0] : value);
const unlessNull: Convert = (value) => (value === null ? 0 : value);
const jsonText: Convert = (value) => {
  try {
    return typeof value === "string" ? JSON.parse(value) : value;
  } catch {
    return value;
  }
};

const textOf = (type: string): Convert => {
  return (value) => (typeof value === type ? valueText(value) : value);
};

const COERCED = TEXTS.flatMap(([id, place, requirement]) => {
  const member = `the ${id.replace("-", " ")}`;
  return [
    ...warnedBy(converted(place))(`${requirement}.scalar`, {
      [`${id}-number-taken-as-text`]: [`Takes a number at ${member} for its digits.`, textOf("number")],
      [`${id}-boolean-taken-as-text`]: [`Takes true and false at ${member} for words.`, textOf("boolean")],
    }),
    ...at(place)(requirement, {
      [`${id}-array-unwrapped`]: [`Takes an array of one string at ${member} for the string.`, soleElement],
    }),
  ];
});

const withoutNulls = (value: JsonDocument): JsonDocument =>
  Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== null));

/** Values of the wrong JSON type that are taken, and nulls that are not. */
export const TYPES = family(
  "input-constraints",
  COERCED,
  at("/connectorConfig/provider")("register.connector-config.provider.type", {
    "provider-array-unwrapped": ["Takes an array of one provider for the provider.", soleElement],
  }),
  at("/tags/")("register.tags.values.type", {
    "tag-value-object-taken-as-text": [
      "Takes an object as a tag value for its JSON text.",
      (value) => (isObject(value) ? JSON.stringify(value) : value),
    ],
    "tag-value-null-taken-as-empty": ["Takes null as a tag value for the empty string.", (value) => value ?? ""],
  }),
  at("/tags")("register.tags.values.type", {
    "tag-with-null-dropped": [
      "Drops a tag whose value is null.",
      (value) => (isObject(value) ? withoutNulls(value) : value),
    ],
    "tag-with-null-dropped-beside-others": [
      "Drops a tag whose value is null where another tag has a text.",
      (value) => {
        const others = isObject(value) ? withoutNulls(value) : {};
        return Object.keys(others).length > 0 ? others : value;
      },
    ],
  }),
  at("/connectorConfig")("register.connector-config.type", {
    "connector-config-array-unwrapped": ["Takes an array of one connectorConfig for the object.", soleElement],
    "connector-config-text-parsed": ["Takes a connectorConfig that is spelt as a string.", jsonText],
  }),
  at("/tags")("register.tags.type", {
    "tags-array-taken": ["Takes tags that are an array.", (value) => (Array.isArray(value) ? {} : value)],
    "tags-text-parsed": ["Takes tags that are spelt as a string.", jsonText],
    "tags-of-wrong-type-ignored": [
      "Takes tags of a wrong type for no tags.",
      (value) => (isObject(value) ? value : undefined),
    ],
    "tags-false-taken-as-absent": [
      "Takes false, zero and the empty string for no tags.",
      (value) => (value ? value : undefined),
    ],
  }),
  at("/clientRequestToken")("register.client-request-token.type", {
    "token-of-wrong-type-ignored": [
      "Takes a clientRequestToken of a wrong type for none.",
      (value) => (typeof value === "string" ? value : undefined),
    ],
  }),
  at("/tags")("register.tags.type.accepts", {
    "tags-null-refused": ["Refuses null for the tags.", unlessNull],
  }),
  at("/clientRequestToken")("register.client-request-token.type.accepts", {
    "token-null-refused": ["Refuses null for the clientRequestToken.", unlessNull],
  }),
  warned("list.max-results.type", {
    "max-results-read-up-to-first-letter": [
      "Reads maxResults up to the first character that is no digit.",
      around("readInteger", (own, text, call) => {
        const value = Number.parseInt(text, 10);
        return Number.isNaN(value) ? own(text, call) : value;
      }),
    ],
    "max-results-not-a-number-ignored": [
      "Takes a maxResults that is no number for none.",
      instead(
        "readInteger",
        (text) => Number.isNaN(Number(text)),
        () => 100,
      ),
    ],
    "max-results-fraction-rounded": [
      "Rounds a maxResults with a fraction.",
      instead(
        "readInteger",
        (text) => /^\d+\.\d+$/.test(text),
        (text) => Math.round(Number(text)),
      ),
    ],
    "max-results-true-taken-as-one": [
      "Takes true as maxResults for 1.",
      before("readInteger", (text) => (text === "true" ? "1" : text)),
    ],
  }),
  warned("list.max-results.maximum", {
    "max-results-wrapped-to-32-bits": [
      "Wraps a maxResults that 32 bits do not hold, and takes the largest integers for small ones.",
      () => ({ readInteger: (text) => Math.abs(Number(text) | 0) || 1 }),
    ],
  }),
);
