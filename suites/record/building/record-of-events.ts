import { isPartial, outcomeOf } from "#suites/record/verdicts/outcome.ts";
import type { EndedEvent, IdleEvent, PlannedRequirement, RunEvent, StartedEvent } from "#suites/record/events.ts";
import type { CaseResult, OperationResult, RequirementResult, RunRecord } from "#suites/record/record.ts";
import { triedByOperation } from "./tried-by-operation.ts";
import type { Recipe } from "#suites/record/parts/service-recipe.ts";
import { withKnownAbsences } from "#suites/record/verdicts/known-failures.ts";
import {
  isFinding,
  verdictOfCounts,
  worst,
  type Verdict,
  type VerdictCounts,
} from "#suites/record/verdicts/verdict.ts";

type Counts = { -readonly [K in keyof VerdictCounts]: VerdictCounts[K] };

interface RequirementTally {
  readonly requirement: PlannedRequirement;
  readonly counts: Counts;
  readonly cases: CaseResult[];
  leftOut: number;
  varied?: true;
  firstFailureAtRequest?: number;
  idle?: IdleEvent;
}

/** Builds the run record from a run's events, live or read back from events.ndjson after a crash. */
export class RecordFold {
  #started: StartedEvent | undefined;
  #ended: EndedEvent | undefined;
  readonly #operations = new Map<string, OperationResult>();
  readonly #recipes = new Map<string, Recipe>();
  readonly #tried = triedByOperation();
  #tallies: RequirementTally[] = [];
  #requests = 0;
  #cases = 0;

  apply(event: RunEvent): void {
    switch (event.type) {
      case "started":
        this.#started = event;
        this.#tallies = event.requirements.map((requirement) => ({
          requirement,
          counts: { pass: 0, fail: 0, warn: 0, info: 0, inconclusive: 0, error: 0 },
          cases: [],
          leftOut: 0,
        }));
        break;
      case "operation":
        this.#operations.set(event.operation.id, event.operation);
        break;
      case "recipe":
        this.#recipes.set(JSON.stringify([event.recipe.kind, event.recipe.id]), event.recipe);
        break;
      case "case":
        this.#requests = event.requests;
        this.#cases += 1;
        this.#tried.add(event, (index) => this.#tallies[index]?.requirement);
        this.#count(event);
        break;
      case "reduced": {
        const cases = this.#tallies[event.requirement]?.cases;
        const index = cases?.findIndex(({ id }) => id === event.result.id) ?? -1;
        if (cases !== undefined && index >= 0) cases[index] = event.result;
        break;
      }
      case "idle":
        for (const index of event.requirements) {
          const tally = this.#tallies[index];
          if (tally !== undefined) tally.idle ??= event;
        }
        break;
      case "ended":
        this.#ended = event;
        break;
    }
  }

  get started(): StartedEvent | undefined {
    return this.#started;
  }

  /** The record as far as the events go; without an `ended` event it says that the run was cut off. */
  record(): RunRecord {
    const started = this.#started;
    if (started === undefined) throw new Error("no run has started in these events");
    const ended = this.#ended ?? cutOff(started, this.#requests, this.#cases);
    const today = started.run.startedAt.slice(0, 10);
    const requirements = withKnownAbsences(this.#tallies.map((tally) => resultOf(tally, today)));
    const operations = [...this.#operations.values()].map((operation) => {
      return { ...withVerdict(operation, requirements), tried: this.#tried.of(operation.id) };
    });
    const { clusters, traffic, interrupted, gone, pairs, coverage, existing, likeness } = ended;
    return {
      schemaVersion: 1,
      tool: started.tool,
      run: {
        ...started.run,
        endedAt: ended.endedAt,
        durationMs: ended.durationMs,
        interrupted,
        gone,
        partial: isPartial(requirements),
      },
      target: started.target,
      contract: started.contract,
      outcome: outcomeOf({
        requirements,
        operations,
        clusters,
        target: started.target,
        interrupted,
        strict: started.strict,
      }),
      operations,
      requirements,
      recipes: this.#recipes.size === 0 ? undefined : [...this.#recipes.values()],
      contradictions: started.contradictions,
      clusters,
      traffic,
      pairs,
      coverage,
      existing,
      likeness,
    };
  }

  #count(event: Extract<RunEvent, { type: "case" }>): void {
    const kept = new Map(event.kept);
    for (const [index, verdict] of event.tally) {
      const tally = this.#tallies[index];
      if (tally === undefined) continue;
      tally.counts[countedAs(verdict)] += 1;
      if (verdict === "fail") tally.firstFailureAtRequest ??= event.requests;
      if (!kept.has(index) && verdict !== "pass") tally.leftOut += 1;
    }
    for (const [index, result] of event.kept) this.#tallies[index]?.cases.push(result);
    for (const index of event.varied ?? []) {
      const tally = this.#tallies[index];
      if (tally !== undefined) tally.varied = true;
    }
  }
}

function countedAs(verdict: Verdict): keyof VerdictCounts {
  switch (verdict) {
    case "pass":
    case "fail":
    case "warn":
    case "info":
    case "error":
      return verdict;
    default:
      return "inconclusive";
  }
}

function resultOf(tally: RequirementTally, today: string): RequirementResult {
  const { requirement, counts, cases, leftOut, varied, firstFailureAtRequest } = tally;
  const { id, operation, area, level, authority, evidence, title, trace, remark, subject, expectedFailure } =
    requirement;
  const { observations, presupposes } = requirement;
  const { verdict, reason, missing } = verdictOf(tally, today);
  return {
    id,
    operation,
    area,
    level,
    authority,
    evidence,
    title,
    trace,
    remark,
    observations,
    subject,
    presupposes,
    verdict,
    reason,
    missing,
    varied,
    counts,
    firstFailureAtRequest,
    cases,
    casesLeftOut: leftOut,
    expectedFailure,
  };
}

function reasonIn(cases: readonly CaseResult[], verdict: Verdict): string | undefined {
  return cases.find((each) => each.verdict === verdict)?.judgement.received;
}

function verdictOf(
  { requirement, counts, cases, idle }: RequirementTally,
  today: string,
): { verdict: Verdict; reason?: string; missing?: string } {
  const { excluded, expectedFailure } = requirement;
  if (excluded !== undefined) return excluded;
  const counted = verdictOfCounts(counts);
  // What fails nothing is there to be seen, if it departs but once.
  const judged = counted === "pass" && requirement.level === "INFO" && counts.info > 0 ? "info" : counted;
  const expired = expectedFailure?.expires !== undefined && expectedFailure.expires < today;
  const pastDay = { verdict: "stale", reason: `the expectation expired on ${expectedFailure?.expires ?? ""}` } as const;
  if (judged === undefined) {
    if (expired && idle?.verdict === "not-implemented") return pastDay;
    return idle ?? { verdict: "inconclusive", reason: "the run ended before a case of it was judged" };
  }
  if (judged === "pass" && idle?.verdict === "inconclusive") return idle;
  if (judged === "inconclusive" || judged === "error") return { verdict: judged, reason: reasonIn(cases, judged) };
  if (expectedFailure === undefined) return { verdict: judged };
  if (judged === "pass" && expectedFailure.sometimes !== true)
    return { verdict: "stale", reason: `expected to fail (${expectedFailure.pattern}), and passed` };
  return expired ? pastDay : { verdict: judged };
}

function withVerdict(operation: OperationResult, requirements: readonly RequirementResult[]): OperationResult {
  if (operation.verdict !== "pass") return operation;
  // What needs another operation that is not there says nothing of this one.
  const own = requirements
    .filter((requirement) => requirement.operation === operation.id)
    .map(({ verdict }) => verdict)
    .filter((verdict) => isFinding(verdict) && verdict !== "not-implemented");
  return { ...operation, verdict: worst(own) };
}

function cutOff(started: StartedEvent, requests: number, cases: number): EndedEvent {
  return {
    type: "ended",
    endedAt: started.run.startedAt,
    durationMs: 0,
    interrupted: true,
    clusters: { registered: 0, deregistered: 0, left: [] },
    traffic: { requests, cases, retries: 0, throttled: 0, lostReplies: 0, latency: [], perSecond: [] },
  };
}
