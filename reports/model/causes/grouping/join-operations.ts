import { answerKey, isOtherSuccess } from "#reports/model/causes/answer-kind.ts";
import { type SymptomGroup, joined, joinedAs } from "./symptom-group.ts";
import { groupsBy } from "#reports/model/groups-by.ts";
import type { SymptomKind } from "#reports/model/causes/symptom.ts";
import { isOfNull } from "./items-sent.ts";

const JOINED: readonly SymptomKind[] = ["takes-invalid", "refuses-valid", "refuses-otherwise", "fails"];

/** Operations that take, refuse or fail on the same values of one member have the check of it in common. */
export function joinAcrossOperations(groups: readonly SymptomGroup[]): SymptomGroup[] {
  return groupsBy(groups, ({ kind, member, whole = false, unchecked, symptoms }) => {
    const isOfValues = JOINED.includes(kind);
    if (!isOfValues || member === undefined || member === "" || unchecked !== undefined) return undefined;
    const [first] = symptoms;
    // Each operation has its own name for what is invalid.
    const answer = kind === "takes-invalid" ? "" : answerKey(first?.answer);
    const own = symptoms.filter(({ requirement: { subject } }) => subject?.input !== undefined);
    const rules = own.map(({ requirement: { id } }) => id.slice(id.indexOf(".")));
    // A null for the member breaks what reads it, whichever rule it is sent for.
    const told = kind === "fails" && isOfNull(symptoms, member) ? ["null"] : new Set(rules.sort());
    return [kind, answer, member, String(whole), ...told];
  }).map(joined);
}

/** A refusal that many members of one operation share comes from where all operations get their refusals. */
export function joinOperations(groups: readonly SymptomGroup[]): SymptomGroup[] {
  const wholes = groups.filter(({ kind, whole }) => kind === "refuses-otherwise" && whole === true);
  const answerTo = ({ symptoms: [first] }: SymptomGroup) => answerKey(first?.answer);
  return groups.flatMap((group) => {
    const whole = wholes.find((each) => group.kind === each.kind && answerTo(each) === answerTo(group));
    if (whole === undefined) return [group];
    const alike = groups.filter((each) => each.kind === whole.kind && answerTo(each) === answerTo(whole));
    return group === whole ? [joinedAs(whole, [whole, ...alike.filter((each) => each !== whole)])] : [];
  });
}

/** Another success than the documented one, such as 202, that several operations answer alike comes from where all get theirs. */
export function joinSuccesses(groups: readonly SymptomGroup[]): SymptomGroup[] {
  return groupsBy(groups, ({ kind, symptoms: [first] }) => {
    const isOfAnswer = kind === "refuses-valid" || kind === "answer";
    return isOfAnswer && isOtherSuccess(first?.answer) ? answerKey(first?.answer) : undefined;
  }).map(joined);
}
