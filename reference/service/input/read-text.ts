import type { JsonValue } from "#spec/json/json.ts";
import type { Shape } from "#reference/service/model/shape.ts";
import { mistyped, type Spot } from "./read-value.ts";
import type { Enforces } from "./input-rule.ts";

/** The value that a text of a label, the query or a header stands for. Throws SerializationException. */
export function readText(text: string, shape: Shape, spot: Spot, enforces: Enforces): JsonValue {
  const value = parsed(text, shape);
  if (value !== undefined) return value;
  if (enforces({ path: spot.path, keyword: "type" })) throw mistyped(spot.at, shape);
  return text;
}

/** The values of a repeated parameter, or the first one. */
export function readTexts(texts: readonly string[], shape: Shape, spot: Spot, enforces: Enforces): JsonValue {
  const { element } = shape;
  if (shape.kind !== "list" || element === undefined) return readText(texts[0] ?? "", shape, spot, enforces);
  return texts.map((text, index) => {
    return readText(text, element, { at: `${spot.at}/${index}`, path: `${spot.path}/*` }, enforces);
  });
}

function parsed(text: string, { kind }: Shape): JsonValue | undefined {
  switch (kind) {
    case "integer":
      return integer(text);
    case "number":
      return /^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$/.test(text) ? Number(text) : undefined;
    case "boolean":
      return text === "true" || (text === "false" ? false : undefined);
    default:
      return text;
  }
}

/** Of 32 bits: no model of restJson1 that this project knows has a larger one in a URL. */
function integer(text: string): number | undefined {
  if (!/^-?[0-9]+$/.test(text)) return undefined;
  // A zero has no sign in JSON.
  const value = Number(text) + 0;
  return value >= -(2 ** 31) && value < 2 ** 31 ? value : undefined;
}
