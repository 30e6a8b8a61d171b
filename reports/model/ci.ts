import type { RequirementResult, RunRecord } from "#suites/record/record.ts";
import { tellingCase } from "./telling-case.ts";
import { groupsBy } from "./groups-by.ts";
import { isBlocked, wordOf } from "#suites/record/verdicts/tally.ts";
import { isExcused, isStrict, isUnexpected, isUndecided } from "#suites/record/verdicts/unexpected.ts";
import { failsRun, VERDICT_WORDS } from "#suites/record/verdicts/verdict.ts";

/** The four states that CI formats know. */
export type CiState = "passed" | "failed" | "error" | "skipped";

/** Name of the test that stands for the run itself. */
export const OUTCOME = "outcome";

/** One line of a CI report: a requirement, or the run itself. */
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
 * Maps a record to what CI systems show: a test for each requirement, so that what fails is what is not met. A CI that
 * reads only failures goes red exactly when the exit code is not 0: an operation that is not there fails once, by the
 * first of its requirements, and an exit code that no requirement explains becomes a test.
 */
export function ciTests(record: RunRecord): CiTest[] {
  const strict = isStrict(record);
  const absences = absencesIn(record, strict);
  const tests = record.requirements.map((one) => requirementTest(one, { strict, isAbsence: absences.has(one.id) }));
  return [...tests, ...unexplainedExit(record, tests)];
}

interface CiSetting {
  readonly strict: boolean;
  /** Stands for an operation that is not there. */
  readonly isAbsence: boolean;
}

function requirementTest(requirement: RequirementResult, told: CiSetting): CiTest {
  const { state, raw, message } = requirementState(requirement, told);
  return { suite: requirement.area, name: requirement.id, state, raw, message, requirement };
}

/**
 * Of each operation that is not there, and is not expected to be missing, the requirement that tells of it: that it is
 * served, where there is such a one. None where a requirement of it fails by itself.
 */
function absencesIn({ requirements }: RunRecord, strict: boolean): ReadonlySet<string> {
  const unserved = requirements.filter((one) => one.verdict === "not-implemented" && isUnexpected(one, strict));
  const groups = groupsBy(unserved, ({ missing, operation }) => missing ?? operation);
  return new Set(
    groups.flatMap((group) => {
      const [first] = group;
      const operation = first?.missing ?? first?.operation;
      if (
        requirements.some((one) => one.operation === operation && one.verdict === "fail" && isUnexpected(one, strict))
      )
        return [];
      return (group.find(({ area }) => area === "routing") ?? first)?.id ?? [];
    }),
  );
}

function requirementState(
  requirement: RequirementResult,
  { strict, isAbsence }: CiSetting,
): Pick<CiTest, "state" | "raw" | "message"> {
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
    case "not-implemented":
      return { state: isAbsence ? "failed" : "skipped", raw: verdict, message: reason };
    case "not-applicable":
    case "disabled":
      return {
        state: "skipped",
        raw: verdict,
        message: isBlocked(requirement) ? reason : `${wordOf(requirement)}: ${reason}`,
      };
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

function unexplainedExit(record: RunRecord, tests: readonly CiTest[]): CiTest[] {
  const { exitCode, sentence, verdict } = record.outcome;
  const has = (state: CiState) => tests.some((test) => test.state === state);
  if (exitCode === 0 || has("failed") || (exitCode !== 1 && has("error"))) return [];
  return [{ suite: "run", name: OUTCOME, state: exitCode === 1 ? "failed" : "error", raw: verdict, message: sentence }];
}
