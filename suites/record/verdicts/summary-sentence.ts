import { endsWithRun } from "#suites/record/readings/ends-with-run.ts";
import { isService } from "#suites/record/readings/is-service.ts";
import type { Outcome, RunRecord } from "#suites/record/record.ts";
import { hasExpired, knownFailures } from "./known-failures.ts";
import { RUN_VERDICT_WORDS, type RunVerdict } from "./run-verdict.ts";
import { tallyByLevel, tallyOf, tolerated, unjudgedParts, type Tally } from "./tally.ts";
import { isUnexpected } from "./unexpected.ts";
import { failsRun } from "./verdict.ts";
import { operationCounts } from "./operation-counts.ts";

export type FinishedRun = Pick<RunRecord, "requirements" | "operations" | "clusters" | "target"> & {
  readonly strict: boolean;
  readonly interrupted: boolean;
};

/** The sentence that every report leads with, and its two parts: the answer, and what was counted. */
export function summarySentence(
  run: FinishedRun,
  { verdict, knownAbsence }: { readonly verdict: RunVerdict; readonly knownAbsence: boolean },
): Pick<Outcome, "sentence" | "answer" | "counts"> {
  const known = knownAbsence ? ", as expected" : verdict === "conformant" ? exceptKnown(run) : "";
  const word = verdict === "non-conformant" && isOnlyStale(run) ? "Not as expected" : RUN_VERDICT_WORDS[verdict].answer;
  const answer = `${word}${known}${run.interrupted ? " (interrupted)" : ""}`;
  const counts = countsOf(run);
  return { sentence: `${answer}: ${counts}.`, answer, counts };
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

function countsOf(run: FinishedRun): string {
  const { requirements, operations, clusters, target } = run;
  const { MUST, SHOULD } = tallyByLevel(requirements);
  const known = knownFailures(requirements).length;
  const left = clusters.left.length;
  return [
    ...(isService(run) ? [operationsIn(operations)] : []),
    `MUST ${metOf(MUST)}`,
    `SHOULD ${metOf(SHOULD)}`,
    ...unjudgedIn(requirements),
    ...(known > 0 ? [`${known} known to fail`] : []),
    ...(left > 0
      ? [
          `${left} ${isService(run) ? "resource" : "cluster"}${left === 1 ? "" : "s"} ${endsWithRun(target) ? "ended with the target that this run started" : "left behind"}`,
        ]
      : []),
  ].join(", ");
}

function operationsIn(operations: FinishedRun["operations"]): string {
  const { there, called, others } = operationCounts(operations);
  return `${there} of ${called} operations there${others.length === 0 ? "" : ` (${others.join(", ")})`}`;
}

/** The first of them says what it counts, and so what the others do. */
function unjudgedIn(requirements: FinishedRun["requirements"]): string[] {
  return unjudgedParts({ ...tallyOf(requirements), observed: 0 }).map(({ count, word }, at) =>
    at > 0 ? `${count} ${word}` : `${count} ${count === 1 ? "requirement" : "requirements"} ${word}`,
  );
}

function metOf(tally: Tally): string {
  if (tally.judged === 0) return "none judged";
  const alternative = tolerated(tally);
  return `${tally.met} of ${tally.judged} met${alternative === "" ? "" : ` (${alternative})`}`;
}
