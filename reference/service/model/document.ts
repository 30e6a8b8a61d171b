/** A JSON object as it was read: nothing is known of its members. */
export type Document = Readonly<Record<string, unknown>>;

/** The object, or an empty one in place of anything else. */
export function asObject(value: unknown): Document {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Document) : {};
}

export function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
