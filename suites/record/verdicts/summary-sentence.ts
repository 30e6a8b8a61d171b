import { endsWithRun } from "../ends-with-run.ts";
import { isService } from "../is-service.ts";
import type { Outcome, RunRecord } from "../record.ts";
import { hasExpired, knownFailures } from "./known-failures.ts";
import { RUN_VERDICT_WORDS, type RunVerdict } from "./run-verdict.ts";
import { tallyByLevel, tolerated, type Tally } from "./tally.ts";
import { isUnexpected } from "./unexpected.ts";
import { failsRun, isJudged, isThere, VERDICTS, type Verdict } from "./verdict.ts";

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
    ...(left > 0
      ? [
          `${left} ${isService(run) ? "resource" : "cluster"}${left === 1 ? "" : "s"} ${endsWithRun(target) ? "not removed, and gone with the target" : "left behind"}`,
        ]
      : []),
  ].join(", ");
}

function metOf(tally: Tally): string {
  if (tally.judged === 0) return "none judged";
  const alternative = tolerated(tally);
  return `${tally.met} of ${tally.judged} met${alternative === "" ? "" : ` (${alternative})`}`;
}
