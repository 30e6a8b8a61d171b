import type { RequirementResult, RunRecord } from "../../suites/record/record.ts";
import { tellingCase } from "./example.ts";
import { isExcused, isStrict, isUnexpected, isUndecided } from "../../suites/record/verdicts/unexpected.ts";
import { failsRun, VERDICT_WORDS } from "../../suites/record/verdicts/verdict.ts";

/** The four states that CI formats know. */
export type CiState = "passed" | "failed" | "error" | "skipped";

/** Name of the test that stands for the run itself. */
export const OUTCOME = "outcome";

/** One line of a CI report: a requirement, an operation that is not there, or the run itself. */
export interface CiTest {
  readonly suite: string;
  readonly name: string;
  readonly state: CiState;
  /** The verdict behind the state, in this suite's own words. */
  readonly raw: string;
  readonly message: string;
  readonly requirement?: RequirementResult;
}

/**
 * Maps a record to what CI systems show. A CI that reads only failures goes red exactly when the exit code is not 0: an
 * operation that is not there fails once and skips its requirements, and an exit code no test explains becomes a test.
 */
export function ciTests(record: RunRecord): CiTest[] {
  const strict = isStrict(record);
  const tests = [...record.requirements.map((one) => requirementTest(one, strict)), ...missingOperations(record)];
  return [...tests, ...unexplainedExit(record, tests)];
}

function requirementTest(requirement: RequirementResult, strict: boolean): CiTest {
  const { state, raw, message } = requirementState(requirement, strict);
  return { suite: requirement.area, name: requirement.id, state, raw, message, requirement };
}

function requirementState(requirement: RequirementResult, strict: boolean): Pick<CiTest, "state" | "raw" | "message"> {
  const { verdict, expectedFailure } = requirement;
  const reason = requirement.reason ?? VERDICT_WORDS[verdict].means;
  if (expectedFailure !== undefined && isExcused(requirement) && wouldBeRed(requirement, strict)) {
    return { state: "skipped", raw: `${verdict} (expected)`, message: `expected failure: ${expectedFailure.reason}` };
  }
  switch (verdict) {
    case "warn":
      if (isUnexpected(requirement, strict)) {
        return { state: "failed", raw: verdict, message: failureMessage(requirement) };
      }
      return { state: "passed", raw: verdict, message: requirement.reason ?? "" };
    case "pass":
    case "info":
      return { state: "passed", raw: verdict, message: requirement.reason ?? "" };
    case "fail":
      return { state: "failed", raw: verdict, message: failureMessage(requirement) };
    case "stale":
      return { state: "failed", raw: verdict, message: reason };
    case "inconclusive":
      return { state: isUndecided(requirement) ? "error" : "skipped", raw: verdict, message: reason };
    case "error":
      return { state: "error", raw: verdict, message: reason };
    case "not-applicable":
    case "not-implemented":
    case "disabled":
      return { state: "skipped", raw: verdict, message: `${VERDICT_WORDS[verdict].word}: ${reason}` };
  }
}

function wouldBeRed({ verdict }: RequirementResult, strict: boolean): boolean {
  return verdict === "inconclusive" || failsRun(verdict, strict);
}

function failureMessage(requirement: RequirementResult): string {
  const judgement = tellingCase(requirement)?.judgement;
  if (judgement === undefined) return requirement.reason ?? requirement.title;
  return `expected ${judgement.expected}, received ${judgement.received}`;
}

function missingOperations(record: RunRecord): CiTest[] {
  return record.operations
    .filter(({ verdict }) => verdict === "not-implemented")
    .map(({ id, method, path, reason }) => ({
      suite: "operations",
      name: id,
      state: isKnownAbsence(record, id) ? ("skipped" as const) : ("failed" as const),
      raw: "not-implemented",
      message: reason ?? `${method} ${path} is not there.`,
    }));
}

/** The file of expectations excuses all that its absence costs. */
function isKnownAbsence(record: RunRecord, operation: string): boolean {
  const own = record.requirements.filter((one) => one.operation === operation && failsRun(one.verdict, false));
  return record.outcome.exitCode === 0 || (own.length > 0 && own.every(isExcused));
}

function unexplainedExit(record: RunRecord, tests: readonly CiTest[]): CiTest[] {
  const { exitCode, sentence, verdict } = record.outcome;
  const has = (state: CiState) => tests.some((test) => test.state === state);
  if (exitCode === 0 || has("failed") || (exitCode !== 1 && has("error"))) return [];
  return [{ suite: "run", name: OUTCOME, state: exitCode === 1 ? "failed" : "error", raw: verdict, message: sentence }];
}
