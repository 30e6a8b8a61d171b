import type { Violation } from "../../../spec/contract/validator.ts";
import { schemaAt } from "../../../spec/contract/schema-at.ts";
import { valueAt } from "../../../spec/json/json-pointer.ts";
import type { Classification } from "../request/expectation.ts";

/**
 * Why a server that took a forbidden request may have read its source otherwise: a number or a truth value taken for
 * its text, as common JSON readers do, or a name in which the pattern as printed finds a match. Undefined where no
 * reading allows the request.
 */
export function lenientReading({ operation, violations, input }: Classification): string | undefined {
  if (operation === undefined || input === undefined || violations.length === 0) return undefined;
  const readings = violations.map((violation): string | undefined => {
    const value = valueAt(input, violation.at) ?? lastToken(violation);
    const schema = schemaAt(operation.input, violation.pointer) ?? {};
    if (violation.keyword === "type" && isScalar(value) && [schema.type].flat().includes("string")) {
      return "a scalar taken for its text";
    }
    const printed = schema["x-pattern-printed"];
    if (violation.keyword !== "pattern" || printed === undefined || typeof value !== "string") return undefined;
    // A pattern that was edited is no longer a reading of what was printed.
    if (schema.pattern !== `${printed}$`) return undefined;
    return new RegExp(printed, "u").test(value) ? "the pattern as printed finds a match" : undefined;
  });
  return readings.includes(undefined) ? undefined : readings[0];
}

function isScalar(value: unknown): boolean {
  return typeof value === "number" || typeof value === "boolean";
}

/** A key of a map stands at the end of its pointer. */
function lastToken({ at }: Violation): string {
  return at.slice(at.lastIndexOf("/") + 1);
}
