import type { JsonSchema } from "#spec/contract/schema.ts";
import { isJsonObject, type JsonValue } from "#spec/json/json.ts";

/** What a value of an enumeration may look like; anything else there is none. */
const ENUMERATED = /^[A-Za-z][A-Za-z0-9_.-]{0,60}$/;
/** A version of a release, as in `v1.15.1-eksbuild.1` and `1.29.0-20240129`: in a member that is called so it is the service's. */
const VERSION = /^v?\d{1,4}(?:\.\d{1,4}){1,3}(?:-(?:[a-z]{1,10}\.)?\d{1,8})?$/;
const CALLED_VERSION = /versions?$/i;

/** The texts in an answer that are the service's words: where its schema has an enumeration, listed there or not, and versions. */
export function textsOfService(body: JsonValue, schema: JsonSchema): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (value: JsonValue, schema: JsonSchema, isVersion: boolean): void => {
    const { enum: listed, properties = {}, items = {}, additionalProperties } = schema;
    if (typeof value === "string") {
      if ((listed !== undefined && ENUMERATED.test(value)) || (isVersion && VERSION.test(value))) found.add(value);
    } else if (Array.isArray(value)) for (const element of value) visit(element, items, isVersion);
    else if (isJsonObject(value)) {
      const others = typeof additionalProperties === "object" ? additionalProperties : {};
      for (const [name, part] of Object.entries(value)) {
        visit(part, properties[name] ?? others, properties[name] !== undefined && CALLED_VERSION.test(name));
      }
    }
  };
  visit(body, schema, false);
  return found;
}
