import { OPERATIONS } from "#spec/registration/registered-cluster.ts";
import { endsWithRun } from "#suites/record/readings/ends-with-run.ts";
import { isService } from "#suites/record/readings/is-service.ts";
import type { Outcome, RequirementResult } from "#suites/record/record.ts";
import { exitCodeOf } from "./exit-code.ts";
import type { RunVerdict } from "./run-verdict.ts";
import { type FinishedRun, summarySentence } from "./summary-sentence.ts";
import { isUndecided, isUnexpected } from "./unexpected.ts";
import { isJudged } from "./verdict.ts";

/** Verdict, exit code and sentence of a run, from one place, so that they cannot differ. */
export function outcomeOf(run: FinishedRun): Outcome {
  const verdict = verdictOf(run);
  const knownAbsence = verdict === "not-implemented" && isKnownAbsence(run);
  const { interrupted, clusters, target } = run;
  const clustersLeft = clusters.left.length > 0 && !endsWithRun(target);
  const exitCode = exitCodeOf({ verdict, knownAbsence, interrupted, clustersLeft });
  return { verdict, exitCode, ...summarySentence(run, { verdict, knownAbsence }) };
}

function verdictOf(run: FinishedRun): RunVerdict {
  const { requirements, operations, strict, interrupted } = run;
  // A known failure of the endpoint excuses no bug of the suite, and counts as judged.
  if (requirements.some(({ verdict }) => verdict === "error")) return "suite-error";
  const register = operations.find(({ id }) => id === OPERATIONS.register);
  if (register?.verdict === "not-implemented" && !isService(run)) return "not-implemented";
  if (requirements.some((one) => isUnexpected(one, strict))) return "non-conformant";
  // That an operation is not there is an answer, too.
  const judged = requirements.some(({ verdict }) => isJudged(verdict) || verdict === "not-implemented");
  return interrupted || requirements.some(isUndecided) || !judged ? "inconclusive" : "conformant";
}

/** That the operation is not there is known, and nothing else went wrong. */
function isKnownAbsence({ requirements, strict }: FinishedRun): boolean {
  const isAbsence = ({ operation, area, verdict }: RequirementResult): boolean =>
    operation === OPERATIONS.register && area === "routing" && verdict === "fail";
  return requirements.some(isAbsence) && requirements.every((one) => !isUnexpected(one, strict));
}

/** Some requirement was switched off or got no answer. */
export function isPartial(requirements: readonly Pick<RequirementResult, "verdict">[]): boolean {
  return requirements.some(({ verdict }) => verdict === "disabled" || verdict === "inconclusive");
}
