import { answerKey } from "../answer-kind.ts";
import type { SymptomGroup } from "../grouping/symptom-group.ts";
import { IN_CASES_OF, RACES, STORIES } from "../rules/stories.ts";
import type { Symptom } from "../symptom.ts";
import type { RequirementResult } from "../../../../suites/record/record.ts";

/** A part of the story that this group tells the whole of. */
export function storyBehind(group: SymptomGroup, groups: readonly SymptomGroup[]): SymptomGroup | undefined {
  return listedBehind(group, groups) ?? inCasesOf(group, groups) ?? storyPartOf(group, groups);
}

/** What tells of the story by itself: where the step that went wrong is known, of that step alone. */
export function partsOf({ requirement, step }: Pick<Symptom, "requirement" | "step">): readonly string[] {
  return step === undefined ? (STORIES[requirement.id] ?? []) : [step, ...(STORIES[step] ?? [])];
}

export function failingCases({ cases, verdict }: RequirementResult): RequirementResult["cases"] {
  return cases.filter((one) => one.verdict === verdict);
}

/** What is wrong in every case in which this is, for what the data says may follow from it there. */
function inCasesOf({ symptoms }: SymptomGroup, groups: readonly SymptomGroup[]): SymptomGroup | undefined {
  return groups.find((other) => {
    const behind = other.symptoms.map(({ requirement }) => requirement);
    const cases = new Set(behind.flatMap(failingCases).map(({ id }) => id));
    return symptoms.every(({ requirement }) => {
      const isToldOf = behind.some(({ id }) => IN_CASES_OF[requirement.id]?.includes(id));
      const isRace = behind.some(({ id }) => RACES.requirements.test(id));
      return isToldOf && failingCases(requirement).every(({ id }) => cases.has(id) || (isRace && RACES.cases.test(id)));
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
