import { allRequirements } from "../../spec/all-requirements.ts";
import { bindFresh } from "../../generators/schema/bind-fresh.ts";
import { fullInput, minimalInput } from "../../generators/schema/baseline.ts";
import type { Choice } from "../../generators/pairs/factor.ts";
import type { GenerationContext } from "../../generators/schema/generation-context.ts";
import type { JsonObject } from "../../spec/json/json.ts";
import { ActivationMemory } from "../session/context/activation-memory.ts";
import { NameLocks } from "../../custody/registering/name-locks.ts";
import { openRegistrations } from "../../custody/registering/registrations.ts";
import type { InputSource, RunContext } from "../session/context/run-context.ts";
import { removalTimeOf, type SuiteOptions, type TestedEndpoint } from "./suite-options.ts";
import { Repeated } from "./rounds/repeated.ts";
import { InFlight } from "../killers/in-flight.ts";
import { openRun, stoppingOf, type OpenRun } from "./open-run.ts";
import type { Stopping } from "./limits/when-to-stop.ts";
import { targetLives } from "../killers/target-lives.ts";
import { runPrefix } from "../../custody/ownership/run-prefix.ts";
import type { RunTag } from "../../custody/ownership/marks.ts";
import { withRunTag } from "../session/tagged-input.ts";
import type { Target } from "../../endpoint/target.ts";

/** What the stages of a run are given. */
export interface PreparedRun extends Omit<OpenRun, "endpoint"> {
  readonly options: SuiteOptions;
  readonly context: RunContext;
  readonly generation: GenerationContext;
  readonly stopping: Stopping;
  readonly inFlight: InFlight;
  /** The target for looking back and cleaning up; it still works for a while after the run has ended. */
  readonly afterwards: Target;
  /** The classes of each valid registration that the run judged. */
  readonly choices: Choice[];
}

/** Stage 1: everything that the stages and the cases of the run share. */
export function prepare(options: SuiteOptions): PreparedRun {
  const { endpoint, ...run } = openRun(options);
  const generation = generationOf(options);
  const inFlight = new InFlight();
  const context = contextOf(options, generation, { ...endpoint, target: inFlight.followed(endpoint.target) });
  return {
    ...run,
    options,
    context,
    generation,
    stopping: stoppingOf(options, run, context.registrations, context.lives),
    inFlight,
    afterwards: endpoint.cleanUpTarget,
    choices: [],
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
      ledger,
      namePrefix: generation.prefix,
      runTag,
      clock: lateClock,
      removing: removalTimeOf(options),
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
    described: { inVain: 0 },
    waits: new Map(),
    longList: { pageSize: 0 },
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
