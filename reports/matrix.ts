import { targetName } from "./model/names/target-name.ts";
import type { Area, Level } from "#spec/requirement.ts";
import type { RequirementResult, RunRecord } from "#suites/record/record.ts";
import { tellingCase } from "./model/telling-case.ts";
import { AREA_ORDER, LEVELS } from "./model/names/level-words.ts";
import { hasExpired } from "#suites/record/verdicts/known-failures.ts";
import type { Verdict } from "#suites/record/verdicts/verdict.ts";
import { isBlocked, tallyByLevel, type Tally } from "#suites/record/verdicts/tally.ts";

export interface TargetColumn {
  readonly label: string;
  readonly record: RunRecord;
  readonly byLevel: Readonly<Record<Level, Tally>>;
}

/** How one target did on one requirement; `received` of its worst case, where it has one. */
export interface MatrixCell {
  readonly verdict: Verdict;
  /** The operation that is not there, of what is not implemented or blocked by it. */
  readonly missing?: string | undefined;
  readonly received?: string;
}

export interface MatrixRow {
  readonly id: string;
  readonly area: Area;
  readonly level: Level;
  readonly title: string;
  /** In the order of the targets; undefined where a run does not know the requirement. */
  readonly cells: readonly (MatrixCell | undefined)[];
  /** At least one target keeps it and at least one does not. */
  readonly disagree: boolean;
}

export interface Matrix {
  readonly targets: readonly TargetColumn[];
  readonly rows: readonly MatrixRow[];
}

/** Lays several runs side by side: targets by requirements, ordered by area and level. */
export function compareRecords(records: readonly RunRecord[]): Matrix {
  const labels = labelsOf(records);
  const byRecord = records.map((record) => new Map(record.requirements.map((one) => [one.id, one])));
  const known = new Map(records.flatMap(({ requirements }) => requirements.map((one) => [one.id, one] as const)));
  return {
    targets: records.map((record, index) => ({
      label: labels[index] ?? targetName(record.target),
      record,
      byLevel: tallyByLevel(record.requirements),
    })),
    rows: [...known.values()]
      .map((requirement) =>
        row(
          requirement,
          byRecord.map((results) => results.get(requirement.id)),
        ),
      )
      .sort(
        (a, b) =>
          AREA_ORDER.indexOf(a.area) - AREA_ORDER.indexOf(b.area) || LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level),
      ),
  };
}

function row(requirement: RequirementResult, results: readonly (RequirementResult | undefined)[]): MatrixRow {
  const { id, area, level, title } = requirement;
  const answers = new Set(results.flatMap((result) => (result === undefined ? [] : [kept(result)])));
  return { id, area, level, title, cells: results.map(cell), disagree: answers.has(true) && answers.has(false) };
}

/** Kept or not kept; undefined where the run gave no answer, which is no disagreement. */
function kept(requirement: RequirementResult): boolean | undefined {
  const { verdict } = requirement;
  if (verdict === "stale") return !hasExpired(requirement);
  if (verdict === "pass") return true;
  return verdict === "fail" || verdict === "warn" || verdict === "not-implemented" ? false : undefined;
}

function cell(result: RequirementResult | undefined): MatrixCell | undefined {
  if (result === undefined) return undefined;
  const { verdict, missing } = result;
  const received = isBlocked(result) ? result.reason : tellingCase(result)?.judgement.received;
  return verdict === "pass" || received === undefined ? { verdict, missing } : { verdict, missing, received };
}

/** The endpoint; where two are the same, with a number. */
function labelsOf(records: readonly RunRecord[]): string[] {
  const names = records.map(({ target }) => targetName(target).replace(/^https?:\/\//, ""));
  const counts = new Map<string, number>();
  return names.map((name) => {
    if (names.filter((other) => other === name).length === 1) return name;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return `${name} (${count})`;
  });
}
