import { isPlainSuccess } from "#reports/model/causes/answer-kind.ts";
import { isAskedForTwice } from "#reports/model/causes/asked-for-twice.ts";
import { sharesOperation, type SymptomGroup } from "#reports/model/causes/grouping/symptom-group.ts";
import { failingCases, isRefusalDue, type Symptom } from "#reports/model/causes/symptom.ts";

/** A repeat that was to be refused and is carried out, for other values than were sent with a name that is asked for twice. */
export function repeatBehind(group: SymptomGroup, groups: readonly SymptomGroup[]): SymptomGroup | undefined {
  const isOfRepeats = ({ requirement }: Symptom): boolean => failingCases(requirement).every(isAskedForTwice);
  if (group.kind !== "other-value" || !group.symptoms.every(isOfRepeats)) return undefined;
  return groups.find((other) => sharesOperation(other, group) && other.symptoms.every(isTakenAgain));
}

function isTakenAgain(symptom: Symptom): boolean {
  const { answer, example } = symptom;
  if (answer === undefined || example === undefined) return false;
  return isPlainSuccess(answer) && isRefusalDue(symptom) && isAskedForTwice(example);
}
