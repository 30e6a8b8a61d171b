/** A value of a request as text, and never by a method of its own: a text is itself, anything else is its JSON. */
export function valueText(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "undefined");
}
