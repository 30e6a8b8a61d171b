import type { Area, Level } from "#spec/requirement.ts";
import type { CaseResult, RequirementResult, RunRecord } from "#suites/record/record.ts";
import type { Evidence } from "#suites/record/parts/kept-evidence.ts";
import { answerKey, answerOf } from "#reports/model/causes/answer-kind.ts";
import { tellingCase } from "#reports/model/telling-case.ts";
import { targetName } from "#reports/model/names/target-name.ts";
import { LEVELS } from "#reports/model/names/level-words.ts";
import { hasExpired, mayVary } from "#suites/record/verdicts/known-failures.ts";
import type { Verdict } from "#suites/record/verdicts/verdict.ts";

export const CHANGES = [
  "newly-failing",
  "newly-passing",
  "varies",
  "verdict",
  "evidence",
  "added",
  "removed",
  "selection",
] as const;

/**
 * What became of one requirement between two runs. `varies`: a failure came or went that may do so at an unchanged
 * target. `verdict`: it changed otherwise than from or to a failure.
 * `evidence`: the verdict stands, and a case that both runs kept was answered differently. `selection`: one of the runs
 * was not to judge it, so there is nothing to compare.
 */
export type Change = (typeof CHANGES)[number];

export interface RequirementChange {
  readonly change: Change;
  readonly id: string;
  readonly area: Area;
  readonly level: Level;
  readonly title: string;
  readonly before?: Verdict;
  readonly after?: Verdict;
  /** The expectations file says that it fails at times, which it does no longer. */
  readonly spentEntry?: true;
  /** The case that shows the change, as each run judged it: the same one where both kept it and it speaks for both verdicts. */
  readonly shown: ShownCases;
}

interface ShownCases {
  readonly before?: CaseResult;
  readonly after?: CaseResult;
}

export interface RunIdentity {
  /** What a reader calls it, see `targetName`. */
  readonly target: string;
  readonly endpoint: string;
  readonly kind: string;
  readonly startedAt: string;
  readonly seed: number;
  /** Name and version of the suite that ran. */
  readonly suite: string;
  readonly contract: string;
  readonly contractTitle: string;
  readonly sentence: string;
}

export interface RecordDiff {
  readonly before: RunIdentity;
  readonly after: RunIdentity;
  /** The runs judged by different contract documents, so that some changes may be the contract's. */
  readonly contractChanged: boolean;
  /** In the order of CHANGES, MUST before SHOULD before INFO. */
  readonly changes: readonly RequirementChange[];
  readonly unchanged: number;
}

/** Compares two runs requirement by requirement. Values that differ from run to run (names, ids, dates) are no change. */
export function diffRecords(before: RunRecord, after: RunRecord): RecordDiff {
  const old = new Map(before.requirements.map((one) => [one.id, one]));
  const now = new Map(after.requirements.map((one) => [one.id, one]));
  const ids = [...new Set([...old.keys(), ...now.keys()])];
  const changes = ids.map((id) => changeOf(old.get(id), now.get(id))).filter((change) => change !== undefined);
  return {
    before: identity(before),
    after: identity(after),
    contractChanged: before.contract.sha256 !== after.contract.sha256,
    changes: changes.sort(
      (a, b) =>
        CHANGES.indexOf(a.change) - CHANGES.indexOf(b.change) || LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level),
    ),
    unchanged: ids.length - changes.length,
  };
}

/** True when something that held, or was not known to fail, fails now. */
export function hasRegressed(diff: RecordDiff): boolean {
  return diff.changes.some(({ change }) => change === "newly-failing");
}

function identity({ target, run, tool, contract, outcome }: RunRecord): RunIdentity {
  const { endpoint, kind } = target;
  return {
    target: targetName(target),
    endpoint,
    kind,
    startedAt: run.startedAt,
    seed: run.seed,
    suite: `${tool.name} ${tool.version}`,
    contract: `${contract.title} ${contract.version}, sha256 ${contract.sha256.slice(0, 12)}`,
    contractTitle: contract.title,
    sentence: outcome.sentence,
  };
}

function changeOf(
  before: RequirementResult | undefined,
  after: RequirementResult | undefined,
): RequirementChange | undefined {
  const known = after ?? before;
  if (known === undefined) return undefined;
  const { id, area, level, title } = known;
  const change = kindOf(before, after);
  if (change === undefined) return undefined;
  return {
    change,
    id,
    area,
    level,
    title,
    before: before?.verdict,
    after: after?.verdict,
    ...(isSpent(change, after) ? { spentEntry: true } : {}),
    shown: shownOf(before, after),
  };
}

function kindOf(before: RequirementResult | undefined, after: RequirementResult | undefined): Change | undefined {
  if (before === undefined) return after !== undefined && fails(after) ? "newly-failing" : "added";
  if (after === undefined) return "removed";
  const isKnown = [before, after].some(({ expectedFailure }) => expectedFailure?.sometimes === true);
  if (fails(after) && !fails(before)) return isKnown ? "varies" : "newly-failing";
  if (fails(before) && isKept(after)) {
    const isChance = (isKnown || mayVary(before)) && !hasNewAnswers(before, after);
    return isChance ? "varies" : "newly-passing";
  }
  if (before.verdict !== after.verdict) {
    return [before, after].some(({ verdict }) => verdict === "disabled") ? "selection" : "verdict";
  }
  return differingCase(before, after) === undefined ? undefined : "evidence";
}

/**
 * Each failure came with a refusal that the endpoint no longer gives: whatever else depends on chance, that is another
 * answer, and not the same ones in another order.
 */
function hasNewAnswers(before: RequirementResult, after: RequirementResult): boolean {
  if (before.varied === true) return false;
  const now = new Set(after.cases.flatMap(({ exchanges }) => exchanges.map((each) => answerKey(answerOf(each)))));
  const failing = before.cases.filter(({ verdict }) => verdict === "fail");
  return failing.length > 0 && now.size > 0 && failing.every(({ exchanges }) => exchanges.some(isGone));

  function isGone(exchange: Evidence): boolean {
    const answer = answerOf(exchange);
    return answer.status >= 400 && answer.status < 500 && !now.has(answerKey(answer));
  }
}

/** An entry for what fails now and then can go once that has passed for good. */
function isSpent(change: Change, after: RequirementResult | undefined): boolean {
  return change === "newly-passing" && after?.expectedFailure?.sometimes === true;
}

function fails(requirement: RequirementResult): boolean {
  const { verdict } = requirement;
  return verdict === "fail" || verdict === "not-implemented" || hasExpired(requirement);
}

function isKept(requirement: RequirementResult): boolean {
  const { verdict } = requirement;
  if (verdict === "stale") return !hasExpired(requirement);
  return verdict === "pass" || verdict === "warn" || verdict === "info";
}

/** A case that both runs kept and that was answered differently; one that changed its verdict before any other. */
function differingCase(
  before: RequirementResult,
  after: RequirementResult,
): readonly [CaseResult, CaseResult] | undefined {
  const old = new Map(before.cases.map((one) => [one.id, one]));
  const pairs = after.cases.flatMap((now): [CaseResult, CaseResult][] => {
    const then = old.get(now.id);
    return then !== undefined && answer(then) !== answer(now) ? [[then, now]] : [];
  });
  return pairs.find(([then, now]) => then.verdict !== now.verdict) ?? pairs[0];
}

/** Values may differ from run to run, and are in the differences; the words hold none. */
function answer({ judgement: { received, differences = [] } }: CaseResult): string {
  return differences.length > 0 ? "other values" : received;
}

function shownOf(before: RequirementResult | undefined, after: RequirementResult | undefined): ShownCases {
  const pair = before === undefined || after === undefined ? undefined : differingCase(before, after);
  return { before: before && shownCase(before, pair?.[0]), after: after && shownCase(after, pair?.[1]) };
}

/** The differing case, unless its verdict is not that of its requirement, where another one's is: a pass shows no failure. */
function shownCase(requirement: RequirementResult, differing: CaseResult | undefined): CaseResult | undefined {
  if (differing?.verdict === requirement.verdict) return differing;
  return tellingCase(requirement) ?? differing ?? requirement.cases[0];
}
