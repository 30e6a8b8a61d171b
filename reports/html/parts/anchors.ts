import type { Area } from "#spec/requirement.ts";
import type { CaseResult, RunRecord } from "#suites/record/record.ts";
import type { Cause } from "#reports/model/causes/cause.ts";

/**
 * Ids for deep links. A case judged for several requirements stands under each of them with the same case id: the first
 * keeps it, the others get a number. Those of causes are the same for the same fault in another run.
 */
export function anchorsOf(record: RunRecord, causes: readonly Cause[]): Map<CaseResult | Cause, string> {
  const taken = new Set(record.requirements.map(({ id }) => id));
  const cases = record.requirements.flatMap((one) => one.cases);
  const named: readonly (readonly [CaseResult | Cause, string])[] = [
    ...causes.map((cause) => [cause, `cause/${cause.id}`] as const),
    ...cases.map((one) => [one, one.id] as const),
  ];
  const anchors = new Map<CaseResult | Cause, string>();
  for (const [one, name] of named) {
    const base = name.replace(/[^\w.:/~@+=-]+/g, "-");
    let anchor = base;
    for (let count = 2; taken.has(anchor); count += 1) anchor = `${base}~${count}`;
    taken.add(anchor);
    anchors.set(one, anchor);
  }
  return anchors;
}

/** Of the list of an area's requirements; it stands inside what folds it, so that a link to it unfolds it by itself. */
export function areaId(area: Area): string {
  return `area-${area}`;
}

/** Of those of one operation within an area's. */
export function groupId(area: Area, operation: string): string {
  return `${areaId(area)}-${operation.replace(/\W+/g, "") || "every"}`;
}
