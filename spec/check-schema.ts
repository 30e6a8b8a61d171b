import { Ajv2020 } from "ajv/dist/2020.js";
import type { DereferencedDocument } from "./dereference.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "./json.ts";
import { pointerTokens } from "./json-pointer.ts";

/** Keywords that the generators read in request schemas. */
export const SUPPORTED_KEYWORDS = [
  "type",
  "enum",
  "const",
  "minLength",
  "maxLength",
  "pattern",
  "minimum",
  "maximum",
  "properties",
  "required",
  "minProperties",
  "maxProperties",
  "propertyNames",
  "additionalProperties",
  "items",
  "minItems",
  "maxItems",
] as const;

/** Keywords that constrain nothing and so may stand anywhere. */
const ANNOTATIONS =
  /^(?:title|description|default|example|examples|deprecated|readOnly|writeOnly|format|externalDocs|xml|\$comment|x-.*)$/;

const RANGES = [
  ["minLength", "maxLength"],
  ["minProperties", "maxProperties"],
  ["minItems", "maxItems"],
  ["minimum", "maximum"],
] as const;

const metaschema = new Ajv2020({ allErrors: true, strict: false, validateFormats: false });

/**
 * Refuses a schema that is no JSON Schema 2020-12, that no value can match, or, in a request, that has a keyword the
 * generators cannot read. Throws a ContractError that points at the keyword.
 */
export function checkSchema(document: DereferencedDocument, schema: JsonObject, usage: "request" | "response"): void {
  checkForm(document, schema);
  visitSchemas(schema, (node) => {
    checkPattern(document, node);
    checkRanges(document, node);
    if (usage === "request") checkSupport(document, node);
  });
}

function checkForm(document: DereferencedDocument, schema: JsonObject): void {
  if (metaschema.validateSchema(schema) === true) return;
  const errors = [...(metaschema.errors ?? [])].sort((a, b) => b.instancePath.length - a.instancePath.length);
  const [error] = errors;
  if (error === undefined) return;
  const { node, member, value } = walk(schema, error.instancePath);
  const what = `${member ?? "the schema"} ${error.message ?? "is not valid"}, and is ${JSON.stringify(value)}`;
  throw document.fault(node, member, what, "write it as JSON Schema 2020-12 wants it");
}

/** The object that holds what a pointer into a schema leads to, and under which member. */
function walk(schema: JsonObject, pointer: string): { node: object; member: string | undefined; value: JsonValue } {
  let node: JsonObject | JsonValue[] = schema;
  let member: string | undefined;
  let value: JsonValue = schema;
  for (const token of pointerTokens(pointer)) {
    if (member !== undefined && typeof value === "object" && value !== null) node = value;
    member = token;
    value = (Array.isArray(node) ? node[Number(token)] : node[token]) ?? null;
  }
  return { node, member, value };
}

function checkPattern(document: DereferencedDocument, schema: JsonObject): void {
  const pattern = schema["pattern"];
  if (typeof pattern !== "string") return;
  try {
    new RegExp(pattern, "u");
  } catch (error) {
    const what = error instanceof Error ? error.message : "invalid regular expression";
    throw document.fault(schema, "pattern", what, "write it as an ECMAScript regular expression with the u flag");
  }
}

function checkRanges(document: DereferencedDocument, schema: JsonObject): void {
  for (const [lower, upper] of RANGES) {
    const least = schema[lower];
    const most = schema[upper];
    if (typeof least !== "number" || typeof most !== "number" || least <= most) continue;
    throw document.fault(schema, lower, `${lower} ${least} is greater than ${upper} ${most}`, "swap or correct them");
  }
}

function checkSupport(document: DereferencedDocument, schema: JsonObject): void {
  const supported: readonly string[] = SUPPORTED_KEYWORDS;
  const foreign = Object.keys(schema).find((key) => !supported.includes(key) && !ANNOTATIONS.test(key));
  if (foreign !== undefined) {
    const mend = `write it with the supported ones: ${SUPPORTED_KEYWORDS.join(", ")}`;
    throw document.fault(schema, foreign, `${foreign} is not supported in a request`, mend);
  }
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  const unknown = required.find((member) => typeof member === "string" && !Object.hasOwn(properties, member));
  if (unknown !== undefined) {
    throw document.fault(schema, "required", `required member ${unknown} has no schema`, "describe it in properties");
  }
}

const CHILD = ["propertyNames", "additionalProperties", "items", "not", "if", "then", "else", "contains"] as const;
const CHILD_MAP = ["properties", "patternProperties", "dependentSchemas", "$defs"] as const;
const CHILD_LIST = ["allOf", "anyOf", "oneOf", "prefixItems"] as const;

function visitSchemas(schema: JsonObject, check: (node: JsonObject) => void): void {
  check(schema);
  const children = [
    ...CHILD.map((keyword) => schema[keyword]),
    ...CHILD_MAP.flatMap((keyword) => Object.values((schema[keyword] as JsonObject | undefined) ?? {})),
    ...CHILD_LIST.flatMap((keyword) => (schema[keyword] as JsonValue[] | undefined) ?? []),
  ];
  for (const child of children) if (isJsonObject(child)) visitSchemas(child, check);
}
