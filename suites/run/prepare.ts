import { allRequirements } from "../../spec/all-requirements.ts";
import { bindFresh } from "../../generators/schema/bind-fresh.ts";
import { fullInput, minimalInput } from "../../generators/schema/baseline.ts";
import type { GenerationContext } from "../../generators/schema/context.ts";
import type { JsonObject } from "../../spec/json/json.ts";
import { ActivationMemory } from "../session/activation-memory.ts";
import { NameLocks } from "../../clusters/registering/name-locks.ts";
import { openRegistrations } from "../../clusters/registering/registrations.ts";
import type { InputSource, RunContext } from "../session/run-context.ts";
import type { SuiteOptions, TestedEndpoint } from "./suite-options.ts";
import { Repeated } from "../session/server-faults.ts";
import { Chance } from "./chance.ts";
import { InFlight } from "../killers/in-flight.ts";
import { CoverageMeter } from "../coverage/coverage-meter.ts";
import { LooksSeen } from "./pairs-seen.ts";
import { Stopping } from "./stopping.ts";
import { targetLives } from "../killers/target-lives.ts";
import { classify } from "../oracles/expectation.ts";
import { Collector } from "../record/collector.ts";
import type { RunEvent } from "../record/events.ts";
import { redactedEvent } from "../record/redacted-event.ts";
import { RecordFold } from "../record/fold.ts";
import type { RunRecord } from "../record/record.ts";
import { observed, TrafficMeter } from "../record/traffic.ts";
import { matchRoute } from "../../protocol/route.ts";
import { runPrefix } from "../../clusters/ownership/run-prefix.ts";
import type { RunTag } from "../../clusters/ownership/run-tag.ts";
import { withRunTag } from "../session/tagged-input.ts";
import type { Exchange } from "../../protocol/exchange.ts";
import type { Target } from "../../endpoint/target.ts";

/** A run on its way: what its stages are handed. */
export interface PreparedRun {
  readonly options: SuiteOptions;
  readonly context: RunContext;
  readonly generation: GenerationContext;
  readonly meter: TrafficMeter;
  readonly collector: Collector;
  readonly stopping: Stopping;
  readonly chance: Chance;
  readonly inFlight: InFlight;
  /** Answers to the run after its end, for a while: for looking back and cleaning up. */
  readonly afterwards: Target;
  readonly looks: LooksSeen;
  readonly coverage: CoverageMeter;
  /** By `clock.now()`. */
  readonly startedAt: number;
  readonly emit: (event: RunEvent) => void;
  /** The record of what was emitted so far. */
  readonly record: () => RunRecord;
}

/** Stage 1: everything that the stages and the cases of the run share. */
export function prepare(options: SuiteOptions): PreparedRun {
  const { settings, clock, endpoint, limits, reporting } = options;
  const startedAt = clock.now();
  const meter = new TrafficMeter(clock.epoch());
  const generation = generationOf(options);
  const coverage = new CoverageMeter(options.contract);
  const metered = meteredEndpoint(options, endpoint, (exchange, operation, retried) => {
    meter.count(operation, exchange, retried);
    coverage.add(operation, exchange);
  });
  const inFlight = new InFlight();
  const context = contextOf(options, generation, { ...metered, target: inFlight.followed(metered.target) });
  const fold = new RecordFold();
  const emit = (given: RunEvent): void => {
    const event = redactedEvent(given, reporting.redactor);
    fold.apply(event);
    reporting.emit(event);
  };
  const stopping = new Stopping({
    clock,
    startedAt,
    timeLimitMs: limits?.timeLimitMs,
    signal: limits?.signal,
    registrations: context.registrations,
    stopsAtLeftovers: settings.kind === "aws",
  });
  const collector = collectorOf(options, emit);
  const chance = new Chance();
  const record = (): RunRecord => fold.record();
  const afterwards = metered.cleanUpTarget;
  return {
    options,
    context,
    generation,
    meter,
    collector,
    stopping,
    chance,
    inFlight,
    afterwards,
    looks: new LooksSeen(),
    coverage,
    startedAt,
    emit,
    record,
  };
}

function collectorOf({ contract, started, reporting }: SuiteOptions, emit: PreparedRun["emit"]): Collector {
  const { redactor, curl } = reporting;
  return new Collector({
    requirements: started.requirements,
    emit,
    redactor,
    curl,
    expectationOf: (request) => classify(contract, request).expectation,
  });
}

/** The same endpoint, each attempt shown to `count` with its operation. */
function meteredEndpoint(
  { contract }: SuiteOptions,
  endpoint: TestedEndpoint,
  count: (exchange: Exchange, operation: string, retried: boolean) => void,
): TestedEndpoint {
  const see = (exchange: Exchange, retried: boolean): void => {
    count(exchange, matchRoute(contract, exchange.request)?.operation.id ?? "other", retried);
  };
  return {
    ...endpoint,
    target: observed(endpoint.target, see),
    cleanUpTarget: observed(endpoint.cleanUpTarget, see),
  };
}

function generationOf({ started, settings, choice }: SuiteOptions): GenerationContext {
  return {
    prefix: runPrefix(started.run.id, started.run.shard?.index),
    fixtures: settings.fixtures,
    forms: settings.fixtureForms,
    dictionary: choice?.dictionary ?? [],
  };
}

function contextOf(options: SuiteOptions, generation: GenerationContext, endpoint: TestedEndpoint): RunContext {
  const { contract, started, settings, clock } = options;
  const { target, cleanUpTarget, ledger, others, lateClock = clock } = endpoint;
  const runTag = settings.runTagKey === undefined ? undefined : { key: settings.runTagKey, value: started.run.id };
  return {
    contract,
    requirements: new Map(started.requirements.map((requirement) => [requirement.id, requirement])),
    knownRequirements: new Set(allRequirements(contract).map(({ id }) => id)),
    target,
    lives: targetLives(endpoint.lifeline),
    registrations: openRegistrations({
      target,
      cleanUpTarget,
      ledger: ledger(cleanUpTarget),
      namePrefix: generation.prefix,
      clock: lateClock,
      consistencyMs: settings.consistencyMs,
    }),
    others,
    settings,
    inputs: inputSources(options, generation, runTag),
    runTag,
    nameLocks: new NameLocks(),
    activations: new ActivationMemory(),
    repeated: new Repeated(),
    clock,
    seed: started.run.seed,
    control: { passed: false },
    missing: new Set(),
    looks: { inVain: 0 },
    namePrefix: generation.prefix,
  };
}

function inputSources(
  { contract }: SuiteOptions,
  generation: GenerationContext,
  runTag: RunTag | undefined,
): RunContext["inputs"] {
  const sources = new Map<string, InputSource>();
  return (id) => {
    let source = sources.get(id);
    if (source === undefined) {
      const operation = contract.operation(id);
      const { input } = operation;
      const tagged = (value: JsonObject): JsonObject =>
        runTag === undefined ? value : withRunTag(contract, operation, value, runTag);
      source = {
        minimal: (salt) => tagged(minimalInput(input, generation, salt)),
        full: (salt) => tagged(fullInput(input, generation, salt)),
        renew: (value, salt, except) => bindFresh(input, generation, { input: value, salt, except }),
      };
      sources.set(id, source);
    }
    return source;
  };
}
