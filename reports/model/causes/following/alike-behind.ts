import { answerKey, isPlainSuccess, isOk } from "#reports/model/causes/answer-kind.ts";
import { rankAsBody } from "./body-behind.ts";
import { hasAnswersOf, isOfStatus } from "./common-rule-behind.ts";
import type { SymptomGroup } from "#reports/model/causes/grouping/symptom-group.ts";
import { type Symptom, isOfRace } from "#reports/model/causes/symptom.ts";

/** Of server errors of several operations, those on the most input, or in the most cases: none of them is behind all. */
export function crashesBehind(group: SymptomGroup, groups: readonly SymptomGroup[]): SymptomGroup | undefined {
  if (!group.symptoms.every(({ requirement }) => requirement.id === "api.no-server-error")) return undefined;
  const crashes = groups.filter((other) => other.kind === "fails" || other.symptoms.every(isCrash));
  const isTold = ({ operation, answer }: Symptom) =>
    crashes.some(({ symptoms }) =>
      symptoms.some((each) => each.operation === operation && answerKey(each.answer) === answerKey(answer)),
    );
  return group.symptoms.every(isTold) ? crashes.sort((a, b) => b.symptoms.length - a.symptoms.length)[0] : undefined;
}

/** It is told of something that was sent. */
function isCrash({ requirement, answer }: Symptom): boolean {
  return requirement.id !== "api.no-server-error" && (answer?.status ?? 0) >= 500;
}

/** An error that comes with a wrong status wherever it comes, for the requests that are refused with it. */
export function errorBehind(group: SymptomGroup, groups: readonly SymptomGroup[]): SymptomGroup | undefined {
  if (group.kind === "error") return undefined;
  return groups.find(
    ({ kind, member, symptoms: [first] }) =>
      kind === "error" &&
      group.symptoms.every(({ answer }) => answer?.error === member && answerKey(answer) === answerKey(first?.answer)),
  );
}

/** One that names a member and got the same answer of the same operation, for a group that names none. */
export function alikeOf(group: SymptomGroup, groups: readonly SymptomGroup[]): SymptomGroup | undefined {
  const [first] = group.symptoms;
  if (group.kind !== "answer" || first?.answer === undefined || isPlainSuccess(first.answer)) return undefined;
  // Of a race, a refusal is as likely the answer that was wanted.
  if (first.answer.status < 500 && group.symptoms.some(isOfRace)) return undefined;
  if (isOk(first.answer) && rankAsBody(group) !== undefined) return undefined;
  const others = groups.filter(
    (other) =>
      other !== group &&
      other.kind !== "answer" &&
      !(isOfStatus(group) && hasAnswersOf(group, other)) &&
      group.symptoms.every(({ operation, answer }) =>
        other.symptoms.some((each) => each.operation === operation && answerKey(each.answer) === answerKey(answer)),
      ),
  );
  return others.sort((a, b) => b.symptoms.length - a.symptoms.length)[0];
}
