import { answerKey } from "#reports/model/causes/answer-kind.ts";
import { type SymptomGroup, joined } from "./symptom-group.ts";
import { type GroupKey, groupsBy } from "#reports/model/groups-by.ts";

/** One requirement with several answers to show for it, none of them a server error, is one thing to mend. */
export function joinAnswers(groups: readonly SymptomGroup[]): SymptomGroup[] {
  return groupsBy(groups, onlyRequirement).map(joined);
}

/** One situation, such as an unknown name, that several operations answer in the same wrong way. */
export function joinSituations(groups: readonly SymptomGroup[]): SymptomGroup[] {
  return groupsBy(groups, situationOf).map(joined);
}

/**
 * What a table promises of many operations, each of which breaks it alike: what pages, tokens and kinds of resources are
 * looked at with is one thing in most servers.
 */
export function joinPromises(groups: readonly SymptomGroup[]): SymptomGroup[] {
  return groupsBy(groups, promiseBroken).map(joined);
}

const PROMISED_OF_MANY = /^[^.]+\.(pages\.(?:size|bad-token|end)|token|other-kind\.[^.]+|leaves)$/;

function promiseBroken({ kind, symptoms }: SymptomGroup): GroupKey {
  const [first] = symptoms;
  if (kind !== "answer" || first?.answer === undefined || first.step !== undefined) return undefined;
  if (first.answer.status === 0 || first.answer.status >= 500) return undefined;
  const promises = new Set(symptoms.map(({ requirement: { id } }) => PROMISED_OF_MANY.exec(id)?.[1]));
  const [promise, ...others] = promises;
  // A repeat that is refused has done nothing twice.
  return promise === undefined || others.length > 0
    ? undefined
    : [promise, first.answer.status >= 400 ? "refused" : "taken"];
}

function situationOf({ kind, symptoms }: SymptomGroup): GroupKey {
  const answer = symptoms[0]?.answer;
  if (kind !== "answer" || answer === undefined || answer.status < 400) return undefined;
  const situations = symptoms.flatMap(({ requirement }) => /^[^.]+\.(error\..+)$/.exec(requirement.id)?.[1] ?? []);
  return situations[0] === undefined ? undefined : [situations[0], answerKey(answer)];
}

function onlyRequirement({ kind, symptoms }: SymptomGroup): GroupKey {
  if (kind !== "answer") return undefined;
  if (symptoms.some(({ answer }) => answer !== undefined && (answer.status === 0 || answer.status >= 500)))
    return undefined;
  const ids = new Set(symptoms.map(({ requirement }) => requirement.id));
  const steps = new Set(symptoms.map(({ step }) => step));
  const [first] = symptoms;
  return first === undefined || ids.size > 1 || steps.size > 1 ? undefined : [first.requirement.id, first.step ?? ""];
}
