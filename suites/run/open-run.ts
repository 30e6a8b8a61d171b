import { type Exchange, readAs } from "#protocol/exchange.ts";
import { headerValue } from "#protocol/headers.ts";
import { matchRoute } from "#protocol/route.ts";
import { classify } from "#suites/oracles/request/expectation.ts";
import { CoverageMeter } from "#suites/coverage/coverage-meter.ts";
import { Collector } from "./collecting/collector.ts";
import type { RunEvent } from "#suites/record/events.ts";
import { RecordFold } from "#suites/record/building/record-of-events.ts";
import type { Evidence } from "#suites/record/parts/kept-evidence.ts";
import type { CaseResult, RunRecord } from "#suites/record/record.ts";
import { type LikenessMeter, likenessMeter } from "#suites/likeness/likeness-meter.ts";
import { perObject } from "#spec/kept-per-object.ts";
import { toEvidence } from "./collecting/to-evidence.ts";
import { NO_OPERATION, observed, TrafficMeter } from "./collecting/traffic.ts";
import { ChanceFailures } from "./rounds/chance-failures.ts";
import { Stopping } from "./limits/when-to-stop.ts";
import type { TargetTurns } from "#suites/session/context/target-turns.ts";
import { RunPatience } from "#suites/session/patience.ts";
import type { SuiteOptions } from "./suite-options.ts";
import { InFlight } from "#suites/killers/in-flight.ts";
import type { Target } from "#endpoint/target.ts";
import type { Lifeline } from "#endpoint/sending/lifeline.ts";
import { Semaphore } from "./limits/semaphore.ts";
import type { Redactor } from "#endpoint/redaction/redactor.ts";

/**
 * The same event without secrets in any text of it, names of members included: whatever an endpoint said passes here
 * before it is recorded. Exchanges have passed the redactor as bytes, when they became evidence; of what a run starts
 * with, only the target and the options come from outside.
 */
export function redactedEvent(event: RunEvent, { value }: Pick<Redactor, "value">): RunEvent {
  switch (event.type) {
    case "started":
      return { ...event, run: value(event.run), target: value(event.target) };
    case "case":
      return {
        ...event,
        kept: event.kept.map(([requirement, result]) => [requirement, redactedResult(result, value)]),
      };
    case "reduced":
      return { ...event, result: redactedResult(event.result, value) };
    case "ended": {
      // Whoever removes what is left needs its name, even at a target that gives it out as an activation's id too.
      const left = event.clusters.left.map((each) => ({ ...each, reason: value(each.reason) }));
      const redacted = value(event);
      return { ...redacted, clusters: { ...redacted.clusters, left } };
    }
    default:
      return value(event);
  }
}

function redactedResult({ exchanges, ...rest }: CaseResult, value: Redactor["value"]): CaseResult {
  return { ...value(rest), exchanges };
}

/** More than cases can be under way. */
const EVERYBODY = 1_000_000;

/** Turns with a target that somebody starts again when it dies; undefined where nobody does. */
export function targetLives(lifeline: Pick<Lifeline, "ready" | "deaths"> | undefined): TargetTurns | undefined {
  if (lifeline === undefined) return undefined;
  const turns = new Semaphore(EVERYBODY);
  const turn: TargetTurns["turn"] = async () => {
    await lifeline.ready();
    const alone = lifeline.deaths > 0;
    const release = await turns.acquire(alone ? EVERYBODY : 1);
    if (alone !== lifeline.deaths > 0) {
      release();
      return turn();
    }
    const before = lifeline.deaths;
    const end = async (): Promise<boolean> => {
      await lifeline.ready();
      release();
      return lifeline.deaths > before;
    };
    return { alone, end };
  };
  return { turn, deaths: () => lifeline.deaths, killings: [] };
}

/** The record of a run that is under way: of its traffic, and of the findings. */
export interface OpenRecord {
  /** Counts an attempt for its operation. */
  readonly count: (exchange: Exchange) => void;
  readonly meter: TrafficMeter;
  readonly coverage: CoverageMeter;
  readonly collector: Collector;
  readonly chanceFailures: ChanceFailures;
  readonly likeness: LikenessMeter | undefined;
  /** By `clock.now()`. */
  readonly startedAt: number;
  readonly emit: (event: RunEvent) => void;
  /** The record of what has been emitted so far. */
  readonly record: () => RunRecord;
}

/** What every run has that sends requests, whatever it judges. */
export interface SuiteRun extends OpenRecord {
  readonly options: SuiteOptions;
  readonly stopping: Stopping;
  readonly inFlight: InFlight;
  readonly patience: RunPatience;
  /** See RoundContext. */
  readonly lives: TargetTurns | undefined;
  /** The target as given, with each attempt counted for its operation and followed until it is answered. */
  readonly target: Target;
  /** The target for looking back and cleaning up; it still works for a while after the run has ended. */
  readonly afterwards: Target;
}

/** Opens a run; `unremovable` counts what could not be removed so far. Sends nothing. */
export function openRun(options: SuiteOptions, unremovable: () => number = () => 0): SuiteRun {
  const open = openRecord({ ...options, hooks: hooksOf(options.settings) });
  const { target, cleanUpTarget, lifeline } = options.endpoint;
  const inFlight = new InFlight();
  const lives = targetLives(lifeline);
  return {
    ...open,
    options,
    inFlight,
    patience: new RunPatience(options.clock, options.settings.consistencyMs),
    lives,
    stopping: stoppingOf(options, open, { unremovable, lives }),
    target: inFlight.followed(observed(target, open.count)),
    afterwards: observed(cleanUpTarget, open.count),
  };
}

/** The headers by which a target is asked to fail. */
function hooksOf({ provoke }: SuiteOptions["settings"]): readonly string[] {
  return provoke?.("").map(([name]) => name) ?? [];
}

export type RecordedSuite = Pick<SuiteOptions, "contract" | "clock" | "started" | "like"> & {
  readonly hooks?: readonly string[];
  readonly reporting: Pick<SuiteOptions["reporting"], "emit" | "redactor">;
};

/** Opens the record of a run. */
export function openRecord(options: RecordedSuite): OpenRecord {
  const { contract, clock, reporting, hooks = [] } = options;
  const isAsked = ({ request }: Exchange): boolean =>
    hooks.some((name) => headerValue(request.headers, name) !== undefined);
  const meter = new TrafficMeter(clock.epoch());
  const coverage = new CoverageMeter(contract);
  const chanceFailures = new ChanceFailures(contract);
  const fold = new RecordFold();
  // Shown for each requirement that it judges, and read for the first of them.
  const evidenceOf = perObject((exchange: Exchange) => toEvidence(exchange, reporting.redactor));
  const likeness = likenessOf(options, evidenceOf);
  const emit = (given: RunEvent): void => {
    const event = redactedEvent(given, reporting.redactor);
    fold.apply(event);
    reporting.emit(event);
  };
  return {
    count: (exchange) => {
      const operation = matchRoute(contract, readAs(exchange))?.operation.id ?? NO_OPERATION;
      meter.count(operation, exchange);
      coverage.add(operation, exchange);
      if (!isAsked(exchange)) chanceFailures.see(operation, exchange);
    },
    meter,
    coverage,
    collector: new Collector({
      requirements: options.started.requirements,
      emit,
      evidenceOf,
      likeness,
      expectationOf: (exchange) => classify(contract, readAs(exchange)).expectation,
    }),
    chanceFailures,
    likeness,
    startedAt: clock.now(),
    emit,
    record: () => fold.record(),
  };
}

/** When the run must end, unless it ends by itself. */
function stoppingOf(
  { contract, clock, limits, settings, endpoint: { lifeline, target } }: SuiteOptions,
  { startedAt, meter }: Pick<OpenRecord, "startedAt" | "meter">,
  { unremovable, lives }: { readonly unremovable: () => number; readonly lives: TargetTurns | undefined },
): Stopping {
  return new Stopping({
    clock,
    operationOf: (request) => matchRoute(contract, request)?.operation.id,
    startedAt,
    timeLimitMs: limits?.timeLimitMs,
    signal: limits?.signal,
    unremovable,
    traffic: meter,
    lifeline,
    killings: lives?.killings,
    hurry: target.hurry,
    hasRepeatedAnswers: target.hasRepeatedAnswers,
    paced: settings.rps !== undefined,
    stopsAtLeftovers: settings.kind === "aws",
  });
}

function likenessOf(
  { contract, started, like }: RecordedSuite,
  evidenceOf: (exchange: Exchange) => Evidence,
): LikenessMeter | undefined {
  if (like === undefined) return undefined;
  const { requirements, run, target } = started;
  return likenessMeter(like, { contract, requirements, run, region: target.region, evidenceOf });
}
