import { crashesBehind, errorBehind, alikeOf } from "./alike-behind.ts";
import { bodyBehind } from "./body-behind.ts";
import { commonRuleBehind } from "./common-rule-behind.ts";
import { lostBehind } from "./lost-behind.ts";
import { namesBehind } from "./names-behind.ts";
import { presupposedBehind } from "./presupposed-behind.ts";
import { takenBehind } from "./taken-behind.ts";
import { valueBehind } from "./value-behind.ts";
import { sharesOperation, type SymptomGroup } from "#reports/model/causes/grouping/symptom-group.ts";
import { LEVELS } from "#reports/model/names/level-words.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { isPlainSuccess } from "#reports/model/causes/answer-kind.ts";
import { isAskedForTwice } from "#reports/model/causes/asked-for-twice.ts";
import { failingCases, isRefusalDue, type Symptom } from "#reports/model/causes/symptom.ts";

/** An operation that is not there, for what needs it, and for its own route. */
function absenceBehind(
  group: SymptomGroup,
  groups: readonly SymptomGroup[],
  { operations }: RunRecord,
): SymptomGroup | undefined {
  const missing = operations.filter(({ verdict }) => verdict === "not-implemented").map(({ id }) => id);
  const isAbsence = ({ kind, symptoms }: SymptomGroup) =>
    kind === "not-there" && symptoms.some(({ requirement }) => missing.includes(requirement.operation));
  if (isAbsence(group)) return undefined;
  const own = groups.find(
    (other) => isAbsence(other) && group.operations.every((each) => other.operations.includes(each)),
  );
  // Records of older versions do not say which operation was missed.
  return own ?? (group.kind === "not-there" ? groups.find(isAbsence) : undefined);
}

/** A repeat that was to be refused and is carried out, for other values than were sent with a name that is asked for twice. */
function repeatBehind(group: SymptomGroup, groups: readonly SymptomGroup[]): SymptomGroup | undefined {
  const isOfRepeats = ({ requirement }: Symptom): boolean => failingCases(requirement).every(isAskedForTwice);
  if (group.kind !== "other-value" || !group.symptoms.every(isOfRepeats)) return undefined;
  return groups.find((other) => sharesOperation(other, group) && other.symptoms.every(isTakenAgain));
}

function isTakenAgain(symptom: Symptom): boolean {
  const { answer, example } = symptom;
  if (answer === undefined || example === undefined) return false;
  return isPlainSuccess(answer) && isRefusalDue(symptom) && isAskedForTwice(example);
}

/** What must be mended first: another group that this group of symptoms follows from, if there is one. */
export function behind(
  group: SymptomGroup,
  groups: readonly SymptomGroup[],
  record: RunRecord,
): SymptomGroup | undefined {
  // No SHOULD is behind a MUST: it would be told as one. What was judged went wrong by itself, whatever is not there.
  const rank = levelOf(group);
  const answered = groups.filter(({ kind }) => kind !== "not-there" || group.kind === "not-there");
  const others = answered.filter((other) => levelOf(other) <= rank);
  return (
    absenceBehind(group, groups, record) ??
    namesBehind(group, answered) ??
    commonRuleBehind(group, others) ??
    bodyBehind(group, others) ??
    valueBehind(group, others) ??
    takenBehind(group, others) ??
    repeatBehind(group, others) ??
    lostBehind(group, others) ??
    crashesBehind(group, others) ??
    errorBehind(group, others) ??
    alikeOf(group, others) ??
    presupposedBehind(group, others, record.requirements)
  );
}

/** The strongest level of its requirements: 0 for a MUST. */
function levelOf({ symptoms }: SymptomGroup): number {
  return Math.min(...symptoms.map(({ requirement }) => LEVELS.indexOf(requirement.level)));
}
