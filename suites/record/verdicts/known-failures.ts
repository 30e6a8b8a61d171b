import type { RequirementResult } from "../record.ts";
import type { Verdict } from "./verdict.ts";

const FAILURES: readonly Verdict[] = ["fail", "warn", "not-implemented"];

/** Requirements that are not met, or not exactly, as a file of expectations says that they would not be. */
export function knownFailures(requirements: readonly RequirementResult[]): RequirementResult[] {
  return requirements.filter(
    ({ verdict, expectedFailure }) => expectedFailure !== undefined && FAILURES.includes(verdict),
  );
}

/** A stale entry whose day has passed, and not its requirement: what passed is stale whatever the date. */
export function hasExpired({ verdict, counts }: Pick<RequirementResult, "verdict" | "counts">): boolean {
  return verdict === "stale" && counts.fail + counts.warn > 0;
}
