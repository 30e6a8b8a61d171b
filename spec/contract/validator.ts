import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import type { JsonValue } from "#spec/json/json.ts";
import { childPointer } from "#spec/json/json-pointer.ts";
import { fullMatch } from "./pattern.ts";
import type { JsonSchema } from "./schema.ts";
import { perObject } from "#spec/kept-per-object.ts";

/** One keyword of a schema that a value breaks. */
export interface Violation {
  /** JSON pointer to the schema that holds the keyword, such as `/properties/tags/propertyNames`. */
  readonly pointer: string;
  readonly keyword: string;
  /** For `required`: the missing member. */
  readonly member?: string;
  /** JSON pointer to the offending value. */
  readonly at: string;
  readonly message: string;
}

export interface Validator {
  (value: JsonValue): Violation[];
  /** Whether a value breaks nothing: told sooner than what it breaks. */
  readonly accepts: (value: JsonValue) => boolean;
}

/** Left out before a schema is compiled: they constrain nothing, and what they hold is no schema. */
const EXTENSIONS = [
  "x-unique",
  "x-fixture",
  "x-idempotency-token",
  "x-unspecified",
  "x-trace",
  "x-pattern-printed",
  "example",
  "discriminator",
  "xml",
  "externalDocs",
];

/** ajv tells patterns apart by their text. */
const PATTERNS = Object.assign(
  (pattern: string) => {
    const match = fullMatch(pattern);
    return { test: (text: string) => match.test(text), toString: () => pattern };
  },
  { code: "fullMatch" },
);

// One instance for all, since each would compile the meta-schema again.
const listing = compiler({ allErrors: true });
/** Stops at the first keyword broken, and says nothing about it. */
const deciding = compiler({ messages: false });

function compiler(options: { readonly allErrors?: boolean; readonly messages?: boolean }): Ajv2020 {
  const ajv = new Ajv2020({
    ...options,
    strict: false,
    validateFormats: false,
    // The contract's reader has checked the form.
    validateSchema: false,
    // To optimise what is compiled takes as long as to compile it, and makes a check hardly faster.
    code: { optimize: false, regExp: PATTERNS },
  });
  return ajv.addVocabulary(EXTENSIONS);
}

/**
 * Compiles a dereferenced schema to a function that lists every keyword a value breaks. Lengths count Unicode code
 * points. A value of the wrong type breaks `type` alone: its other keywords say nothing about such a value.
 */
export function compileValidator(schema: JsonSchema): Validator {
  const plain = withoutExtensions(schema);
  // Compiled when first asked: most schemas are only ever asked one of the two.
  let list: ValidateFunction | undefined;
  let decide: ValidateFunction | undefined;
  const violations = (value: JsonValue): Violation[] => {
    list ??= listing.compile(plain);
    return list(value) ? [] : normalise(list.errors ?? []);
  };
  return Object.assign(violations, { accepts: (value: JsonValue) => (decide ??= deciding.compile(plain))(value) });
}

function withoutExtensions(schema: JsonSchema): JsonSchema {
  return rewrite(schema) as JsonSchema;
}

function rewrite(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(rewrite);
  if (typeof node !== "object" || node === null) return node;
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(node)) {
    if (key.startsWith("x-") && EXTENSIONS.includes(key)) continue;
    copy[key] = rewrite(value);
  }
  return copy;
}

function normalise(errors: readonly ErrorObject[]): Violation[] {
  const violations = errors.filter((error) => error.keyword !== "propertyNames").map(toViolation);
  const mistyped = new Set(violations.filter(({ keyword }) => keyword === "type").map(({ at }) => at));
  return violations.filter(({ keyword, at }) => keyword === "type" || !mistyped.has(at));
}

function toViolation(error: ErrorObject): Violation {
  const at =
    error.propertyName === undefined ? error.instancePath : childPointer(error.instancePath, error.propertyName);
  const violation = { pointer: holderOf(error.schemaPath), keyword: error.keyword, at, message: messageOf(error) };
  if (error.keyword !== "required") return violation;
  return { ...violation, member: String(error.params["missingProperty"]) };
}

/** As many as the schemas have keywords. */
const holders = new Map<string, string>();

/** The pointer to the schema that holds a keyword, given ajv's path to that keyword. */
function holderOf(schemaPath: string): string {
  let holder = holders.get(schemaPath);
  if (holder === undefined) {
    const path = schemaPath.replace(/^#/, "");
    holder = decodeURIComponent(path.slice(0, path.lastIndexOf("/")));
    holders.set(schemaPath, holder);
  }
  return holder;
}

/** Allowed values that a message names. */
const VALUES_NAMED = 8;

/** As ajv says it, but with types, and a list of values, in words: `must be a number or null`. */
function messageOf({ keyword, params, message }: ErrorObject): string {
  const [types, values]: unknown[] = [params["type"], params["allowedValues"]];
  if (keyword === "enum" && Array.isArray(values)) {
    const more = values.length > VALUES_NAMED ? ` or one of ${values.length - VALUES_NAMED} others` : "";
    return `must be ${values.slice(0, VALUES_NAMED).map(String).join(" or ")}${more}`;
  }
  if (keyword === "type") return `must be ${[types].flat().map(String).map(withArticle).join(" or ")}`;
  return message ?? keyword;
}

function withArticle(type: string): string {
  if (type === "null") return type;
  return `${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`;
}

/** The schema's validator, compiled once. */
export const validatorOf: (schema: JsonSchema) => Validator = perObject(compileValidator);
