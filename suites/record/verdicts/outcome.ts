import { exitCodeOf } from "./exit-code.ts";
import { isService } from "../is-service.ts";
import { hasExpired, knownFailures } from "./known-failures.ts";
import type { Outcome, RequirementResult, RunRecord } from "../record.ts";
import { RUN_VERDICT_WORDS, type RunVerdict } from "./run-verdict.ts";
import { failsRun, isJudged, isThere, VERDICTS, type Verdict } from "./verdict.ts";
import { tallyByLevel, tolerated, type Tally } from "./tally.ts";
import { isUndecided, isUnexpected } from "./unexpected.ts";
import { OPERATIONS } from "../../../spec/registration/registered-cluster.ts";

type FinishedRun = Pick<RunRecord, "requirements" | "operations" | "clusters"> & {
  readonly strict: boolean;
  readonly interrupted: boolean;
};

/** Verdict, exit code and sentence of a run, from one place, so that they cannot differ. */
export function outcomeOf(run: FinishedRun): Outcome {
  const verdict = verdictOf(run);
  const knownAbsence = verdict === "not-implemented" && isKnownAbsence(run);
  const { interrupted, clusters } = run;
  const exitCode = exitCodeOf({ verdict, knownAbsence, interrupted, clustersLeft: clusters.left.length > 0 });
  const known = knownAbsence ? ", as expected" : verdict === "conformant" ? exceptKnown(run) : "";
  const word = verdict === "non-conformant" && isOnlyStale(run) ? "Not as expected" : RUN_VERDICT_WORDS[verdict].answer;
  const answer = `${word}${known}${interrupted ? " (interrupted)" : ""}`;
  const counts = countsOf(run);
  return { verdict, exitCode, sentence: `${answer}: ${counts}.`, answer, counts };
}

function verdictOf(run: FinishedRun): RunVerdict {
  const { requirements, operations, strict, interrupted } = run;
  // A known failure of the endpoint excuses no bug of the suite, and counts as judged.
  if (requirements.some(({ verdict }) => verdict === "error")) return "suite-error";
  const register = operations.find(({ id }) => id === OPERATIONS.register);
  if (register?.verdict === "not-implemented" && !isService(run)) return "not-implemented";
  if (requirements.some((one) => isUnexpected(one, strict))) return "non-conformant";
  const judged = requirements.some(({ verdict }) => isJudged(verdict));
  return interrupted || requirements.some(isUndecided) || !judged ? "inconclusive" : "conformant";
}

/** Nothing is wrong but the expectations file: it lists what passes. */
function isOnlyStale(run: FinishedRun): boolean {
  const isOld = run.requirements.some(hasExpired);
  return !isOld && run.requirements.every((one) => one.verdict === "stale" || !isUnexpected(one, run.strict));
}

/** Nobody is to take a target for conformant whose every unmet MUST is known. */
function exceptKnown({ requirements, strict }: FinishedRun): string {
  return requirements.some(({ verdict }) => failsRun(verdict, strict)) ? " except for known failures" : "";
}

/** That the operation is not there is known, and nothing else went wrong: what its absence leaves unjudged follows. */
function isKnownAbsence(run: FinishedRun): boolean {
  const route = run.requirements.find(({ id }) => id === "register.route");
  const isOfAbsence = ({ verdict }: RequirementResult): boolean => verdict === "not-implemented";
  return (
    route?.verdict === "fail" && run.requirements.every((one) => isOfAbsence(one) || !isUnexpected(one, run.strict))
  );
}

function countsOf(run: FinishedRun): string {
  const { requirements, operations, clusters } = run;
  const { MUST, SHOULD } = tallyByLevel(requirements);
  const count = (wanted: Verdict): number => requirements.filter(({ verdict }) => verdict === wanted).length;
  const unjudged = VERDICTS.filter((verdict) => !isJudged(verdict) && verdict !== "info" && count(verdict) > 0);
  const known = knownFailures(requirements).length;
  const left = clusters.left.length;
  const asked = operations.filter(({ verdict }) => verdict !== "disabled");
  const called = asked.filter((one) => one.notCalled !== true);
  const there = called.filter(({ verdict }) => isThere(verdict)).length;
  const silent = asked.length - called.length;
  return [
    ...(isService(run) ? [`${there} of ${called.length} operations there`] : []),
    ...(silent > 0 ? [`${silent} not called`] : []),
    `MUST ${metOf(MUST)}`,
    `SHOULD ${metOf(SHOULD)}`,
    ...unjudged.map((verdict) => `${count(verdict)} ${verdict}`),
    ...(known > 0 ? [`${known} known to fail`] : []),
    ...(left > 0 ? [`${left} ${isService(run) ? "resource" : "cluster"}${left === 1 ? "" : "s"} left behind`] : []),
  ].join(", ");
}

function metOf(tally: Tally): string {
  if (tally.judged === 0) return "none judged";
  const alternative = tolerated(tally);
  return `${tally.met} of ${tally.judged} met${alternative === "" ? "" : ` (${alternative})`}`;
}

/** Some requirement was switched off or got no answer. */
export function isPartial(requirements: readonly Pick<RequirementResult, "verdict">[]): boolean {
  return requirements.some(({ verdict }) => verdict === "disabled" || verdict === "inconclusive");
}
