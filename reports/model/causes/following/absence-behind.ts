import type { SymptomGroup } from "#reports/model/causes/grouping/symptom-group.ts";
import type { RunRecord } from "#suites/record/record.ts";

/** An operation that is not there, for what needs it, and for its own route. */
export function absenceBehind(
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
