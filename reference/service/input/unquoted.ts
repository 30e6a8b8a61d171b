import type { Shape } from "#reference/service/model/shape.ts";

/** What is wanted without quotes, read out of them, as lenient readers of JSON do. */
export function unquoted(value: unknown, shape: Shape): unknown {
  if (typeof value !== "string" || !isUnquoted(shape)) return value;
  return /^(?:-?\d+|true|false)$/.test(value) ? JSON.parse(value) : value;
}

/** Whether a value of this shape stands in JSON without quotes, and is no more than itself. */
export function isUnquoted({ kind }: Shape): boolean {
  return kind === "integer" || kind === "number" || kind === "boolean";
}
