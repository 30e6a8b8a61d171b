import { sharesOperation, type SymptomGroup } from "#reports/model/causes/grouping/symptom-group.ts";
import { answeringIn } from "#reports/model/causes/symptom.ts";

/** A member of another type, or of another name, for what is then wrong about its value or missing below it. */
export function valueBehind(group: SymptomGroup, groups: readonly SymptomGroup[]): SymptomGroup | undefined {
  const { kind, member = "", whole = false } = group;
  const isInside = (other: SymptomGroup): boolean => member.startsWith(`${other.member ?? ""}/`);
  const isOfSame = (other: SymptomGroup): boolean =>
    other.member === member || other.symptoms.some((each) => each.kind === "mistyped" && each.member === member);
  const isBehind = (other: SymptomGroup): boolean => {
    if (kind === "other-value" && isOfJson(other)) return true;
    if (kind === "other-value") return isAmiss(other) && (isOfSame(other) || isInside(other));
    if (kind !== "absent") return false;
    // Where the object itself is absent, so is all that it should hold.
    if (other.kind === "absent") return other.whole !== true && (isInside(other) || (whole && other.member === member));
    if (other.kind !== "mistyped") return false;
    return isInside(other) || (whole && (other.member === member || isMisnamedIn(member, other)));
  };
  return groups.find((other) => isBehind(other) && (sharesOperation(other, group) || isShownBy(group, other)));
}

/** The operations that answer for the group answer for the other as well, whatever was asked before. */
function isShownBy(group: SymptomGroup, other: SymptomGroup): boolean {
  const answering = answeringIn(other);
  return answeringIn(group).every((operation) => answering.includes(operation));
}

/** Who writes some answers that are no JSON writes others that say something else. */
function isOfJson({ symptoms }: SymptomGroup): boolean {
  return symptoms.every(({ requirement }) => requirement.id === "api.json");
}

function isAmiss({ kind }: SymptomGroup): boolean {
  return kind === "mistyped" || kind === "absent";
}

/** It has one of the object's members under another name. */
function isMisnamedIn(object: string, { member = "", symptoms }: SymptomGroup): boolean {
  const isMisnamed = symptoms.every(({ example }) => example?.judgement.differences?.[0]?.as !== undefined);
  return isMisnamed && member.slice(0, member.lastIndexOf("/")) === object;
}
