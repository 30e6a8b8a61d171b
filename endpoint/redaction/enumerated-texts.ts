import type { JsonSchema } from "../../spec/contract/schema.ts";
import { isJsonObject, type JsonValue } from "../../spec/json/json.ts";

/** What a value of an enumeration may look like; anything else there is none. */
const ENUMERATED = /^[A-Za-z][A-Za-z0-9_.-]{0,60}$/;

/** The texts in an answer where its schema has an enumeration, listed there or not: they are the service's words. */
export function enumeratedTexts(body: JsonValue, schema: JsonSchema): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (value: JsonValue, { enum: listed, properties, items, additionalProperties }: JsonSchema): void => {
    if (typeof value === "string" && listed !== undefined && ENUMERATED.test(value)) found.add(value);
    else if (Array.isArray(value)) for (const element of value) visit(element, items ?? {});
    else if (isJsonObject(value)) {
      const others = typeof additionalProperties === "object" ? additionalProperties : {};
      for (const [name, part] of Object.entries(value)) visit(part, properties?.[name] ?? others);
    }
  };
  visit(body, schema);
  return found;
}
