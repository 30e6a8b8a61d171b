import { isJsonObject, type JsonValue } from "#spec/json/json.ts";

/**
 * Whether a value has one that passes where a schema stands; tokens are those of the schema's pointer, from `from` on.
 * `items` leads to each element of a list, `propertyNames` and `additionalProperties` to each key and value of a map.
 */
export function hasValueAt(
  value: JsonValue | undefined,
  tokens: readonly string[],
  passes: (value: JsonValue) => boolean,
  from = 0,
): boolean {
  if (value === undefined) return false;
  const [keyword, name = ""] = [tokens[from], tokens[from + 1]];
  if (keyword === undefined) return passes(value);
  if (keyword === "items") {
    return Array.isArray(value) && value.some((element) => hasValueAt(element, tokens, passes, from + 1));
  }
  if (!isJsonObject(value)) return false;
  switch (keyword) {
    case "properties":
      return Object.hasOwn(value, name) && hasValueAt(value[name], tokens, passes, from + 2);
    case "propertyNames":
      return Object.keys(value).some(passes);
    case "additionalProperties":
      return Object.values(value).some((inner) => hasValueAt(inner, tokens, passes, from + 1));
    default:
      return false;
  }
}
