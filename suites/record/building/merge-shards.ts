import type { PartCoverage } from "#suites/record/parts/contract-seen.ts";
import { isPartial, outcomeOf } from "#suites/record/verdicts/outcome.ts";
import {
  type CaseResult,
  KEPT_FAILURES,
  type OperationResult,
  type RequirementResult,
  type RunRecord,
} from "#suites/record/record.ts";
import { groupedBy } from "#spec/grouped-by.ts";
import type { LatencySummary, ServerFailures, Traffic } from "#suites/record/parts/traffic-counts.ts";
import { isStrict } from "#suites/record/verdicts/unexpected.ts";
import { severity, verdictOfCounts, type VerdictCounts } from "#suites/record/verdicts/verdict.ts";
import { mergeTried } from "./tried-by-operation.ts";

/** Records cannot be one run's shards; the message is one line for the user. */
export class MergeError extends Error {
  override readonly name = "MergeError";
}

/**
 * One record of all shards of a run, as the unsharded run would have left it: counts add up, the worst case decides.
 * Throws MergeError when the records are not the shards of one run.
 */
export function mergeShards(records: readonly RunRecord[]): RunRecord {
  const [first, ...others] = records;
  if (first === undefined) throw new MergeError("there is no record to merge");
  assertOneRun(first, records);
  const requirements = first.requirements.map((result, index) =>
    mergeRequirement([result, ...others.flatMap((record) => record.requirements[index] ?? [])]),
  );
  const operations = first.operations.map((operation, index) =>
    worstOperation([operation, ...others.flatMap((record) => record.operations[index] ?? [])]),
  );
  const clusters = {
    registered: sum(records, (record) => record.clusters.registered),
    deregistered: sum(records, (record) => record.clusters.deregistered),
    left: records.flatMap((record) => record.clusters.left),
  };
  const interrupted = records.some(({ run }) => run.interrupted);
  const gone = records.find(({ run }) => run.gone !== undefined)?.run.gone;
  const strict = isStrict(first);
  const startedAt = records.map(({ run }) => run.startedAt).sort()[0] ?? first.run.startedAt;
  const endedAt =
    records
      .map(({ run }) => run.endedAt)
      .sort()
      .at(-1) ?? first.run.endedAt;
  return {
    ...first,
    run: {
      id: first.run.id,
      seed: first.run.seed,
      options: first.run.options,
      startedAt,
      endedAt,
      durationMs: Date.parse(endedAt) - Date.parse(startedAt),
      interrupted,
      gone,
      partial: isPartial(requirements),
    },
    outcome: outcomeOf({ requirements, operations, clusters, target: first.target, interrupted, strict }),
    operations,
    requirements,
    clusters,
    traffic: mergeTraffic(records.map(({ traffic }) => traffic)),
    // All cases about pairs have one owner, so one shard fires them.
    pairs: records.find(({ pairs }) => pairs !== undefined)?.pairs,
    ...mergeCoverage(records),
  };
}

function assertOneRun(first: RunRecord, records: readonly RunRecord[]): void {
  const shards = records.map(({ run }) => run.shard);
  const of = first.run.shard?.of;
  if (of === undefined || shards.some((shard) => shard?.of !== of)) {
    throw new MergeError("not all records are shards of one run: each must come from run --shard I/N with the same N");
  }
  const missing = Array.from({ length: of }, (_, index) => index + 1).filter(
    (index) => shards.filter((shard) => shard?.index === index).length !== 1,
  );
  if (missing.length > 0) throw new MergeError(`shard ${missing.join(", ")} of ${of} is missing or given twice`);
  const differs = records.some(
    ({ run, contract, target }) =>
      run.seed !== first.run.seed || contract.sha256 !== first.contract.sha256 || target.kind !== first.target.kind,
  );
  if (differs)
    throw new MergeError("the shards differ in seed, contract or kind of target: give all of them the same flags");
}

function mergeRequirement(results: readonly RequirementResult[]): RequirementResult {
  const judged = results.filter(({ counts }) => total(counts) > 0);
  const [first = results[0], ...others] = judged;
  if (first === undefined) throw new MergeError("a requirement is missing from a shard");
  const counts = others.reduce((sumOf, { counts: more }) => add(sumOf, more), first.counts);
  const idle = results.find(({ verdict }) => verdict !== "disabled") ?? first;
  if (judged.length === 0) return idle;
  const cases = keep(judged.flatMap((result) => result.cases));
  // Where one shard saw it pass and another saw the known failure, the expectation holds.
  const counted = verdictOfCounts(counts) ?? first.verdict;
  const verdict = judged.every((result) => result.verdict === "stale")
    ? "stale"
    : counted === "pass" && judged.some(isUnsettled)
      ? "inconclusive"
      : counted;
  const firstFailure = judged.flatMap(({ firstFailureAtRequest }) => firstFailureAtRequest ?? []);
  return {
    ...(judged.find((result) => result.verdict === verdict) ?? first),
    verdict,
    counts,
    cases,
    casesLeftOut: counts.fail + counts.warn + counts.info + counts.inconclusive + counts.error - failing(cases).length,
    varied: judged.some(({ varied }) => varied === true) ? true : undefined,
    firstFailureAtRequest: firstFailure.length === 0 ? undefined : Math.min(...firstFailure),
  };
}

/** What was judged passed, and what would have settled it was not. */
function isUnsettled({ verdict, counts }: RequirementResult): boolean {
  return verdict === "inconclusive" && verdictOfCounts(counts) === "pass";
}

function failing(cases: readonly CaseResult[]): CaseResult[] {
  return cases.filter(({ verdict }) => verdict !== "pass");
}

/** As many as one run keeps: the worst failures, and one exemplar. */
function keep(cases: readonly CaseResult[]): CaseResult[] {
  const failures = failing(cases).sort((one, other) => severity(one.verdict) - severity(other.verdict));
  return [...cases.filter(({ verdict }) => verdict === "pass").slice(0, 1), ...failures.slice(0, KEPT_FAILURES)];
}

function total({ pass, fail, warn, info, inconclusive, error }: VerdictCounts): number {
  return pass + fail + warn + info + inconclusive + error;
}

function add(a: VerdictCounts, b: VerdictCounts): VerdictCounts {
  return {
    pass: a.pass + b.pass,
    fail: a.fail + b.fail,
    warn: a.warn + b.warn,
    info: a.info + b.info,
    inconclusive: a.inconclusive + b.inconclusive,
    error: a.error + b.error,
  };
}

function worstOperation(results: readonly OperationResult[]): OperationResult {
  const [worst] = results.toSorted((a, b) => severity(a.verdict) - severity(b.verdict));
  if (worst === undefined) throw new MergeError("an operation is missing from a shard");
  return { ...worst, tried: mergeTried(results.map(({ tried }) => tried)) };
}

function mergeTraffic(all: readonly Traffic[]): Traffic {
  const seconds = Math.max(0, ...all.map(({ perSecond }) => perSecond.length));
  return {
    requests: sum(all, (each) => each.requests),
    cases: sum(all, (each) => each.cases),
    retries: sum(all, (each) => each.retries),
    throttled: sum(all, (each) => each.throttled),
    lostReplies: sum(all, (each) => each.lostReplies),
    failures: mergeFailures(all),
    latency: mergeLatency(all.flatMap(({ latency }) => latency)),
    perSecond: Array.from({ length: seconds }, (_, second) => ({
      requests: sum(all, ({ perSecond }) => perSecond[second]?.requests ?? 0),
      retries: sum(all, ({ perSecond }) => perSecond[second]?.retries ?? 0),
    })),
  };
}

function mergeFailures(all: readonly Traffic[]): ServerFailures[] | undefined {
  const each = all.flatMap(({ failures = [] }) => failures);
  const merged = [...groupedBy(each, ({ operation, answer }) => `${operation} ${answer}`).values()].map((group) => {
    const { operation = "", answer = "" } = group[0] ?? {};
    const registered = sum(group, (one) => one.registered ?? 0);
    const requests = sum(all, ({ latency }) => sum(latency, (one) => (one.operation === operation ? one.count : 0)));
    const failures = sum(group, (one) => one.failures);
    return {
      operation,
      answer,
      failures,
      requests: Math.max(requests, failures),
      registered: registered === 0 ? undefined : registered,
    };
  });
  return merged.length === 0 ? undefined : merged;
}

/** Percentiles of percentiles are none, so the slowest shard's stand for all. */
function mergeLatency(all: readonly LatencySummary[]): LatencySummary[] {
  const byOperation = new Map<string, LatencySummary>();
  for (const each of all) {
    const before = byOperation.get(each.operation);
    byOperation.set(each.operation, before === undefined ? each : slower(before, each));
  }
  return [...byOperation.values()];
}

function slower(a: LatencySummary, b: LatencySummary): LatencySummary {
  return {
    operation: a.operation,
    count: a.count + b.count,
    p50: Math.max(a.p50, b.p50),
    p90: Math.max(a.p90, b.p90),
    p99: Math.max(a.p99, b.p99),
    max: Math.max(a.max, b.max),
    histogram: a.histogram.map((count, bucket) => count + (b.histogram[bucket] ?? 0)),
  };
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

/** What the shards of a run have seen together: never seen is what none of them saw. */
function mergeCoverage(records: readonly RunRecord[]): Pick<RunRecord, "coverage"> {
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
