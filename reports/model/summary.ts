import type { Area, Level } from "../../spec/requirement.ts";
import type { RequirementResult, RunRecord } from "../../suites/record/record.ts";
import type { Verdict } from "../../suites/record/verdict.ts";
import { plural } from "./format.ts";
import { AREA_ORDER, severity } from "./words.ts";

/** Where a requirement stands once its verdict is read with its level; `open` where the run has no answer yet. */
export type Standing = "met" | "not-met" | "open" | "not-tested";

/** Counts of requirements by standing; `of` are those judged, as in the outcome's sentence. */
export interface Tally {
  readonly met: number;
  readonly notMet: number;
  readonly open: number;
  readonly notTested: number;
  readonly of: number;
}

export interface AreaRow {
  readonly area: Area;
  readonly requirements: readonly RequirementResult[];
  readonly byLevel: Readonly<Record<Level, Tally>>;
}

/** Requirements that were not tested for one and the same reason. */
export interface NotTested {
  readonly verdict: Verdict;
  readonly reason: string;
  readonly requirements: readonly RequirementResult[];
}

/** A warning meets a MUST (a tolerated alternative was returned) and fails a SHOULD. */
export function standing(requirement: Pick<RequirementResult, "verdict" | "level">): Standing {
  switch (requirement.verdict) {
    case "pass":
    case "info":
      return "met";
    case "warn":
      return requirement.level === "MUST" ? "met" : "not-met";
    case "fail":
      return "not-met";
    case "stale":
    case "not-implemented":
    case "inconclusive":
    case "error":
      return "open";
    case "not-applicable":
    case "disabled":
      return "not-tested";
  }
}

export function tally(requirements: readonly RequirementResult[]): Tally {
  const count = (wanted: Standing) => requirements.filter((one) => standing(one) === wanted).length;
  const [met, notMet] = [count("met"), count("not-met")];
  return { met, notMet, open: count("open"), notTested: count("not-tested"), of: met + notMet };
}

/** `3 of 7, 1 undecided, 2 not tested`; empty where there is nothing to count. */
export function describeTally({ met, of, open, notTested }: Tally): string {
  const parts = [
    ...(of > 0 ? [`${met} of ${of}`] : []),
    ...(open > 0 ? [`${open} undecided`] : []),
    ...(notTested > 0 ? [`${notTested} not tested`] : []),
  ];
  return parts.join(", ");
}

export function tallyByLevel(requirements: readonly RequirementResult[]): Readonly<Record<Level, Tally>> {
  const of = (level: Level) => tally(requirements.filter((one) => one.level === level));
  return { MUST: of("MUST"), SHOULD: of("SHOULD"), INFO: of("INFO") };
}

/** One row for each area that has requirements, in the fixed order. */
export function areaRows(record: RunRecord): AreaRow[] {
  return AREA_ORDER.map((area) => record.requirements.filter((one) => one.area === area))
    .filter((requirements) => requirements.length > 0)
    .map((requirements) => ({
      area: (requirements[0] as RequirementResult).area,
      requirements,
      byLevel: tallyByLevel(requirements),
    }));
}

/** A missing operation is not among them: it is a failure, and told as one. */
const UNTESTED: readonly Verdict[] = ["error", "inconclusive", "disabled", "not-applicable"];

/** What was not judged and why, most severe verdict first, then the largest group. */
export function notTested(record: RunRecord): NotTested[] {
  const groups = new Map<string, RequirementResult[]>();
  for (const requirement of record.requirements) {
    if (!UNTESTED.includes(requirement.verdict)) continue;
    const key = `${requirement.verdict}\n${requirement.reason ?? "no reason given"}`;
    groups.set(key, [...(groups.get(key) ?? []), requirement]);
  }
  return [...groups]
    .map(([key, requirements]) => {
      const verdict = (requirements[0] as RequirementResult).verdict;
      return { verdict, reason: key.slice(key.indexOf("\n") + 1), requirements };
    })
    .sort((a, b) => severity(a.verdict) - severity(b.verdict) || b.requirements.length - a.requirements.length);
}

/** Why a run is partial, by count. */
export function partialSentence({ requirements }: RunRecord): string {
  const count = (wanted: Verdict) => requirements.filter(({ verdict }) => verdict === wanted).length;
  const [off, open] = [count("disabled"), count("inconclusive")];
  const parts = [
    ...(off > 0 ? [`${plural(off, "requirement")} switched off`] : []),
    ...(open > 0 ? [`${plural(open, "requirement")} without an answer`] : []),
  ];
  return `A partial run: ${parts.length === 0 ? "not every requirement was judged" : parts.join(", ")}.`;
}
