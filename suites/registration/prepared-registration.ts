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
import { RunPatience } from "../session/patience.ts";
import { removalTimeOf, type SuiteOptions } from "../run/suite-options.ts";
import { Repeated } from "../run/rounds/repeated.ts";
import { openRun, type SuiteRun } from "../run/open-run.ts";
import { runPrefix } from "../../custody/ownership/run-prefix.ts";
import type { RunTag } from "../../custody/ownership/marks.ts";
import { withRunTag } from "../session/tagged-input.ts";

/** What a run about registered clusters shares. */
export interface PreparedRun {
  readonly run: SuiteRun;
  readonly context: RunContext;
  /** The classes of each valid registration that the run judged. */
  readonly choices: Choice[];
}

/** Opens the run and everything that its cases share. */
export function prepare(options: SuiteOptions): PreparedRun {
  const run: SuiteRun = openRun(options, () => context.registrations.unremovable);
  const context = contextOf(run, generationOf(options));
  return { run, context, choices: [] };
}

function generationOf({ started, settings, choice }: SuiteOptions): GenerationContext {
  return {
    prefix: runPrefix(started.run.id, started.run.shard?.index),
    fixtures: settings.fixtures,
    forms: settings.fixtureForms,
    dictionary: choice?.dictionary ?? [],
  };
}

function contextOf({ options, target, afterwards, lives }: SuiteRun, generation: GenerationContext): RunContext {
  const { contract, started, settings, clock, endpoint } = options;
  const { ledger, others, lateClock = clock } = endpoint;
  const runTag = settings.runTagKey === undefined ? undefined : { key: settings.runTagKey, value: started.run.id };
  return {
    contract,
    requirements: new Map(started.requirements.map((requirement) => [requirement.id, requirement])),
    knownRequirements: new Set(allRequirements(contract).map(({ id }) => id)),
    target,
    lives,
    registrations: openRegistrations({
      target,
      cleanUpTarget: afterwards,
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
    patience: new RunPatience(clock, settings.consistencyMs),
    seed: started.run.seed,
    control: { passed: false },
    presence: new Map(),
    blocked: new Map(),
    signatures: { count: false },
    generation,
    described: { inVain: 0 },
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
