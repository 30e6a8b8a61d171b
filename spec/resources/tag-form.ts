import type { JsonSchema } from "#spec/contract/schema.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";

/** How tags are written: as a map, or as a list of entries with a member for the key and one for the value. */
export type TagForm = "map" | { readonly key: string; readonly value: string };

/** Keys of tags that are AWS's own, and that it may add to any resource. Source: observations.md, O37. */
const ADDED_KEY = /^aws:/i;

const KEY = /^(?:tag_?)?key$/i;
const VALUE = /^(?:tag_?)?value$/i;

/** The form that a schema gives to tags. */
export function tagForm({ items }: JsonSchema = {}): TagForm {
  const names = Object.keys(items?.properties ?? {});
  const [key, value] = [KEY, VALUE].map((form) => names.find((name) => form.test(name)));
  return key === undefined || value === undefined ? "map" : { key, value };
}

/** Values by key of tags in a form; undefined for what is no tags in it. */
export function readTags(form: TagForm, written: JsonValue): JsonObject | undefined {
  if (form === "map") return isJsonObject(written) ? written : undefined;
  if (!Array.isArray(written)) return undefined;
  const entries = written.map((entry) =>
    isJsonObject(entry) && typeof entry[form.key] === "string"
      ? ([entry[form.key] as string, entry[form.value] ?? null] as const)
      : undefined,
  );
  return entries.every((entry) => entry !== undefined) ? Object.fromEntries(entries) : undefined;
}

/** Tags by key, in a form. */
export function writeTags(form: TagForm, tags: JsonObject): JsonValue {
  if (form === "map") return tags;
  return Object.entries(tags).map(([key, value]) => ({ [form.key]: key, [form.value]: value }));
}

/** Tags in the form that they show by themselves; undefined for what is no tags. */
export function tagsIn(written: JsonValue | undefined): JsonObject | undefined {
  if (written === undefined) return undefined;
  const [first] = Array.isArray(written) ? written : [];
  const properties = isJsonObject(first) ? Object.fromEntries(Object.keys(first).map((name) => [name, {}])) : {};
  return readTags(tagForm({ items: { properties } }), written);
}

/** What is shown without the tags that AWS added: those of its own keys that nobody sent. */
export function withoutAdded(shown: JsonObject, sent: readonly JsonObject[]): JsonObject {
  const keys = Object.keys(shown);
  const added = keys.filter((key) => ADDED_KEY.test(key) && !sent.some((tags) => Object.hasOwn(tags, key)));
  if (added.length === 0) return shown;
  return Object.fromEntries(Object.entries(shown).filter(([key]) => !added.includes(key)));
}
