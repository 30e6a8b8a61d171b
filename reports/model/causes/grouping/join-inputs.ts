import { answerKey } from "#reports/model/causes/answer-kind.ts";
import { isOfOneCount } from "./items-sent.ts";
import { joinUnchecked } from "./join-unchecked.ts";
import { type SymptomGroup, MANY, joined, joinedAs, topOf, holdingMap } from "./symptom-group.ts";
import { groupsBy } from "#reports/model/groups-by.ts";
import type { RequirementResult } from "#suites/record/record.ts";

/** Of one operation and one kind of answer. */
export function joinInputs(
  groups: readonly SymptomGroup[],
  requirements: readonly RequirementResult[],
): SymptomGroup[] {
  const alike = groupsBy(groups, ({ kind, symptoms: [first] }) => {
    const answer = kind === "takes-invalid" ? "" : answerKey(first?.answer);
    return [kind, first?.operation ?? "", answer];
  });
  return alike.flatMap((each) =>
    each[0]?.kind === "takes-invalid" ? joinUnchecked(each, requirements) : joinAlike(each),
  );
}

/** What is refused, or fails, in one and the same way for several members, is no matter of any of them. */
function joinAlike(groups: readonly SymptomGroup[]): SymptomGroup[] {
  const tops = new Set(groups.map(({ member = "" }) => topOf(member)).filter((top) => top !== ""));
  const ofOutermost = groups.some(({ kind, member }) => kind !== "refuses-otherwise" && member === "");
  if (tops.size >= MANY || ofOutermost) return [{ ...joined(groups), member: "", whole: true }];
  if (groups[0]?.kind === "refuses-otherwise") return groupsBy(groups, ({ member = "" }) => topOf(member)).map(joinTop);
  const general = groups.filter(({ member }) => member === undefined);
  const own = groups.filter(({ member }) => member !== undefined);
  const byTop = groupsBy(own, ({ member = "" }) => topOf(member)).flatMap(joinBelowOne);
  const [largest, ...rest] = byTop.sort(bySize);
  return largest === undefined ? [...general] : [joinedAs(largest, [largest, ...general]), ...rest];
}

/** A member and parts of it that are refused in the same wrong way are told as the member. */
function joinTop(groups: readonly SymptomGroup[]): SymptomGroup {
  const top = topOf(groups[0]?.member ?? "");
  return groups.length > 1 && top !== "" ? { ...joined(groups), member: top } : joined(groups);
}

/**
 * Where a member and what is below it get the same answer, nobody can tell from outside which of them is meant, unless it
 * comes to one number of items, always, or the member is taken in other cases: then it is what is below that matters.
 */
function joinBelowOne(groups: readonly SymptomGroup[]): SymptomGroup[] {
  const top = topOf(groups[0]?.member ?? "");
  const below = groups.filter(({ member }) => member !== top);
  const whole = groups.find(({ member }) => member === top);
  if (whole === undefined) return joinEntries(groups);
  const isTakenElse = whole.symptoms.every(({ requirement }) => requirement.counts.pass > 0);
  if (below.length > 0 && isOfOneCount(groups, top)) {
    return [{ ...joinedAs(whole, groups), ...(isTakenElse ? { crossed: true } : { alone: true }) }];
  }
  const [only] = below;
  if (below.length !== 1 || only === undefined) return [joinedAs({ ...joined(groups), member: top }, groups)];
  return [{ ...joinedAs(only, groups), alone: isTakenElse }];
}

/** Keys and values of one map that get the same answer are told as the map. */
function joinEntries(groups: readonly SymptomGroup[]): SymptomGroup[] {
  return groupsBy(groups, ({ member = "" }) => holdingMap(member)).map((each) => {
    const [first] = each;
    return each.length > 1 ? { ...joined(each), member: holdingMap(first?.member ?? "") } : joined(each);
  });
}

function bySize(a: SymptomGroup, b: SymptomGroup): number {
  return b.symptoms.length - a.symptoms.length;
}
