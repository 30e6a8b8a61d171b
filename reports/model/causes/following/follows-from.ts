import { absenceBehind } from "./absence-behind.ts";
import { crashesBehind, errorBehind, alikeOf } from "./alike-behind.ts";
import { bodyBehind } from "./body-behind.ts";
import { commonRuleBehind } from "./common-rule-behind.ts";
import { lostBehind } from "./lost-behind.ts";
import { namesBehind } from "./names-behind.ts";
import { presupposedBehind } from "./presupposed-behind.ts";
import { repeatBehind } from "./repeat-behind.ts";
import { takenBehind } from "./taken-behind.ts";
import { valueBehind } from "./value-behind.ts";
import type { SymptomGroup } from "#reports/model/causes/grouping/symptom-group.ts";
import { LEVELS } from "#reports/model/names/level-words.ts";
import type { RunRecord } from "#suites/record/record.ts";

/** What must be mended first: another group that this group of symptoms follows from, if there is one. */
export function behind(
  group: SymptomGroup,
  groups: readonly SymptomGroup[],
  record: RunRecord,
): SymptomGroup | undefined {
  // No SHOULD is behind a MUST: it would be told as one. What was judged went wrong by itself, whatever is not there.
  const rank = levelOf(group);
  const answered = groups.filter(({ kind }) => kind !== "not-there" || group.kind === "not-there");
  const others = answered.filter((other) => levelOf(other) <= rank);
  return (
    absenceBehind(group, groups, record) ??
    namesBehind(group, answered) ??
    commonRuleBehind(group, others) ??
    bodyBehind(group, others) ??
    valueBehind(group, others) ??
    takenBehind(group, others) ??
    repeatBehind(group, others) ??
    lostBehind(group, others) ??
    crashesBehind(group, others) ??
    errorBehind(group, others) ??
    alikeOf(group, others) ??
    presupposedBehind(group, others, record.requirements)
  );
}

/** The strongest level of its requirements: 0 for a MUST. */
function levelOf({ symptoms }: SymptomGroup): number {
  return Math.min(...symptoms.map(({ requirement }) => LEVELS.indexOf(requirement.level)));
}
