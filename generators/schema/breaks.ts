import { isOf } from "../../spec/derived/constraint.ts";
import type { Constraint } from "../../spec/requirement.ts";
import type { Violation } from "../../spec/contract/validator.ts";

/** True when the violations are the constraint's, alone or with others at the very same value. */
export function breaksAlone(constraint: Constraint, violations: readonly Violation[]): boolean {
  const own = violations.find((violation) => isOf(violation, constraint));
  return own !== undefined && violations.every(({ at }) => at === own.at);
}
