import { joined, type SymptomGroup, type UncheckedFamily, MANY, isBelow, topOf, holdingMap } from "./symptom-group.ts";
import { type RuleFamily, RULE_FAMILIES } from "#reports/model/causes/rules/rule-families.ts";
import type { Symptom } from "#reports/model/causes/symptom.ts";
import type { RequirementResult } from "#suites/record/record.ts";

/** A part of the input in which nothing is checked is told as such, the widest part first. */
export function joinUnchecked(
  groups: readonly SymptomGroup[],
  requirements: readonly RequirementResult[],
): SymptomGroup[] {
  const [operation = ""] = groups[0]?.operations ?? [];
  const judged = requirements.filter(
    (one) => one.operation === operation && one.level === "MUST" && one.subject?.side === "reject" && isJudged(one),
  );
  const broken = new Set(groups.flatMap(({ symptoms }) => symptoms.map(({ requirement }) => requirement.id)));
  const parts = ["", ...new Set(groups.map(({ member = "" }) => topOf(member)))];
  const unchecked = parts.find((part) => {
    const own = judged.filter(({ subject }) => isBelow(subject?.input ?? "", part));
    const members = new Set(own.map(({ subject }) => subject?.input));
    // A selection may have looked at one member alone: that is not the whole input.
    if (part === "" && new Set(own.map(({ subject }) => topOf(subject?.input ?? ""))).size === 1) return false;
    return members.size >= MANY && own.every(({ id }) => broken.has(id));
  });
  if (unchecked === undefined) return joinFamilies(groups, judged);
  const inside = groups.filter(({ member = "" }) => isBelow(member, unchecked));
  const outside = groups.filter(({ member = "" }) => !isBelow(member, unchecked));
  const whole = { ...joined(inside), member: unchecked, whole: true };
  return outside.length === 0 ? [whole] : [whole, ...joinUnchecked(outside, requirements)];
}

/** Members that have every rule of one family broken are told together, from three on, whatever else is broken of them. */
function joinFamilies(groups: readonly SymptomGroup[], judged: readonly RequirementResult[]): SymptomGroup[] {
  const families = uncheckedFamilies(groups, judged);
  const familyOf = ({ member, requirement }: Symptom): UncheckedFamily | undefined => {
    const own = families.filter(({ members }) => members.includes(holderOf(member)));
    return own.find(({ family }) => family.of.test(requirement.id)) ?? own[0];
  };
  const wholes = families.map((unchecked): SymptomGroup => {
    const parts = groups.flatMap((group) => partOf(group, (symptom) => familyOf(symptom) === unchecked));
    const tops = new Set(unchecked.members.map(topOf));
    const member = tops.size === 1 ? topOf(unchecked.members[0] ?? "") : "";
    return { ...joined(parts), member, whole: true, unchecked };
  });
  return [...wholes, ...groups.flatMap((group) => partOf(group, (symptom) => familyOf(symptom) === undefined))];
}

/** The families of which at least so many members that it is told once have every rule broken. */
function uncheckedFamilies(
  groups: readonly SymptomGroup[],
  judged: readonly RequirementResult[],
): readonly UncheckedFamily[] {
  const broken = new Set(groups.flatMap(({ symptoms }) => symptoms.map(({ requirement }) => requirement.id)));
  const isUnchecked = (member: string, { of }: RuleFamily): boolean => {
    const rules = judged.filter(({ id, subject }) => of.test(id) && holderOf(subject?.input) === member);
    return rules.length > 0 && rules.every(({ id }) => broken.has(id));
  };
  const holders = [...new Set(groups.map(({ member }) => holderOf(member)))];
  return RULE_FAMILIES.map((family) => ({
    family,
    members: holders.filter((member) => isUnchecked(member, family)),
  })).filter(({ members }) => members.length >= MANY);
}

/** The group with some of its symptoms; nothing where it has none of them. */
function partOf(group: SymptomGroup, isOf: (symptom: Symptom) => boolean): SymptomGroup[] {
  const symptoms = group.symptoms.filter(isOf);
  return symptoms.length === 0 ? [] : [{ ...group, symptoms }];
}

/** The member; of keys and values of a map, the map. */
function holderOf(member = ""): string {
  return holdingMap(member) ?? member;
}

function isJudged({ verdict }: RequirementResult): boolean {
  return verdict === "pass" || verdict === "fail" || verdict === "warn";
}
