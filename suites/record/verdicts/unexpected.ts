import type { RequirementResult, RunRecord } from "#suites/record/record.ts";
import { failsRun } from "./verdict.ts";

type Judged = Pick<RequirementResult, "verdict" | "level" | "expectedFailure">;

/** The run was asked to fail for a warning too. */
export function isStrict({ run }: Pick<RunRecord, "run">): boolean {
  return run.options["strict"] === true;
}

/** An entry of the expectations file excuses what came out; never a bug of the suite, nor that the entry is stale. */
export function isExcused({ verdict, expectedFailure }: Judged): boolean {
  return expectedFailure !== undefined && verdict !== "stale" && verdict !== "error";
}

/** Makes the run non-conformant: a failure that no entry excuses, or an entry that is stale. */
export function isUnexpected(requirement: Judged, strict: boolean): boolean {
  return failsRun(requirement.verdict, strict) && !isExcused(requirement);
}

/** Leaves the run without an answer. Whatever an INFO came to would change no verdict. */
export function isUndecided(requirement: Judged): boolean {
  return requirement.verdict === "inconclusive" && requirement.level !== "INFO" && !isExcused(requirement);
}
