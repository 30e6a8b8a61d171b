import { joined, type SymptomGroup, MANY } from "./symptom-group.ts";
import { type GroupKey, groupsBy } from "#reports/model/groups-by.ts";
import { decidingAnswers, formsAt } from "#reports/model/causes/deciding-answers.ts";

/** Members of an answer that are times. */
export const TIMES: readonly string[] = ["/cluster/createdAt", "/cluster/connectorConfig/activationExpiry"];

/** A whole object that is absent, or members of it that all are in one way, are one thing to mend. */
export function joinOutputs(groups: readonly SymptomGroup[]): SymptomGroup[] {
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
  return [...rest, ...groupsBy(together, formOfTimes).map(joined)];
}

/** Times that are all of one other type than a number come from one writer of times. */
function formOfTimes({ kind, member = "", operations, symptoms }: SymptomGroup): GroupKey {
  if (kind !== "mistyped" || !TIMES.includes(member)) return undefined;
  const forms = symptoms.flatMap(({ example }) => decidingAnswers(example).flatMap((each) => formsAt(each, member)));
  const [form, ...others] = new Set(forms);
  return form === undefined || others.length > 0 ? undefined : [form, ...operations.toSorted()];
}
