export type JsonDocument = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonDocument {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
