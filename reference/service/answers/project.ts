import { isObject } from "#reference/wire/json-document.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import type { Shape } from "#reference/service/model/shape.ts";

/** As much of a value as a shape has room for; undefined where it is of another type. */
export function project(value: unknown, shape: Shape): JsonValue | undefined {
  switch (shape.kind) {
    case "structure":
      return isObject(value) ? projectMembers(value, shape) : undefined;
    case "map":
      return isObject(value) ? projectEntries(value, shape) : undefined;
    case "list":
      return Array.isArray(value) ? projectItems(value, shape) : undefined;
    case "any":
      return value as JsonValue | undefined;
    case "integer":
      return Number.isInteger(value) ? (value as number) : undefined;
    default:
      return typeof value === shape.kind && isListed(value, shape) ? (value as JsonValue) : undefined;
  }
}

function isListed(value: unknown, { values }: Shape): boolean {
  return values === undefined || values.includes(value as JsonValue);
}

function projectMembers(value: Readonly<Record<string, unknown>>, { members }: Shape): JsonObject {
  const shown: JsonObject = {};
  for (const { name, shape } of members) {
    const member = Object.hasOwn(value, name) ? project(value[name], shape) : undefined;
    if (member !== undefined) shown[name] = member;
  }
  return shown;
}

function projectEntries(value: Readonly<Record<string, unknown>>, { element }: Shape): JsonObject | undefined {
  const entries = Object.entries(value).map(([key, entry]) => [key, element && project(entry, element)] as const);
  if (entries.some(([, entry]) => entry === undefined)) return undefined;
  return Object.fromEntries(entries) as JsonObject;
}

function projectItems(value: readonly unknown[], { element }: Shape): JsonValue[] | undefined {
  const items = value.map((item) => element && project(item, element));
  return items.includes(undefined) ? undefined : (items as JsonValue[]);
}
