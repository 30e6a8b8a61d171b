import type { Fault, Patch } from "../fault.ts";
import { family } from "./family.ts";
import { isObject } from "../wire/json-document.ts";

type Convert = (value: unknown) => unknown;

/** Strings whose JSON pointer matches are converted before they are read. */
function stringsConverted(at: RegExp, convert: Convert): Patch {
  return (behaviours) => ({
    readString: (value, where, call) => behaviours.readString(at.test(where) ? convert(value) : value, where, call),
  });
}

/** Objects whose JSON pointer is this are converted before they are read. */
function objectConverted(at: string, convert: Convert): Patch {
  return (behaviours) => ({
    readStructure: (value, where, call) => behaviours.readStructure(where === at ? convert(value) : value, where, call),
  });
}

const MEMBERS = [
  ["name", /^\/name$/, "register.name.type"],
  ["role-arn", /^\/connectorConfig\/roleArn$/, "register.connector-config.role-arn.type"],
  ["token", /^\/clientRequestToken$/, "register.client-request-token.type"],
  ["tag-value", /^\/tags\//, "register.tags.values.type"],
] as const;

const numberAsText: Convert = (value) => (typeof value === "number" ? String(value) : value);
const booleanAsText: Convert = (value) => (typeof value === "boolean" ? String(value) : value);
const soleElement: Convert = (value) => (Array.isArray(value) && value.length === 1 ? value[0] : value);
const objectAsText: Convert = (value) => (isObject(value) ? JSON.stringify(value) : value);
const unlessText: Convert = (value) => (typeof value === "string" ? value : undefined);
const unlessObject: Convert = (value) => (isObject(value) ? value : undefined);
const jsonText: Convert = (value) => {
  try {
    return typeof value === "string" ? JSON.parse(value) : value;
  } catch {
    return value;
  }
};

const COERCED: readonly Omit<Fault, "area">[] = MEMBERS.flatMap(([id, at, requirement]) => [
  {
    id: `${id}-number-taken-as-text`,
    sentence: `Takes a number at ${words(id)} for its digits.`,
    requirements: [`${requirement}.scalar`],
    level: "SHOULD",
    patch: stringsConverted(at, numberAsText),
  },
  {
    id: `${id}-boolean-taken-as-text`,
    sentence: `Takes true and false at ${words(id)} for words.`,
    requirements: [`${requirement}.scalar`],
    level: "SHOULD",
    patch: stringsConverted(at, booleanAsText),
  },
  {
    id: `${id}-array-unwrapped`,
    sentence: `Takes an array of one string at ${words(id)} for the string.`,
    requirements: [requirement],
    patch: stringsConverted(at, soleElement),
  },
]);

function words(id: string): string {
  return `the ${id.replace("-", " ")}`;
}

/** Values of the wrong JSON type that are taken, and nulls that are not. */
export const TYPES = family("input-constraints", [
  ...COERCED,
  {
    id: "provider-array-unwrapped",
    sentence: "Takes an array of one provider for the provider.",
    requirements: ["register.connector-config.provider.type"],
    patch: stringsConverted(/^\/connectorConfig\/provider$/, soleElement),
  },
  {
    id: "tag-value-object-taken-as-text",
    sentence: "Takes an object as a tag value for its JSON text.",
    requirements: ["register.tags.values.type"],
    patch: stringsConverted(/^\/tags\//, objectAsText),
  },
  {
    id: "tag-value-null-taken-as-empty",
    sentence: "Takes null as a tag value for the empty string.",
    requirements: ["register.tags.values.type"],
    patch: stringsConverted(/^\/tags\//, (value) => value ?? ""),
  },
  {
    id: "tag-with-null-dropped",
    sentence: "Drops a tag whose value is null.",
    requirements: ["register.tags.values.type"],
    patch: objectConverted("/tags", (value) => (isObject(value) ? withoutNulls(value) : value)),
  },
  {
    id: "tag-with-null-dropped-beside-others",
    sentence: "Drops a tag whose value is null where another tag has a text.",
    requirements: ["register.tags.values.type"],
    patch: objectConverted("/tags", (value) => {
      if (!isObject(value)) return value;
      const others = withoutNulls(value);
      return Object.keys(others).length > 0 ? others : value;
    }),
  },
  {
    id: "connector-config-array-unwrapped",
    sentence: "Takes an array of one connectorConfig for the object.",
    requirements: ["register.connector-config.type"],
    patch: objectConverted("/connectorConfig", soleElement),
  },
  {
    id: "connector-config-text-parsed",
    sentence: "Takes a connectorConfig that is spelt as a string.",
    requirements: ["register.connector-config.type"],
    patch: objectConverted("/connectorConfig", jsonText),
  },
  {
    id: "tags-array-taken",
    sentence: "Takes tags that are an array.",
    requirements: ["register.tags.type"],
    patch: objectConverted("/tags", (value) => (Array.isArray(value) ? {} : value)),
  },
  {
    id: "tags-text-parsed",
    sentence: "Takes tags that are spelt as a string.",
    requirements: ["register.tags.type"],
    patch: objectConverted("/tags", jsonText),
  },
  {
    id: "tags-of-wrong-type-ignored",
    sentence: "Takes tags of a wrong type for no tags.",
    requirements: ["register.tags.type"],
    patch: objectConverted("/tags", unlessObject),
  },
  {
    id: "tags-false-taken-as-absent",
    sentence: "Takes false, zero and the empty string for no tags.",
    requirements: ["register.tags.type"],
    patch: objectConverted("/tags", (value) => (value ? value : undefined)),
  },
  {
    id: "token-of-wrong-type-ignored",
    sentence: "Takes a clientRequestToken of a wrong type for none.",
    requirements: ["register.client-request-token.type"],
    patch: stringsConverted(/^\/clientRequestToken$/, unlessText),
  },
  {
    id: "tags-null-refused",
    sentence: "Refuses null for the tags.",
    requirements: ["register.tags.type.accepts"],
    patch: objectConverted("/tags", (value) => (value === null ? 0 : value)),
  },
  {
    id: "token-null-refused",
    sentence: "Refuses null for the clientRequestToken.",
    requirements: ["register.client-request-token.type.accepts"],
    patch: stringsConverted(/^\/clientRequestToken$/, (value) => (value === null ? 0 : value)),
  },
  {
    id: "max-results-read-up-to-first-letter",
    sentence: "Reads maxResults up to the first character that is no digit.",
    level: "SHOULD",
    requirements: ["list.max-results.type"],
    patch: (behaviours) => ({
      readInteger: (text, call) => {
        const value = Number.parseInt(text, 10);
        return Number.isNaN(value) ? behaviours.readInteger(text, call) : value;
      },
    }),
  },
  {
    id: "max-results-not-a-number-ignored",
    sentence: "Takes a maxResults that is no number for none.",
    level: "SHOULD",
    requirements: ["list.max-results.type"],
    patch: (behaviours) => ({
      readInteger: (text, call) => (Number.isNaN(Number(text)) ? 100 : behaviours.readInteger(text, call)),
    }),
  },
  {
    id: "max-results-fraction-rounded",
    sentence: "Rounds a maxResults with a fraction.",
    level: "SHOULD",
    requirements: ["list.max-results.type"],
    patch: (behaviours) => ({
      readInteger: (text, call) =>
        /^\d+\.\d+$/.test(text) ? Math.round(Number(text)) : behaviours.readInteger(text, call),
    }),
  },
  {
    id: "max-results-true-taken-as-one",
    sentence: "Takes true as maxResults for 1.",
    level: "SHOULD",
    requirements: ["list.max-results.type"],
    patch: (behaviours) => ({
      readInteger: (text, call) => behaviours.readInteger(text === "true" ? "1" : text, call),
    }),
  },
  {
    id: "max-results-wrapped-to-32-bits",
    sentence: "Wraps a maxResults that 32 bits do not hold, and takes the largest integers for small ones.",
    level: "SHOULD",
    requirements: ["list.max-results.maximum"],
    patch: () => ({ readInteger: (text) => Math.abs(Number(text) | 0) || 1 }),
  },
]);

function withoutNulls(value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== null));
}
