import { answerKey } from "#reports/model/causes/answer-kind.ts";
import type { SymptomGroup } from "#reports/model/causes/grouping/symptom-group.ts";
import { failingCases, type Symptom } from "#reports/model/causes/symptom.ts";
import type { CaseResult, RequirementResult, RunRecord } from "#suites/record/record.ts";

/** What this group presupposes, by the data beside its requirements; first, what is wrong in the very cases in which this is. */
export function presupposedBehind(
  group: SymptomGroup,
  groups: readonly SymptomGroup[],
  requirements: RunRecord["requirements"],
): SymptomGroup | undefined {
  const around = groups.find((other) => other !== group && isOnlyInCasesOf(group, other, requirements));
  if (around !== undefined) return around;
  const presupposed = group.symptoms.map((symptom) => presupposedBy(symptom, requirements));
  const [first = []] = presupposed;
  const others = groups.filter(
    (other) =>
      other !== group &&
      presupposed.every((ids) => ids.some((id) => tells(other, id))) &&
      !isOnlyInCasesOf(other, group, requirements),
  );
  const nearest = first.flatMap((id) => others.filter((other) => tells(other, id)));
  return nearest[0] ?? stepBehind(group, groups, first);
}

/**
 * What must hold for it, the nearest first, and what that presupposes unless it is met; of a story, whose step that went
 * wrong is known, what tells of that step.
 */
export function presupposedBy(
  { requirement, step }: Pick<Symptom, "requirement" | "step">,
  requirements: RunRecord["requirements"],
): readonly string[] {
  const found = new Set(step === undefined ? (requirement.presupposes ?? []) : [step]);
  for (const id of found) {
    const known = requirements.find((one) => one.id === id);
    if (known?.verdict !== "pass") for (const each of known?.presupposes ?? []) found.add(each);
  }
  return [...found];
}

function tells({ symptoms }: SymptomGroup, id: string): boolean {
  return symptoms.some(({ requirement }) => requirement.id === id);
}

/** What is answered or shown is as wanted elsewhere, and wrong only where what is never met, or missed in more cases, is missed; of races, in any. */
function isOnlyInCasesOf(
  { kind, symptoms }: SymptomGroup,
  other: SymptomGroup,
  requirements: RunRecord["requirements"],
): boolean {
  if (kind !== "answer" && kind !== "other-value") return false;
  const most = Math.max(...symptoms.map(({ requirement }) => requirement.counts.fail));
  const around = other.symptoms
    .map(({ requirement }) => requirement)
    .filter(({ counts }) => counts.pass === 0 || counts.fail > most);
  const races = around.some(isOnRaces) ? requirements.filter(isOnRaces).flatMap(({ cases }) => cases) : [];
  const cases = new Set(around.flatMap(failingCases).map(({ id }) => id));
  const folders = new Set(races.map(folderOf));
  return symptoms.every(
    ({ requirement }) =>
      requirement.counts.pass > 0 &&
      failingCases(requirement).every((one) => cases.has(one.id) || folders.has(folderOf(one))),
  );
}

/** What the ids of cases of one sort begin with. */
function folderOf({ id }: CaseResult): string {
  return id.slice(0, id.lastIndexOf("/"));
}

function isOnRaces({ area }: RequirementResult): boolean {
  return area === "concurrency";
}

/** What nothing shows by itself, but a longer story that went wrong with the same answer at just that step. */
function stepBehind(
  group: SymptomGroup,
  groups: readonly SymptomGroup[],
  steps: readonly string[],
): SymptomGroup | undefined {
  const keys = group.symptoms.map(({ answer }) => answerKey(answer));
  return groups.find(
    (other) =>
      other !== group &&
      other.symptoms.every(
        ({ step, answer }) => step !== undefined && steps.includes(step) && keys.includes(answerKey(answer)),
      ),
  );
}
