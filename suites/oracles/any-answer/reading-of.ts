import type { Violation } from "#spec/contract/validator.ts";
import { schemaAt } from "#spec/contract/schema-at.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import type { Classification } from "#suites/oracles/request/expectation.ts";

/** In words, how a server came to take a forbidden request, and whether its sources allow it to. */
export interface SourceReading {
  readonly words: string;
  readonly isAllowed: boolean;
}

const AS_TEXT: SourceReading = { words: "a scalar read as a string", isAllowed: true };
/** Contradiction C1: the page prints no anchor, and the whole name must match. */
const SEARCHED: SourceReading = {
  words: "the pattern searched for, where the whole string must match it",
  isAllowed: false,
};

/**
 * Why a server that took a forbidden request may have read its source otherwise: a number or a truth value taken for
 * its text, as common JSON readers do, or a name in which the pattern as printed finds a match. Undefined where no
 * reading explains the request.
 */
export function readingOf({ operation, violations, input }: Classification): SourceReading | undefined {
  if (operation === undefined || input === undefined || violations.length === 0) return undefined;
  const readings = violations.map((violation): SourceReading | undefined => {
    const value = valueAt(input, violation.at) ?? lastToken(violation);
    const schema = schemaAt(operation.input, violation.pointer) ?? {};
    if (violation.keyword === "type" && isScalar(value) && [schema.type].flat().includes("string")) return AS_TEXT;
    const printed = schema["x-pattern-printed"];
    if (violation.keyword !== "pattern" || printed === undefined || typeof value !== "string") return undefined;
    // A pattern that was edited is no longer a reading of what was printed.
    if (schema.pattern !== `${printed}$`) return undefined;
    return new RegExp(printed, "u").test(value) ? SEARCHED : undefined;
  });
  return readings.includes(undefined) ? undefined : (readings.find((each) => each?.isAllowed === false) ?? readings[0]);
}

function isScalar(value: unknown): boolean {
  return typeof value === "number" || typeof value === "boolean";
}

/** A key of a map stands at the end of its pointer. */
function lastToken({ at }: Violation): string {
  return at.slice(at.lastIndexOf("/") + 1);
}
