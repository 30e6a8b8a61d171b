import { joined, type SymptomGroup, MANY } from "./symptom-group.ts";
import { groupsBy } from "../../groups-by.ts";

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
  return [...rest, ...together];
}
