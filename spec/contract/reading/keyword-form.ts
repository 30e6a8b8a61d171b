import { plainText } from "#spec/json/plain-text.ts";
import { LARGEST_COLLECTION, LONGEST_TEXT } from "#spec/contract/far-limits.ts";
import { isSupportedPattern } from "#spec/contract/pattern.ts";
import { isJsonObject, type JsonValue } from "#spec/json/json.ts";

/** What the value of a keyword must be. */
export interface KeywordForm {
  /** For messages: `maxLength is not a whole number of 0 or more`. */
  readonly noun: string;
  holds(value: JsonValue): boolean;
}

const TYPES: readonly JsonValue[] = ["string", "number", "integer", "boolean", "object", "array", "null"];

const isSchema = (value: JsonValue) => typeof value === "boolean" || isJsonObject(value);
const isList = (value: JsonValue, holds: (item: JsonValue) => boolean) =>
  Array.isArray(value) && value.length > 0 && value.every(holds);

const isText = (value: JsonValue | undefined) => typeof value === "string";

const COUNT: KeywordForm = {
  noun: "a whole number of 0 or more",
  holds: (value) => Number.isInteger(value) && Number(value) >= 0,
};
const atMost = (most: number): KeywordForm => ({
  noun: `a whole number from 0 to ${most}`,
  holds: (value) => COUNT.holds(value) && Number(value) <= most,
});
const NUMBER: KeywordForm = { noun: "a number", holds: (value) => typeof value === "number" };
const FLAG: KeywordForm = { noun: "true or false", holds: (value) => typeof value === "boolean" };
const SCHEMA: KeywordForm = { noun: "a schema", holds: isSchema };
const SCHEMAS: KeywordForm = { noun: "a list of schemas", holds: (value) => isList(value, isSchema) };

/** Of a pattern that texts are generated from, an automaton is made. */
const GENERATED_PATTERN: KeywordForm = {
  noun: "an ECMAScript regular expression for the u flag, without lookarounds, back references or counts in the thousands",
  holds: (value) => isPattern(value) && isSupportedPattern(plainText(value)),
};

/** Keywords that the generators read in request schemas, with the form of their values. */
export const REQUEST_KEYWORDS: Readonly<Record<string, KeywordForm>> = {
  type: {
    noun: `one or a list of ${TYPES.map(plainText).join(", ")}`,
    holds: (value) => TYPES.includes(value) || isList(value, (item) => TYPES.includes(item)),
  },
  enum: { noun: "a list of values", holds: (value) => isList(value, () => true) },
  const: { noun: "a value", holds: () => true },
  minLength: atMost(LONGEST_TEXT),
  maxLength: COUNT,
  pattern: GENERATED_PATTERN,
  minimum: NUMBER,
  maximum: NUMBER,
  properties: {
    noun: "an object of schemas",
    holds: (value) => isJsonObject(value) && Object.values(value).every(isJsonObject),
  },
  required: {
    noun: "a list of different names",
    holds: (value) =>
      Array.isArray(value) && value.every((name) => typeof name === "string") && new Set(value).size === value.length,
  },
  minProperties: atMost(LARGEST_COLLECTION),
  maxProperties: COUNT,
  propertyNames: { noun: "an object", holds: isJsonObject },
  additionalProperties: SCHEMA,
  items: { noun: "an object", holds: isJsonObject },
  minItems: atMost(LARGEST_COLLECTION),
  maxItems: COUNT,
  uniqueItems: FLAG,
  "x-unique": FLAG,
  "x-fixture": { noun: "the name of a value in the target's profile", holds: isText },
  "x-idempotency-token": FLAG,
  "x-pattern-printed": { noun: "a regular expression", holds: isPattern },
  "x-unspecified": { noun: "a list of classes, each with an id, a schema in when and a note", holds: areClasses },
  "x-trace": { noun: "an object of sources, each with an authority, a source and a quote", holds: areTraces },
};

/** Keywords that may stand in response schemas, where they are judged and never generated from. */
export const RESPONSE_KEYWORDS: Readonly<Record<string, KeywordForm>> = {
  ...REQUEST_KEYWORDS,
  pattern: { noun: "an ECMAScript regular expression for the u flag", holds: isPattern },
  exclusiveMinimum: NUMBER,
  exclusiveMaximum: NUMBER,
  multipleOf: { noun: "a number above 0", holds: (value) => typeof value === "number" && value > 0 },
  not: SCHEMA,
  anyOf: SCHEMAS,
  allOf: SCHEMAS,
  oneOf: SCHEMAS,
};

/** Values of an enum that an automaton is made of. */
const MOST_CLASS_VALUES = 1_000;

/** Keywords that tell what a class of unspecified inputs is: inputs are generated that belong to it, and that do not. */
export const CLASS_KEYWORDS: Readonly<Record<string, KeywordForm>> = {
  ...RESPONSE_KEYWORDS,
  pattern: GENERATED_PATTERN,
  enum: {
    noun: `a list of up to ${MOST_CLASS_VALUES} values`,
    holds: (value) => isList(value, () => true) && (value as readonly JsonValue[]).length <= MOST_CLASS_VALUES,
  },
};

function isPattern(value: JsonValue): boolean {
  if (typeof value !== "string") return false;
  try {
    return new RegExp(value, "u").unicode;
  } catch {
    return false;
  }
}

function areClasses(value: JsonValue): boolean {
  return isList(
    value,
    (silent) => isJsonObject(silent) && isText(silent["id"]) && isText(silent["note"]) && isJsonObject(silent["when"]),
  );
}

const AUTHORITIES: readonly unknown[] = ["docs", "model", "protocol", "observed", "inferred"];

const KINDS: readonly string[] = ["reference", "emulator", "aws"];
const LEVELS: readonly unknown[] = ["MUST", "SHOULD", "INFO"];

/** Kinds of target, each with the level there. */
function areLevels(value: JsonValue): boolean {
  if (!isJsonObject(value)) return false;
  return Object.entries(value).every(([kind, level]) => KINDS.includes(kind) && LEVELS.includes(level));
}

function areTraces(value: JsonValue): boolean {
  const isTrace = (trace: JsonValue) =>
    isJsonObject(trace) &&
    AUTHORITIES.includes(trace["authority"]) &&
    isText(trace["source"]) &&
    isText(trace["quote"]) &&
    (trace["remark"] === undefined || isText(trace["remark"])) &&
    (trace["levels"] === undefined || areLevels(trace["levels"]));
  return isJsonObject(value) && Object.values(value).every(isTrace);
}
