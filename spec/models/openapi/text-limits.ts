import { isSupportedPattern, patternAutomaton } from "#spec/contract/pattern.ts";
import { hasRoomFor } from "#spec/contract/pattern-room.ts";
import { definedMembers } from "#spec/json/defined-members.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { Shape } from "#spec/models/service-model.ts";
import { note, type Conversion, type SchemaUse } from "./conversion.ts";

/**
 * Texts of a pattern and a length are one automaton to the generators, as large as the two multiplied. Beyond this many
 * states a pattern goes without its greatest length.
 */
const MOST_STATES = 50_000;

/** The limits of text, for requests only: its lengths, and its pattern where generators can draw by it. */
export function textLimits(conversion: Conversion, shape: Shape, use: SchemaUse): JsonObject {
  if (use.usage === "response") return {};
  const { name, min, max, pattern } = shape;
  const lengths = definedMembers({ minLength: min, maxLength: max });
  if (pattern === undefined) return lengths;
  if (!hasRoomFor(conversion.model, pattern) || !isSupportedPattern(pattern)) {
    note(conversion, use, `the pattern of ${name} is not judged: ${pattern}`);
    return lengths;
  }
  if (max === undefined || statesOf(pattern) * max <= MOST_STATES) return { ...lengths, ...patternKeywords(pattern) };
  note(conversion, use, `that ${name} is no longer than ${max} is not judged, for its pattern is large`);
  return definedMembers({ minLength: min, ...patternKeywords(pattern) });
}

/** Judged whole, and kept as printed where it can be read as one to search for. */
function patternKeywords(pattern: string): JsonObject {
  const isAnchored = pattern.startsWith("^") && pattern.endsWith("$");
  return isAnchored ? { pattern } : { pattern, "x-pattern-printed": pattern };
}

function statesOf(pattern: string): number {
  return [...patternAutomaton(pattern).nodes()].length;
}
