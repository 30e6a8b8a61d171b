import type { RequirementResult, RunRecord } from "../../../suites/record/record.ts";
import { answerKey, isOk, isPlainSuccess, type Answer } from "./answer-kind.ts";
import { bodyBehind, rankAsBody, sharesOperation } from "./body-behind.ts";
import type { SymptomGroup } from "./group-symptoms.ts";
import { COMMON_RULES, IN_CASES_OF, STORIES, type CausePattern } from "./cause-rules.ts";
import { isAskedForTwice } from "./asked-for-twice.ts";
import { LEVELS } from "../level-words.ts";
import { takenBehind } from "./taken-behind.ts";
import { answeringIn, isOfRace, type Symptom } from "./symptom.ts";

/** What is known before groups are compared. */
interface Known {
  /** Those that fit the record. */
  readonly patterns: readonly CausePattern[];
  readonly record: RunRecord;
}

/** What must be mended first: a pattern or another group that this group of symptoms follows from, if there is one. */
export function behind(
  group: SymptomGroup,
  groups: readonly SymptomGroup[],
  { patterns, record }: Known,
): SymptomGroup | CausePattern | undefined {
  // No SHOULD is behind a MUST: it would be told as one.
  const rank = levelOf(group);
  const others = groups.filter((other) => levelOf(other) <= rank);
  const isStrong = ({ shownBy }: CausePattern) =>
    rankOf(record.requirements.filter(({ id }) => id === shownBy)) <= rank;
  const pattern = patterns.find((each) => isStrong(each) && explains(each, group));
  return (
    absenceBehind(group, groups, record) ??
    pattern ??
    namesBehind(group, groups) ??
    commonRuleBehind(group, others) ??
    bodyBehind(group, others) ??
    valueBehind(group, others) ??
    takenBehind(group, others) ??
    crashesBehind(group, others) ??
    errorBehind(group, others) ??
    alikeOf(group, others) ??
    partOf(group, others)
  );
}

function levelOf({ symptoms }: SymptomGroup): number {
  return rankOf(symptoms.map(({ requirement }) => requirement));
}

/** The strongest level of some requirements: 0 for a MUST. */
function rankOf(requirements: readonly RequirementResult[]): number {
  return Math.min(...requirements.map(({ level }) => LEVELS.indexOf(level)));
}

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

/** Every symptom of the group is one that the pattern brings with it; of a story, by the step that went wrong. */
function explains({ shownBy, breaks, breaksInRepeats = [] }: CausePattern, { symptoms }: SymptomGroup): boolean {
  const isRepeated = symptoms.every(({ requirement }) => failingCases(requirement).every(isAskedForTwice));
  const brought = [shownBy, ...breaks, ...(isRepeated ? breaksInRepeats : [])];
  return symptoms.every(
    ({ requirement, step }) =>
      brought.includes(requirement.id) &&
      (step === undefined || partsOf({ requirement, step }).some((part) => brought.includes(part))),
  );
}

/** What tells of the story by itself: where the step that went wrong is known, of that step alone. */
function partsOf({ requirement, step }: Pick<Symptom, "requirement" | "step">): readonly string[] {
  return step === undefined ? (STORIES[requirement.id] ?? []) : [step, ...(STORIES[step] ?? [])];
}

/** A rule of every answer that this one breaks too, such as that an error names its type. */
function commonRuleBehind(group: SymptomGroup, groups: readonly SymptomGroup[]): SymptomGroup | undefined {
  if (isOfCommonRule(group)) return undefined;
  const unknown = groups.find(isOfUnknownNames);
  if (unknown !== undefined && unknown !== group && isRefusal(group)) return unknown;
  const status = groups.find((rule) => rule !== group && isOfStatus(rule) && hasAnswersOf(rule, group));
  if (status !== undefined) return status;
  return groups.find((rule) => {
    const [first] = rule.symptoms;
    if (rule.operations.length < 2 || first === undefined || !isOfCommonRule(rule)) return false;
    return group.symptoms.every((symptom) => breaksAsWell(first.requirement.id, symptom));
  });
}

/** Names of errors that no source knows, for refusals with the right status: whatever their level, the naming is wrong. */
function namesBehind(group: SymptomGroup, groups: readonly SymptomGroup[]): SymptomGroup | undefined {
  const unknown = groups.find(isOfUnknownNames);
  return unknown !== group && group.symptoms.every(isMisnamed) ? unknown : undefined;
}

function isMisnamed({ answer, example }: Symptom): boolean {
  const wanted = example?.judgement.condition?.answers ?? [];
  const { status = 0, error } = answer ?? {};
  const alike = wanted.filter(({ from, to }) => from <= status && status <= to);
  return (
    error !== undefined && alike.some((one) => one.error !== undefined) && alike.every((one) => one.error !== error)
  );
}

/** Names of errors that no source knows, from which on it is the naming that is wrong, and no single name. */
const MANY_NAMES = 3;

function isOfUnknownNames({ symptoms }: SymptomGroup): boolean {
  const own = symptoms.filter(({ requirement }) => requirement.id === "api.error.documented");
  return new Set(own.map(({ answer }) => answer?.error)).size >= MANY_NAMES;
}

/** Errors common to all operations that come with another status than is documented for them. */
function isOfStatus({ symptoms }: SymptomGroup): boolean {
  return symptoms.every(({ requirement }) => requirement.id === "api.error.status");
}

function hasAnswersOf(rule: SymptomGroup, group: SymptomGroup): boolean {
  const keys = rule.symptoms.map(({ answer }) => answerKey(answer));
  return group.symptoms.every(({ answer }) => answer !== undefined && keys.includes(answerKey(answer)));
}

function isRefusal({ kind, symptoms }: SymptomGroup): boolean {
  const isOfError = kind === "answer" || kind === "refuses-otherwise";
  return isOfError && symptoms.every(({ answer }) => answer?.error !== undefined && answer.status < 500);
}

function isOfCommonRule({ symptoms }: SymptomGroup): boolean {
  return symptoms.every(({ requirement }) => COMMON_RULES.includes(requirement.id));
}

function breaksAsWell(rule: string, { answer }: Symptom): boolean {
  if (answer === undefined) return false;
  switch (rule) {
    case "api.answers":
      return answer.status === 0;
    case "api.json":
      return isOk(answer) && !answer.isJson;
    case "api.error.json":
      return isClientError(answer) && !answer.isJson;
    case "api.error.type":
      return isClientError(answer) && answer.error === undefined;
    case "api.error.type-agrees":
      return answer.contradicts === true;
    default:
      return false;
  }
}

/** A server's own failure is one in any form. */
function isClientError({ status }: Answer): boolean {
  return status >= 400 && status < 500;
}

/** A member of another type, or of another name, for what is then wrong about its value or missing below it. */
function valueBehind(group: SymptomGroup, groups: readonly SymptomGroup[]): SymptomGroup | undefined {
  const { kind, member = "", whole = false } = group;
  const isInside = (other: SymptomGroup): boolean => member.startsWith(`${other.member ?? ""}/`);
  const isBehind = (other: SymptomGroup): boolean => {
    if (kind === "other-value" && isOfJson(other)) return true;
    if (kind === "other-value") return isAmiss(other) && (other.member === member || isInside(other));
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

/** Of server errors of several operations, those on the most input, or in the most cases: none of them is behind all. */
function crashesBehind(group: SymptomGroup, groups: readonly SymptomGroup[]): SymptomGroup | undefined {
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
function errorBehind(group: SymptomGroup, groups: readonly SymptomGroup[]): SymptomGroup | undefined {
  if (group.kind === "error") return undefined;
  return groups.find(
    ({ kind, member, symptoms: [first] }) =>
      kind === "error" &&
      group.symptoms.every(({ answer }) => answer?.error === member && answerKey(answer) === answerKey(first?.answer)),
  );
}

/** One that names a member and got the same answer of the same operation, for a group that names none. */
function alikeOf(group: SymptomGroup, groups: readonly SymptomGroup[]): SymptomGroup | undefined {
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

/** A part of the story that this group tells the whole of. */
function partOf(group: SymptomGroup, groups: readonly SymptomGroup[]): SymptomGroup | undefined {
  return listedBehind(group, groups) ?? inCasesOf(group, groups) ?? storyPartOf(group, groups);
}

function failingCases({ cases, verdict }: RequirementResult): RequirementResult["cases"] {
  return cases.filter((one) => one.verdict === verdict);
}

/** What is wrong in every case in which this is, for what the data says may follow from it there. */
function inCasesOf({ symptoms }: SymptomGroup, groups: readonly SymptomGroup[]): SymptomGroup | undefined {
  return groups.find((other) => {
    const behind = other.symptoms.map(({ requirement }) => requirement);
    const cases = new Set(behind.flatMap(failingCases).map(({ id }) => id));
    return symptoms.every(({ requirement }) => {
      const isToldOf = behind.some(({ id }) => IN_CASES_OF[requirement.id]?.includes(id));
      return isToldOf && failingCases(requirement).every(({ id }) => cases.has(id));
    });
  });
}

/** A list that leaves out what was made, for its pages, which cannot be whole then. */
function listedBehind({ symptoms }: SymptomGroup, groups: readonly SymptomGroup[]): SymptomGroup | undefined {
  const lists = symptoms.map(({ requirement: { id } }) => PAGES_OF_LIST.exec(id)?.[1]);
  const [list, ...others] = new Set(lists);
  if (list === undefined || others.length > 0) return undefined;
  return groups.find((other) => other.symptoms.some(({ requirement: { id } }) => id.startsWith(`${list}.listed.`)));
}

/** What a table promises of the pages of a list, after the operation's own part. */
const PAGES_OF_LIST = /^([^.]+)\.pages\.whole$/;

function storyPartOf(group: SymptomGroup, groups: readonly SymptomGroup[]): SymptomGroup | undefined {
  const parts = group.symptoms.map(partsOf);
  const common = parts[0]?.filter((id) => parts.every((each) => each.includes(id))) ?? [];
  for (const id of common) {
    const found = groups.find(
      (other) =>
        other !== group &&
        other.symptoms.some(({ requirement }) => requirement.id === id) &&
        inCasesOf(other, [group]) === undefined,
    );
    if (found !== undefined) return found;
  }
  return stepBehind(group, groups, common);
}

/** A part that nothing shows by itself, but a longer story that went wrong with the same answer at just that step. */
function stepBehind(
  group: SymptomGroup,
  groups: readonly SymptomGroup[],
  parts: readonly string[],
): SymptomGroup | undefined {
  const keys = group.symptoms.map(({ answer }) => answerKey(answer));
  return groups.find(
    (other) =>
      other !== group &&
      other.symptoms.every(
        ({ step, answer }) => step !== undefined && parts.includes(step) && keys.includes(answerKey(answer)),
      ),
  );
}
