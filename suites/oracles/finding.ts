import type { Level, Requirement } from "#spec/requirement.ts";
import type { Condition } from "#suites/record/condition.ts";
import type { Difference, Judgement } from "#suites/record/record.ts";
import type { Verdict } from "#suites/record/verdicts/verdict.ts";

/**
 * What an oracle found, before the requirement's level is weighed: met by the best alternative, met by a tolerated
 * one, missed, merely observed, or not to be told (throttled, unreachable, somebody else's cluster in the way).
 */
export type Grade = "met" | "tolerated" | "missed" | "observed" | "unclear";

/** What differs from run to run, such as a name or a time, stands in the words received only where `differences` do too. */
export interface Finding {
  readonly grade: Grade;
  readonly expected: string;
  readonly received: string;
  /** The graded alternative that matched, when it was not the first. */
  readonly alternative?: string;
  readonly differences?: readonly Difference[];
  /** What would have met it, where it was missed. */
  readonly condition?: Condition;
  /** See Judgement. */
  readonly step?: string;
}

/** A finding, and the requirement that it is about. */
export type RequirementFinding = readonly [requirement: string, finding: Finding];

/** A missed MUST fails, a missed SHOULD warns, a missed INFO is an observation. */
export function weigh(grade: Grade, level: Level): Verdict {
  switch (grade) {
    case "met":
      return "pass";
    case "tolerated":
      return level === "INFO" ? "info" : "warn";
    case "missed":
      return level === "MUST" ? "fail" : level === "SHOULD" ? "warn" : "info";
    case "observed":
      return "info";
    case "unclear":
      return "inconclusive";
  }
}

/** A finding that is met or missed by one condition. */
export function check(met: boolean, expected: string, received: string, differences?: readonly Difference[]): Finding {
  const finding: Finding = { grade: met ? "met" : "missed", expected, received };
  return differences === undefined || met ? finding : { ...finding, differences };
}

/** The finding, and what would have met it where it was missed. */
export function wanting(finding: Finding, condition: Condition | undefined): Finding {
  return finding.grade === "missed" && condition !== undefined ? { ...finding, condition } : finding;
}

/** A finding weighed for one requirement. `exchange`: see Judgement. */
export function judgementOf(
  { id, level }: Pick<Requirement, "id" | "level">,
  { grade, ...words }: Finding,
  exchange: number,
): Judgement {
  return { requirement: id, verdict: weigh(grade, level), ...words, exchange };
}

/** The same, where what is asked for may come true only after a while. */
export function settling(finding: Finding): Finding {
  return finding.condition === undefined ? finding : { ...finding, condition: { ...finding.condition, settles: true } };
}
