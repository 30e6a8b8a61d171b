import { valueText } from "#reference/value-text.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { isObject } from "#reference/wire/json-document.ts";
import type { Shape } from "#reference/service/model/shape.ts";

/** The members of an entry of a list of tags. */
interface TagMemberNames {
  readonly key: string;
  readonly value: string;
}

/** Undefined where tags are a map. */
function membersIn(shape: Shape | undefined): TagMemberNames | undefined {
  const names = shape?.kind === "list" ? (shape.element?.members ?? []).map(({ name }) => name) : [];
  const ending = (end: string) => names.find((name) => name.toLowerCase().replace(/^tag/, "") === end);
  const [key, value] = [ending("key"), ending("value")];
  return key === undefined || value === undefined ? undefined : { key, value };
}

/** Tags by key, whatever the shape that they are written in. */
export function tagsByKey(written: unknown, shape: Shape | undefined): JsonObject {
  const members = membersIn(shape);
  if (members === undefined || !Array.isArray(written)) return isObject(written) ? (written as JsonObject) : {};
  const entries = written.filter(isObject).map((entry) => [valueText(entry[members.key]), entry[members.value] ?? ""]);
  return Object.fromEntries(entries) as JsonObject;
}

/** Tags in the shape that an answer has for them. */
export function tagsAsShaped(tags: JsonObject, shape: Shape | undefined): JsonValue {
  const members = membersIn(shape);
  if (members === undefined) return tags;
  return Object.entries(tags).map(([key, value]) => ({ [members.key]: key, [members.value]: value }));
}
