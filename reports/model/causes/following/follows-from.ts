import { isAskedForTwice } from "../asked-for-twice.ts";
import { absenceBehind } from "./absence-behind.ts";
import { crashesBehind, errorBehind, alikeOf } from "./alike-behind.ts";
import { bodyBehind } from "./body-behind.ts";
import { commonRuleBehind } from "./common-rule-behind.ts";
import { lostBehind } from "./lost-behind.ts";
import { namesBehind } from "./names-behind.ts";
import { storyBehind, partsOf, failingCases } from "./story-behind.ts";
import { takenBehind } from "./taken-behind.ts";
import { valueBehind } from "./value-behind.ts";
import type { SymptomGroup } from "../grouping/symptom-group.ts";
import type { CausePattern } from "../rules/patterns.ts";
import { LEVELS } from "../../names/level-words.ts";
import type { RequirementResult, RunRecord } from "../../../../suites/record/record.ts";

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
  // No SHOULD is behind a MUST: it would be told as one. What was judged went wrong by itself, whatever is not there.
  const rank = levelOf(group);
  const answered = groups.filter(({ kind }) => kind !== "not-there" || group.kind === "not-there");
  const others = answered.filter((other) => levelOf(other) <= rank);
  const isStrong = ({ shownBy }: CausePattern) =>
    rankOf(record.requirements.filter(({ id }) => id === shownBy)) <= rank;
  const pattern = patterns.find((each) => isStrong(each) && explains(each, group));
  return (
    absenceBehind(group, groups, record) ??
    pattern ??
    namesBehind(group, answered) ??
    commonRuleBehind(group, others) ??
    bodyBehind(group, others) ??
    valueBehind(group, others) ??
    takenBehind(group, others) ??
    lostBehind(group, others) ??
    crashesBehind(group, others) ??
    errorBehind(group, others) ??
    alikeOf(group, others) ??
    storyBehind(group, others)
  );
}

function levelOf({ symptoms }: SymptomGroup): number {
  return rankOf(symptoms.map(({ requirement }) => requirement));
}

/** The strongest level of some requirements: 0 for a MUST. */
function rankOf(requirements: readonly RequirementResult[]): number {
  return Math.min(...requirements.map(({ level }) => LEVELS.indexOf(level)));
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
