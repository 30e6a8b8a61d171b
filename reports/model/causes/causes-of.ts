import { perObject } from "#spec/kept-per-object.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { EXIT } from "#suites/record/verdicts/exit-code.ts";
import { serviceName } from "#reports/model/names/service-name.ts";
import { LEVELS } from "#reports/model/names/level-words.ts";
import { behind } from "./following/follows-from.ts";
import { weightOf, type Cause, type Witness } from "./cause.ts";
import { fixedAnswer } from "./fixed-answer.ts";
import { lostStore, type LostStore } from "./lost-store.ts";
import { groupSymptoms } from "./grouping/group-symptoms.ts";
import type { SymptomGroup } from "./grouping/symptom-group.ts";
import { bySmallest, type Symptom, symptomsOf, toleratedSymptoms } from "./symptom.ts";
import { REASONS } from "./why-it-matters.ts";
import { describeFixed, describeGroup, describeLoss } from "./words/cause-words.ts";
import { jointSentence } from "./words/joint-sentences.ts";
import type { ToldWords } from "./words/told-words.ts";
import type { CauseWords } from "./words/told-words.ts";

/**
 * What the target has to mend, the heaviest first; what is wrong with the whole target comes before all others, and last
 * what is merely tolerated.
 */
export const causesOf: (record: RunRecord) => readonly Cause[] = perObject((record) => {
  const lost = lostStore(record);
  const missed = lost === undefined ? causesAmong(symptomsOf(record), record) : lossCauses(lost, record);
  return [...missed, ...toleratedCauses(record)];
});

/** Answers that meet a MUST because sources or servers disagree, and that AWS does not give: warnings. */
function toleratedCauses(record: RunRecord): Cause[] {
  const groups = groupSymptoms(toleratedSymptoms(record), record.requirements);
  return groups
    .map((group) => toCause(group, [group], record))
    .map((cause) => ({ ...cause, title: `${cause.title}, which is tolerated`, tolerated: true }))
    .sort((a, b) => weightOf(b) - weightOf(a));
}

/** The loss comes first, and what failed for something else after it. */
function lossCauses(lost: LostStore, record: RunRecord): Cause[] {
  const symptoms = symptomsOf(record);
  const isFollowing = ({ requirement }: Symptom): boolean => lost.requirements.has(requirement.id);
  const others = causesAmong(
    symptoms.filter((symptom) => !isFollowing(symptom)),
    record,
  );
  const [first, ...rest] = witnesses([{ symptoms: symptoms.filter(isFollowing) }]);
  if (first === undefined) return others;
  return [causeOf(describeLoss(lost), { shownBy: [first], follows: rest, record }), ...others];
}

function causesAmong(symptoms: readonly Symptom[], record: RunRecord): Cause[] {
  const groups = groupSymptoms([...symptoms], record.requirements);
  const fixed = fixedAnswer(record);
  if (fixed !== undefined) return fixedCauses(describeFixed(fixed), groups, record);
  const parents = new Map(groups.map((group) => [group, behind(group, groups, record)]));
  // What one sentence tells of together is one cause, in however many ways a requirement is missed.
  const told = new Map<ToldWords | SymptomGroup, SymptomGroup[]>();
  for (const group of groups) {
    const top = topOf(group, parents);
    const key = jointSentence(top, record) ?? top;
    told.set(key, [...(told.get(key) ?? []), group]);
  }
  return [...told.values()]
    .flatMap((own) => own.slice(0, 1).map((group) => toCause(topOf(group, parents), own, record)))
    .sort(byWeight);
}

/** Those that a run fails for: of a MUST, or of what a strict run asks where no MUST is missed. */
export function failingCauses({ outcome }: Pick<RunRecord, "outcome">, causes: readonly Cause[]): readonly Cause[] {
  const missed = causes.filter(({ tolerated }) => tolerated !== true);
  const musts = missed.filter(({ level }) => level === "MUST");
  if (musts.length > 0 || outcome.exitCode === EXIT.conformant) return musts;
  return missed.length > 0 || outcome.exitCode !== EXIT.nonConformant ? missed : causes;
}

function fixedCauses(words: CauseWords, groups: readonly SymptomGroup[], record: RunRecord): Cause[] {
  const explained = groups.filter(({ kind }) => kind !== "not-there" && kind !== "stale" && kind !== "expired");
  const others = groups.filter((group) => !explained.includes(group));
  const [first, ...rest] = witnesses(explained);
  if (first === undefined) return others.map((group) => toCause(group, [group], record));
  const cause = causeOf(words, { shownBy: [first], follows: rest, record });
  return [cause, ...others.map((group) => toCause(group, [group], record)).sort(byWeight)];
}

type Parents = ReadonlyMap<SymptomGroup, SymptomGroup | undefined>;

function topOf(group: SymptomGroup, parents: Parents): SymptomGroup {
  const seen = new Set([group]);
  let top = group;
  for (;;) {
    const parent = parents.get(top);
    if (parent === undefined) return top;
    // Of groups that follow from each other, all have the same top.
    if (seen.has(parent)) return firstOfCircle(top, parents);
    seen.add(parent);
    top = parent;
  }
}

function firstOfCircle(start: SymptomGroup, parents: Parents): SymptomGroup {
  const circle = new Set<SymptomGroup>();
  for (let each: SymptomGroup | undefined = start; each !== undefined && !circle.has(each); each = parents.get(each)) {
    circle.add(each);
  }
  return [...parents.keys()].find((group) => circle.has(group)) ?? start;
}

function toCause(root: SymptomGroup, groups: readonly SymptomGroup[], record: RunRecord): Cause {
  const words = describeGroup(root, record);
  if (root.kind === "not-there") {
    // What answered in its place may break the rules of every answer, too, which is not what is to be mended.
    const isOwn = ({ requirement }: Witness): boolean => root.operations.includes(requirement.operation);
    const all = witnesses(groups);
    const [first, ...rest] = [...all.filter(isOwn), ...all.filter((each) => !isOwn(each))];
    return causeOf(words, { shownBy: first === undefined ? [] : [first], follows: rest, record });
  }
  const [own, rest] = [witnesses([root]), witnesses(groups.filter((group) => group !== root))];
  const shown = root.whole === true ? own.slice(0, 1) : own;
  return causeOf(words, { shownBy: shown, follows: [...own.slice(shown.length), ...rest], record });
}

type ToldCause = Pick<Cause, "shownBy" | "follows"> & { readonly record: RunRecord };

function causeOf({ reason, ...words }: CauseWords, { shownBy, follows, record }: ToldCause): Cause {
  const shown = new Set(shownBy.map(({ requirement }) => requirement.id));
  const further = follows.filter(({ requirement }) => !shown.has(requirement.id));
  const levels = [...shownBy, ...further].map(({ requirement }) => requirement.level);
  const level = LEVELS.find((each) => levels.includes(each)) ?? "INFO";
  return {
    ...words,
    matters: REASONS[reason].replaceAll("{service}", serviceName(record)),
    level,
    shownBy,
    follows: further,
  };
}

/** Once each, the smallest request first. */
function witnesses(groups: readonly Pick<SymptomGroup, "symptoms">[]): Witness[] {
  const found = new Map<string, Witness>();
  const symptoms = groups.flatMap((group) => group.symptoms);
  for (const { requirement, example } of symptoms.sort(bySmallest)) {
    if (!found.has(requirement.id)) found.set(requirement.id, { requirement, example });
  }
  return [...found.values()];
}

function byWeight(a: Cause, b: Cause): number {
  return rankOf(a) - rankOf(b) || weightOf(b) - weightOf(a);
}

/**
 * What is wrong with the whole first, MUSTs before SHOULDs, and what is only stale last. What is broken comes before what
 * is not there: who serves a part knows which.
 */
function rankOf({ kind, level }: Cause): number {
  if (kind === "stale") return 9;
  return 1 + LEVELS.indexOf(level) + (kind === "not-there" ? 0.5 : 0);
}
