import { type GroupKey, groupsBy } from "../groups-by.ts";
import type { RequirementResult } from "../../../suites/record/record.ts";
import { answerKey, isOk, isPlainSuccess, type Answer } from "./answer-kind.ts";
import { COMMON_RULES, RULE_FAMILIES, TAGS_OF_A_KIND, type RuleFamily } from "./cause-rules.ts";
import { isOfOneCount } from "./items-sent.ts";
import { isOfRace, isUnwanted, type Symptom, type SymptomKind } from "./symptom.ts";

/** Symptoms that one mending would take away. */
export interface SymptomGroup {
  readonly kind: SymptomKind;
  readonly operations: readonly string[];
  /** As in a symptom; for `whole`, what the members have in common. */
  readonly member?: string;
  /** Every judged rule below `member` is broken in this way. */
  readonly whole?: boolean;
  /** Members that have every rule of one family broken, where that is told of them at once. */
  readonly unchecked?: UncheckedFamily;
  /** It is the number of items of the member that counts, whatever is wrong with any of them. */
  readonly counted?: boolean;
  readonly symptoms: readonly Symptom[];
}

interface UncheckedFamily {
  readonly family: RuleFamily;
  readonly members: readonly string[];
}

/** Members of one kind of answer, from which on it is told once and no longer for each member. */
const MANY = 3;

/** Groups by operation, member and kind of answer; then members that all share one kind, where that says more. */
export function groupSymptoms(
  symptoms: readonly Symptom[],
  requirements: readonly RequirementResult[],
): SymptomGroup[] {
  const common = rulesOfManyOperations(symptoms);
  const groups = groupsBy(symptoms, (symptom) => keyOf(symptom, common))
    .map(toGroup)
    .map(widened);
  const inputs = joinInputs(groups.filter(isOfInput), requirements);
  const others = joinSituations(joinAnswers(groups.filter((group) => !isOfInput(group))));
  return [...joinOperations(joinAcrossOperations(inputs)), ...joinOutputs(others)];
}

/** Ids of the rules of every answer that are broken by more operations than one. */
function rulesOfManyOperations(symptoms: readonly Symptom[]): ReadonlySet<string> {
  const many = COMMON_RULES.filter((id) => {
    const own = symptoms.filter(({ requirement }) => requirement.id === id);
    return new Set(own.map(({ operation }) => operation)).size > 1;
  });
  return new Set(many);
}

function keyOf(symptom: Symptom, common: ReadonlySet<string>): GroupKey {
  const { kind, requirement, operation, resource, member, answer } = symptom;
  if (common.has(requirement.id) || isOfEveryAnswer(requirement)) return requirement.id;
  switch (kind) {
    case "not-there":
      if (resource !== undefined) return [kind, resource];
      return [kind, operation, requirement.operation === operation ? "itself" : "what needs it"];
    case "stale":
    case "expired":
    case "error-as-success":
      return kind;
    case "absent":
    case "mistyped":
    case "error":
      return [kind, member ?? ""];
    case "other-value":
      return isUnwanted(symptom) ? ["shown", member ?? ""] : [kind, operation, member ?? ""];
    case "answer":
      // Another success than the documented one, such as 202, is a matter of the operation that gives it.
      if (isOtherSuccess(answer)) return [kind, "success", symptom.seenIn ?? operation, answerKey(answer)];
      if (TAGS_OF_A_KIND.test(requirement.id)) return ["tags", operation, answerKey(answer)];
      return answer === undefined || isPlainSuccess(answer) || isOfRace(symptom)
        ? [kind, requirement.id, symptom.step ?? ""]
        : [kind, operation, answerKey(answer), symptom.step ?? ""];
    default:
      return [kind, operation, member ?? "any", answerKey(answer)];
  }
}

function isOtherSuccess(answer: Answer | undefined): boolean {
  return isOk(answer) && answer?.status !== 200;
}

/** Such a rule is one thing to mend, whatever the answers that break it. */
function isOfEveryAnswer({ id, operation, area }: RequirementResult): boolean {
  const isOfForm = area === "error-mapping" || area === "response-shape";
  return operation === "*" && isOfForm && !COMMON_RULES.includes(id);
}

function toGroup(symptoms: readonly Symptom[]): SymptomGroup {
  const [first] = symptoms as readonly [Symptom, ...Symptom[]];
  const operations = [...new Set(symptoms.map(({ operation }) => operation))];
  return { kind: first.kind, operations, member: first.member, symptoms };
}

/** Several errors that look like successes have their way out of the server in common. */
function widened(group: SymptomGroup): SymptomGroup {
  const names = new Set(group.symptoms.map(({ answer }) => answer?.error));
  return group.kind === "error-as-success" && names.size > 1 ? { ...group, whole: true } : group;
}

function isOfInput({ kind }: SymptomGroup): boolean {
  return kind === "takes-invalid" || kind === "refuses-otherwise" || kind === "refuses-valid" || kind === "fails";
}

/** Of one operation and one kind of answer. */
function joinInputs(groups: readonly SymptomGroup[], requirements: readonly RequirementResult[]): SymptomGroup[] {
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
 * comes to one number of items alone.
 */
function joinBelowOne(groups: readonly SymptomGroup[]): SymptomGroup[] {
  const top = topOf(groups[0]?.member ?? "");
  const below = groups.filter(({ member }) => member !== top);
  const whole = groups.find(({ member }) => member === top);
  if (whole !== undefined && below.length > 0 && isOfOneCount(groups, top)) {
    return [{ ...joinedAs(whole, groups), counted: true }];
  }
  if (below.length === groups.length) return joinEntries(groups);
  const [only] = below;
  return [joinedAs(below.length === 1 && only !== undefined ? only : { ...joined(groups), member: top }, groups)];
}

/** Keys and values of one map that get the same answer are told as the map. */
function joinEntries(groups: readonly SymptomGroup[]): SymptomGroup[] {
  return groupsBy(groups, ({ member = "" }) => mapOf(member)).map((each) => {
    const [first] = each;
    return each.length > 1 ? { ...joined(each), member: mapOf(first?.member ?? "") } : joined(each);
  });
}

/** The map that a member is a key or a value of, or may be. */
function mapOf(member: string): string | undefined {
  return /^(.+)\.(?:keys|values)$/.exec(member)?.[1];
}

/** Operations that take, refuse or fail on the same values of one member have the check of it in common. */
function joinAcrossOperations(groups: readonly SymptomGroup[]): SymptomGroup[] {
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
function joinOperations(groups: readonly SymptomGroup[]): SymptomGroup[] {
  const wholes = groups.filter(({ kind, whole }) => kind === "refuses-otherwise" && whole === true);
  const answerTo = ({ symptoms: [first] }: SymptomGroup) => answerKey(first?.answer);
  return groups.flatMap((group) => {
    const whole = wholes.find((each) => group.kind === each.kind && answerTo(each) === answerTo(group));
    if (whole === undefined) return [group];
    const alike = groups.filter((each) => each.kind === whole.kind && answerTo(each) === answerTo(whole));
    return group === whole ? [joinedAs(whole, [whole, ...alike.filter((each) => each !== whole)])] : [];
  });
}

/** A part of the input in which nothing is checked is told as such, the widest part first. */
function joinUnchecked(groups: readonly SymptomGroup[], requirements: readonly RequirementResult[]): SymptomGroup[] {
  const [operation = ""] = groups[0]?.operations ?? [];
  const judged = requirements.filter(
    (one) => one.operation === operation && one.level === "MUST" && one.subject?.side === "reject" && isJudged(one),
  );
  const broken = new Set(groups.flatMap(({ symptoms }) => symptoms.map(({ requirement }) => requirement.id)));
  const parts = ["", ...new Set(groups.map(({ member = "" }) => topOf(member)))];
  const unchecked = parts.find((part) => {
    const own = judged.filter(({ subject }) => isBelow(subject?.input ?? "", part));
    const members = new Set(own.map(({ subject }) => subject?.input));
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
  return mapOf(member) ?? member;
}

/** One requirement with several answers to show for it, none of them a server error, is one thing to mend. */
function joinAnswers(groups: readonly SymptomGroup[]): SymptomGroup[] {
  return groupsBy(groups, onlyRequirement).map(joined);
}

/** One situation, such as an unknown name, that several operations answer in the same wrong way. */
function joinSituations(groups: readonly SymptomGroup[]): SymptomGroup[] {
  return groupsBy(groups, situationOf).map(joined);
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

/** A whole object that is absent, or members of it that all are in one way, are one thing to mend. */
function joinOutputs(groups: readonly SymptomGroup[]): SymptomGroup[] {
  const values = groups.filter(({ kind }) => kind === "absent" || kind === "mistyped" || kind === "other-value");
  const rest = groups.filter((group) => !values.includes(group));
  const byParent = groupsBy(values, ({ kind, member = "", operations }) => [
    kind,
    member.slice(0, member.lastIndexOf("/")),
    ...(kind === "other-value" ? operations : []),
  ]);
  const together = byParent.flatMap((each) => {
    const [first] = each;
    if (first?.kind !== "absent" || each.length < MANY) return each;
    const parent = (first.member ?? "").slice(0, (first.member ?? "").lastIndexOf("/"));
    return [{ ...joined(each), member: parent, whole: true }];
  });
  return [...rest, ...together];
}

function isJudged({ verdict }: RequirementResult): boolean {
  return verdict === "pass" || verdict === "fail" || verdict === "warn";
}

/** A member of the input is a part of it, or what stands in it. */
export function isBelow(member: string, part: string): boolean {
  return part === "" || member === part || member.startsWith(`${part}.`);
}

function topOf(member: string): string {
  return member.split(".", 1)[0] ?? "";
}

function joined(groups: readonly SymptomGroup[]): SymptomGroup {
  return joinedAs(groups[0] as SymptomGroup, groups);
}

function joinedAs(as: SymptomGroup, groups: readonly SymptomGroup[]): SymptomGroup {
  return {
    ...as,
    operations: [...new Set(groups.flatMap(({ operations }) => operations))],
    symptoms: groups.flatMap(({ symptoms }) => symptoms),
  };
}

function bySize(a: SymptomGroup, b: SymptomGroup): number {
  return b.symptoms.length - a.symptoms.length;
}
