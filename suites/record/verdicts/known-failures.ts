import type { CaseKind, ExpectedFailure, RequirementResult } from "#suites/record/record.ts";
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

/**
 * An entry for the requirement that an operation is served expects the operation not to be there, and so covers whatever
 * is not implemented for want of it.
 */
export function withKnownAbsences(requirements: readonly RequirementResult[]): RequirementResult[] {
  const known = new Map<string, ExpectedFailure>();
  for (const { area, operation, verdict, expectedFailure } of requirements) {
    if (area === "routing" && verdict !== "stale" && expectedFailure !== undefined)
      known.set(operation, expectedFailure);
  }
  return requirements.map((one) => {
    const absence = one.verdict === "not-implemented" ? known.get(one.missing ?? "") : undefined;
    return absence === undefined ? one : { ...one, expectedFailure: one.expectedFailure ?? absence };
  });
}

/** Drawn anew by each seed, so that what they find may not be found again. */
const DRAWN: ReadonlySet<CaseKind> = new Set<CaseKind>(["random", "one-fault", "history"]);

/**
 * The same target may meet the requirement in the next run: it failed under concurrent requests, in one round of a case
 * and not in the next, or only for inputs that another seed does not draw.
 */
export function mayVary({ area, varied, cases }: Pick<RequirementResult, "area" | "varied" | "cases">): boolean {
  const failing = cases.filter(({ verdict }) => verdict === "fail");
  const isDrawn = failing.length > 0 && failing.every(({ kind }) => DRAWN.has(kind));
  return area === "concurrency" || varied === true || isDrawn;
}

/**
 * It passed, and may fail in the next run of the same target: a race, which may end otherwise, and histories that another
 * seed draws, which go through all operations and so meet what fails elsewhere.
 */
export function mayFailNext({ verdict, area, cases }: Pick<RequirementResult, "verdict" | "area" | "cases">): boolean {
  if (verdict !== "pass" || cases.length === 0) return false;
  return area === "concurrency" || cases.every(({ kind }) => kind === "history");
}
