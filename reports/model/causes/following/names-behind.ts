import type { SymptomGroup } from "#reports/model/causes/grouping/symptom-group.ts";
import type { Symptom } from "#reports/model/causes/symptom.ts";

/** Names of errors that no source knows, for refusals with the right status: whatever their level, the naming is wrong. */
export function namesBehind(group: SymptomGroup, groups: readonly SymptomGroup[]): SymptomGroup | undefined {
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

export function isOfUnknownNames({ symptoms }: SymptomGroup): boolean {
  const own = symptoms.filter(({ requirement }) => requirement.id === "api.error.documented");
  return new Set(own.map(({ answer }) => answer?.error)).size >= MANY_NAMES;
}
