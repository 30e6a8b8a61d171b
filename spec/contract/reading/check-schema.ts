import { hasRoomFor } from "#spec/contract/pattern-room.ts";
import { plainText } from "#spec/json/plain-text.ts";
import type { DereferencedDocument } from "./dereference.ts";
import { isJsonObject, type JsonObject } from "#spec/json/json.ts";
import { nameOf } from "./name-forms.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { CLASS_KEYWORDS, REQUEST_KEYWORDS, RESPONSE_KEYWORDS } from "./keyword-form.ts";

const KEYWORDS = { request: REQUEST_KEYWORDS, response: RESPONSE_KEYWORDS, class: CLASS_KEYWORDS } as const;

/** Where a schema stands; `class`: where it says which inputs no source speaks of. */
export type SchemaUsage = keyof typeof KEYWORDS;

/** Keywords that constrain nothing and so may stand anywhere. */
const ANNOTATION =
  /^(?:title|description|default|examples?|deprecated|readOnly|writeOnly|format|contentEncoding|contentMediaType|externalDocs|xml|discriminator|\$comment|x-.*)$/;

const RANGES = [
  ["minLength", "maxLength"],
  ["minProperties", "maxProperties"],
  ["minItems", "maxItems"],
  ["minimum", "maximum"],
] as const;

/**
 * Refuses a schema with a keyword of the wrong form, with limits that no value can meet, or with a keyword that the
 * suite cannot read. Throws a ContractError that points at the keyword.
 */
export function checkSchema(document: DereferencedDocument, schema: JsonObject, usage: SchemaUsage): void {
  for (const keyword of Object.keys(schema)) checkKeyword(document, schema, keyword, usage);
  checkRanges(document, schema);
  checkMembers(document, schema);
  if (usage === "request") checkRequired(document, schema);
  for (const child of subschemas(schema)) checkSchema(document, child, usage);
  for (const { when } of (schema as JsonSchema)["x-unspecified"] ?? []) {
    checkSchema(document, when as JsonObject, "class");
  }
}

function checkKeyword(document: DereferencedDocument, schema: JsonObject, keyword: string, usage: SchemaUsage): void {
  const value = schema[keyword] ?? null;
  const forms = KEYWORDS[usage];
  const form = Object.hasOwn(forms, keyword) ? forms[keyword] : undefined;
  if (form === undefined) {
    if (ANNOTATION.test(keyword)) return;
    const mend =
      keyword === "nullable"
        ? 'write type: [string, "null"]'
        : `use the supported ones: ${Object.keys(forms).join(", ")}`;
    throw document.problem(schema, keyword, `the keyword ${keyword} is not supported in a ${usage}`, mend);
  }
  if (keyword === "pattern" && typeof value === "string" && usage !== "response" && !hasRoomFor(document, value)) {
    const what = `the patterns before ${keyword} ${shortened(JSON.stringify(value))} are too costly together`;
    throw document.problem(schema, keyword, what, "leave some out, or give them lower counts");
  }
  if (form.holds(value)) return;
  throw document.problem(schema, keyword, `${keyword} is ${shortened(JSON.stringify(value))}`, `make it ${form.noun}`);
}

/** Characters of a value that a message shows. */
const SHOWN = 120;

function shortened(json: string): string {
  return json.length <= SHOWN ? json : `${json.slice(0, SHOWN)}… (${json.length} characters)`;
}

function checkRanges(document: DereferencedDocument, schema: JsonObject): void {
  for (const [lower, upper] of RANGES) {
    const least = schema[lower];
    const most = schema[upper];
    if (typeof least !== "number" || typeof most !== "number" || least <= most) continue;
    throw document.problem(schema, lower, `${lower} ${least} is greater than ${upper} ${most}`, "swap or correct them");
  }
}

/** Names of members become parts of ids. */
function checkMembers(document: DereferencedDocument, { properties }: JsonObject): void {
  if (!isJsonObject(properties)) return;
  for (const name of Object.keys(properties)) nameOf(document, "member", name, { holder: properties, key: name });
}

/** The generators have to know what to put into a required member. */
function checkRequired(document: DereferencedDocument, schema: JsonObject): void {
  const { properties = {}, required = [] } = schema;
  if (!isJsonObject(properties) || !Array.isArray(required)) return;
  const unknown = required.find((member) => typeof member === "string" && !Object.hasOwn(properties, member));
  if (unknown === undefined) return;
  throw document.problem(
    schema,
    "required",
    `the required member ${plainText(unknown)} has no schema`,
    "add it to properties",
  );
}

function subschemas(schema: JsonObject): JsonObject[] {
  const { propertyNames, additionalProperties, items, not, anyOf, allOf, oneOf, properties } = schema;
  const lists = [anyOf, allOf, oneOf].flatMap((list) => (Array.isArray(list) ? list : []));
  const members = isJsonObject(properties) ? Object.values(properties) : [];
  return [...members, propertyNames, additionalProperties, items, not, ...lists].filter(isJsonObject);
}
