import { perObject } from "../../../spec/kept-per-object.ts";
import type { RunRecord } from "../../../suites/record/record.ts";
import { EXIT } from "../../../suites/record/verdicts/exit-code.ts";
import { serviceName } from "../names/service-name.ts";
import { LEVELS } from "../names/level-words.ts";
import { isPlainSuccess, type Answer } from "./answer-kind.ts";
import { behind } from "./following/follows-from.ts";
import { weightOf, type Cause, type Witness } from "./cause.ts";
import { fixedAnswer } from "./fixed-answer.ts";
import { lostStore, type LostStore } from "./lost-store.ts";
import { groupSymptoms } from "./grouping/group-symptoms.ts";
import type { SymptomGroup } from "./grouping/symptom-group.ts";
import { CAUSE_PATTERNS, type CausePattern } from "./rules/patterns.ts";
import { bySmallest, type Symptom, symptomsOf, toleratedSymptoms } from "./symptom.ts";
import { REASONS } from "./why-it-matters.ts";
import { describeFixed, describeGroup, describeLoss, describePattern } from "./words/cause-words.ts";
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
  const patterns = CAUSE_PATTERNS.filter((pattern) => fits(pattern, groups, record));
  const parents = new Map(groups.map((group) => [group, behind(group, groups, { patterns, record })]));
  const tops = new Map(groups.map((group) => [group, topOf(group, parents)]));
  const roots = [...new Set(tops.values())];
  return roots
    .map((root) =>
      toCause(
        root,
        groups.filter((group) => tops.get(group) === root),
        record,
      ),
    )
    .sort(byWeight);
}

/** Those that a run fails for: of a MUST, or of what a strict run asks where no MUST is missed. */
export function failingCauses({ outcome }: Pick<RunRecord, "outcome">, causes: readonly Cause[]): readonly Cause[] {
  const missed = causes.filter(({ tolerated }) => tolerated !== true);
  const musts = missed.filter(({ level }) => level === "MUST");
  if (musts.length > 0 || outcome.exitCode === EXIT.conformant) return musts;
  return missed.length > 0 || outcome.exitCode !== EXIT.nonConformant ? missed : causes;
}

/** A group of symptoms, or a pattern that explains several. */
type Root = SymptomGroup | CausePattern;

function isPattern(root: Root): root is CausePattern {
  return "shownBy" in root;
}

function fixedCauses(words: CauseWords, groups: readonly SymptomGroup[], record: RunRecord): Cause[] {
  const explained = groups.filter(({ kind }) => kind !== "not-there" && kind !== "stale" && kind !== "expired");
  const others = groups.filter((group) => !explained.includes(group));
  const [first, ...rest] = witnesses(explained);
  if (first === undefined) return others.map((group) => toCause(group, [group], record));
  const cause = causeOf(words, { shownBy: [first], follows: rest, record });
  return [cause, ...others.map((group) => toCause(group, [group], record)).sort(byWeight)];
}

function fits(
  { shownBy, answered, ofJson, and, unless = [] }: CausePattern,
  groups: readonly SymptomGroup[],
  record: RunRecord,
): boolean {
  const all = groups.flatMap((group) => group.symptoms);
  const shown = all.some(
    ({ requirement, answer }) => requirement.id === shownBy && answer !== undefined && isAnswered(answer, answered),
  );
  const ofIt = all.filter(({ requirement }) => requirement.id === shownBy || and.includes(requirement.id));
  if (ofJson === true && !ofIt.every(({ answer }) => answer?.isJson === true)) return false;
  const met = record.requirements.filter(({ id, verdict }) => and.includes(id) && verdict === "pass");
  const explained = record.requirements.some(({ id, verdict }) => unless.includes(id) && verdict === "fail");
  return shown && met.length === 0 && !explained;
}

function isAnswered(answer: Answer, wanted: CausePattern["answered"]): boolean {
  if (wanted === "success") return isPlainSuccess(answer);
  return wanted === "not-found" ? answer.status === 404 : answer.status >= 400;
}

function topOf(group: SymptomGroup, parents: ReadonlyMap<SymptomGroup, Root | undefined>): Root {
  const seen = new Set<Root>([group]);
  let top: Root = group;
  for (;;) {
    const parent: Root | undefined = isPattern(top) ? undefined : parents.get(top);
    if (parent === undefined) return top;
    // Of groups that follow from each other, all have the same top.
    if (seen.has(parent)) return firstOfCircle(top, parents);
    seen.add(parent);
    top = parent;
  }
}

function firstOfCircle(start: Root, parents: ReadonlyMap<SymptomGroup, Root | undefined>): Root {
  const circle = new Set<Root | undefined>();
  for (let each: Root | undefined = start; each !== undefined && !circle.has(each);) {
    circle.add(each);
    each = isPattern(each) ? undefined : parents.get(each);
  }
  return [...parents.keys()].find((group) => circle.has(group)) ?? start;
}

function toCause(root: Root, groups: readonly SymptomGroup[], record: RunRecord): Cause {
  if (isPattern(root)) {
    const own = groups.filter(({ symptoms }) => symptoms.some(({ requirement }) => requirement.id === root.shownBy));
    const rest = groups.filter((group) => !own.includes(group));
    return causeOf(describePattern(root), { shownBy: witnesses(own), follows: witnesses(rest), record });
  }
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
function rankOf({ kind, id, level }: Cause): number {
  if (CAUSE_PATTERNS.slice(0, 1).some((pattern) => pattern.id === id)) return 0;
  if (kind === "stale") return 9;
  return 1 + LEVELS.indexOf(level) + (kind === "not-there" ? 0.5 : 0);
}
