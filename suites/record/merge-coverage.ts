import type { PartCoverage } from "./contract-seen.ts";
import type { RunRecord } from "./record.ts";

/** What the shards of a run have seen together: never seen is what none of them saw. */
export function mergeCoverage(records: readonly RunRecord[]): Pick<RunRecord, "coverage"> {
  const [first, ...others] = records.flatMap(({ coverage }) => (coverage === undefined ? [] : [coverage]));
  if (first === undefined) return {};
  return { coverage: first.map((part) => others.reduce(together, part)) };
}

function together(one: PartCoverage, other: readonly PartCoverage[]): PartCoverage {
  const same = other.find(({ part }) => part === one.part);
  const missed = new Set(same?.never ?? one.never);
  const never = one.never.filter((name) => missed.has(name));
  return { ...one, never, seen: one.of - never.length };
}
