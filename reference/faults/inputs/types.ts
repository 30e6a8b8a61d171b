import { around, before, instead } from "../../patches.ts";
import type { Patch } from "../../fault.ts";
import { valueText } from "../../value-text.ts";
import { isObject, type JsonDocument } from "../../wire/json-document.ts";
import { breaking, family, warned } from "../defect.ts";

type Convert = (value: unknown) => unknown;

const isAt = (place: string, where: string): boolean =>
  place.endsWith("/") ? where.startsWith(place) : where === place;

/** Values at this JSON pointer, or one that begins with it, are converted before they are read. */
const converted = (at: string, convert: Convert): Patch =>
  before("readString", (value, where) => (isAt(at, where) ? convert(value) : value));
const objectsConverted = (at: string, convert: Convert): Patch =>
  before("readStructure", (value, where) => (isAt(at, where) ? convert(value) : value));

/** Members that are text: in ids, where they stand, and in requirements. */
const TEXTS: readonly (readonly [id: string, at: string, requirement: string])[] = [
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

const COERCED = TEXTS.flatMap(([id, at, requirement]) => {
  const member = `the ${id.replace("-", " ")}`;
  const textOf = (type: string): Convert => {
    return (value) => (typeof value === type ? valueText(value) : value);
  };
  return [
    ...warned(`${requirement}.scalar`, {
      [`${id}-number-taken-as-text`]: [`Takes a number at ${member} for its digits.`, converted(at, textOf("number"))],
      [`${id}-boolean-taken-as-text`]: [
        `Takes true and false at ${member} for words.`,
        converted(at, textOf("boolean")),
      ],
    }),
    ...breaking(requirement, {
      [`${id}-array-unwrapped`]: [
        `Takes an array of one string at ${member} for the string.`,
        converted(at, soleElement),
      ],
    }),
  ];
});

const withoutNulls = (value: JsonDocument): JsonDocument =>
  Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== null));

/** Values of the wrong JSON type that are taken, and nulls that are not. */
export const TYPES = family(
  "input-constraints",
  COERCED,
  breaking("register.connector-config.provider.type", {
    "provider-array-unwrapped": [
      "Takes an array of one provider for the provider.",
      converted("/connectorConfig/provider", soleElement),
    ],
  }),
  breaking("register.tags.values.type", {
    "tag-value-object-taken-as-text": [
      "Takes an object as a tag value for its JSON text.",
      converted("/tags/", (value) => (isObject(value) ? JSON.stringify(value) : value)),
    ],
    "tag-value-null-taken-as-empty": [
      "Takes null as a tag value for the empty string.",
      converted("/tags/", (value) => value ?? ""),
    ],
    "tag-with-null-dropped": [
      "Drops a tag whose value is null.",
      objectsConverted("/tags", (value) => (isObject(value) ? withoutNulls(value) : value)),
    ],
    "tag-with-null-dropped-beside-others": [
      "Drops a tag whose value is null where another tag has a text.",
      objectsConverted("/tags", (value) => {
        const others = isObject(value) ? withoutNulls(value) : {};
        return Object.keys(others).length > 0 ? others : value;
      }),
    ],
  }),
  breaking("register.connector-config.type", {
    "connector-config-array-unwrapped": [
      "Takes an array of one connectorConfig for the object.",
      objectsConverted("/connectorConfig", soleElement),
    ],
    "connector-config-text-parsed": [
      "Takes a connectorConfig that is spelt as a string.",
      objectsConverted("/connectorConfig", jsonText),
    ],
  }),
  breaking("register.tags.type", {
    "tags-array-taken": [
      "Takes tags that are an array.",
      objectsConverted("/tags", (value) => (Array.isArray(value) ? {} : value)),
    ],
    "tags-text-parsed": ["Takes tags that are spelt as a string.", objectsConverted("/tags", jsonText)],
    "tags-of-wrong-type-ignored": [
      "Takes tags of a wrong type for no tags.",
      objectsConverted("/tags", (value) => (isObject(value) ? value : undefined)),
    ],
    "tags-false-taken-as-absent": [
      "Takes false, zero and the empty string for no tags.",
      objectsConverted("/tags", (value) => (value ? value : undefined)),
    ],
  }),
  breaking("register.client-request-token.type", {
    "token-of-wrong-type-ignored": [
      "Takes a clientRequestToken of a wrong type for none.",
      converted("/clientRequestToken", (value) => (typeof value === "string" ? value : undefined)),
    ],
  }),
  breaking("register.tags.type.accepts", {
    "tags-null-refused": ["Refuses null for the tags.", objectsConverted("/tags", unlessNull)],
  }),
  breaking("register.client-request-token.type.accepts", {
    "token-null-refused": ["Refuses null for the clientRequestToken.", converted("/clientRequestToken", unlessNull)],
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
