import { plural } from "#reports/model/text/format.ts";
import { visibleLine } from "#reports/model/text/harmless-text.ts";
import type { FaultOutcome, FaultResult, MutationReport } from "./mutation-report.ts";
import { countsOf, scoreText } from "./score.ts";

/** An outcome, as reports say it of several faults. */
const OUTCOME_WORDS: Readonly<Record<FaultOutcome, string>> = {
  noticed: "noticed",
  hung: "hung",
  survived: "survived",
  hidden: "that the client may hide",
  absorbed: "absorbed by asking again",
  "not-reached": "not reached",
};

const CUT_SHORT: Readonly<Record<NonNullable<MutationReport["cutShort"]>, string>> = {
  interrupted: "interrupted",
  budget: "the budget is spent",
  "left-behind": "stopped, since one round was in the way of the next",
};

/** The score in a sentence. */
export function scoreSentence({ faults, score }: Pick<MutationReport, "faults" | "score">): string {
  const { noticed, hung, survived } = countsOf(faults);
  const all = noticed + hung + survived;
  if (all === 0) return "No fault reached the command";
  const found = hung === 0 ? `${noticed} noticed` : `${noticed} noticed, ${hung} hung`;
  return `Mutation score ${scoreText(score)}: of ${plural(all, "fault")} ${found}, ${survived} survived`;
}

/** What the score does not say, a line each. */
export function scoreRemarks({ faults, possible, planned, seed, cutShort }: MutationReport): string[] {
  const counts = countsOf(faults);
  const uncounted = (["hidden", "absorbed", "not-reached"] as const).filter((outcome) => counts[outcome] > 0);
  const hidden = faults.filter(({ outcome }) => outcome === "hidden").map(({ title }) => title);
  const kinds = hidden.length === 0 ? "" : ` (${[...new Set(hidden)].sort().join(", ")})`;
  const not = uncounted
    .map((outcome) => `${counts[outcome]} ${OUTCOME_WORDS[outcome]}${outcome === "hidden" ? kinds : ""}`)
    .join(", ");
  return [
    ...(not === "" ? [] : [`Not counted: ${not}`]),
    `${plural(planned, "fault")} of the ${possible} that this traffic has room for; seed ${seed}`,
    ...leftBehind(faults),
    ...(cutShort === undefined ? [] : [`${faults.length} tried: ${CUT_SHORT[cutShort]}`]),
  ];
}

/** What is at the endpoint still. */
function leftBehind(faults: readonly Pick<FaultResult, "left">[]): string[] {
  const left = [...new Set(faults.flatMap((fault) => fault.left.map(visibleLine)))];
  if (left.length === 0) return [];
  const more = left.length > NAMED ? `, and ${left.length - NAMED} more` : "";
  const rounds = faults.filter((fault) => fault.left.length > 0).length;
  return [`Left at the endpoint by ${plural(rounds, "round")}: ${left.slice(0, NAMED).join(", ")}${more}`];
}

/** Resources that are named of those left behind. */
const NAMED = 5;

/** Those that survived, operation by operation. */
export function survivorsOf({ faults }: Pick<MutationReport, "faults">): FaultResult[] {
  const survived = faults.filter(({ outcome }) => outcome === "survived");
  return survived.sort((one, other) =>
    one.operation === other.operation ? (one.id < other.id ? -1 : 1) : one.operation < other.operation ? -1 : 1,
  );
}
