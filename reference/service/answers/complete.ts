import { isObject } from "#reference/wire/json-document.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import type { Shape } from "#reference/service/model/shape.ts";

/** The same value with every member that its shape requires and nobody gave: the plainest that the shape allows. */
export function completed(value: JsonValue | undefined, shape: Shape, now: number): JsonValue {
  if (value === undefined || value === null) return plainest(shape, now);
  const { element, members, kind } = shape;
  if (Array.isArray(value)) return element === undefined ? value : value.map((item) => completed(item, element, now));
  if (!isObject(value)) return value;
  const own = value as JsonObject;
  if (kind === "map") {
    const entries = Object.entries(own).map(([key, entry]) => [key, element ? completed(entry, element, now) : entry]);
    return Object.fromEntries(entries) as JsonObject;
  }
  const filled = members.flatMap(({ name, required, shape: member }): [string, JsonValue][] => {
    const isThere = Object.hasOwn(own, name);
    return isThere || required ? [[name, completed(isThere ? own[name] : undefined, member, now)]] : [];
  });
  return { ...own, ...Object.fromEntries(filled) };
}

function plainest(shape: Shape, now: number): JsonValue {
  const { kind, values, min = 0, max = Infinity, element, members, timestamp, union } = shape;
  const [first] = values ?? [];
  if (first !== undefined) return first;
  if (timestamp) return kind === "string" ? new Date(now).toISOString() : now / 1000;
  switch (kind) {
    case "string":
      return "x".repeat(Math.max(min, 0));
    case "boolean":
      return false;
    case "number":
    case "integer":
      return Math.min(Math.max(min, 0), max);
    case "list":
      return element === undefined ? [] : Array.from({ length: min }, () => plainest(element, now));
    case "structure": {
      const [only] = union ? members : [];
      return only === undefined ? completed({}, shape, now) : { [only.name]: plainest(only.shape, now) };
    }
    default:
      return {};
  }
}
