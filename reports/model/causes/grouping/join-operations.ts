import { answerKey } from "../answer-kind.ts";
import { type SymptomGroup, joined, joinedAs } from "./symptom-group.ts";
import { groupsBy } from "../../groups-by.ts";

/** Operations that take, refuse or fail on the same values of one member have the check of it in common. */
export function joinAcrossOperations(groups: readonly SymptomGroup[]): SymptomGroup[] {
  return groupsBy(groups, ({ kind, member, whole = false, unchecked, symptoms }) => {
    const isOfValues = kind === "takes-invalid" || kind === "refuses-valid" || kind === "fails";
    if (!isOfValues || member === undefined || member === "" || unchecked !== undefined) return undefined;
    const [first] = symptoms;
    // Each operation has its own name for what is invalid.
    const answer = kind === "takes-invalid" ? "" : answerKey(first?.answer);
    const own = symptoms.filter(({ requirement: { subject } }) => subject?.input !== undefined);
    const rules = own.map(({ requirement: { id } }) => id.slice(id.indexOf(".")));
    return [kind, answer, member, String(whole), ...new Set(rules.sort())];
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
