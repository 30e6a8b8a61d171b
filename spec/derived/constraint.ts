import { pointerTokens } from "../json/json-pointer.ts";
import type { Constraint, Side } from "../requirement.ts";

/** As many as the contracts have names: ids are asked for with every answer. */
const kebabs = new Map<string, string>();

/** `connectorConfig` and `maxLength` become `connector-config` and `max-length`. */
export function kebab(name: string): string {
  let words = kebabs.get(name);
  if (words === undefined) {
    words = name
      .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
      .replace(/[^A-Za-z0-9]+/g, "-")
      .toLowerCase();
    kebabs.set(name, words);
  }
  return words;
}

/** Names one keyword of a schema, whichever side of it is meant. */
export function constraintKey(constraint: Omit<Constraint, "side">): string {
  return `${constraint.pointer}#${constraint.keyword}${constraint.member === undefined ? "" : `:${constraint.member}`}`;
}

/**
 * The id of the requirement derived from one side of a keyword: `register.name.max-length` is about refusing what is
 * past the limit, `register.name.max-length.accepts` about taking what is within it.
 */
export function constraintRequirementId(prefix: string, constraint: Constraint): string {
  const segments = [prefix, ...pointerSegments(constraint.pointer)];
  if (constraint.member !== undefined) segments.push(kebab(constraint.member));
  segments.push(kebab(constraint.keyword));
  return withSide(segments.join("."), constraint.side);
}

function withSide(id: string, side: Side): string {
  return side === "accept" ? `${id}.accepts` : id;
}

/** Schema pointer to id segments: members by name, a map's keys and values as `keys` and `values`. */
function pointerSegments(pointer: string): string[] {
  const tokens = pointerTokens(pointer);
  const segments: string[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === "properties") {
      index += 1;
      segments.push(kebab(tokens[index] ?? ""));
    } else if (token === "additionalProperties") segments.push("values");
    else if (token === "propertyNames") segments.push("keys");
    else if (token !== undefined) segments.push(kebab(token));
  }
  return segments;
}
