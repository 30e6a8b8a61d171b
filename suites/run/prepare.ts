import { bindFresh } from "../../generators/schema/bind-fresh.ts";
import { fullInput, minimalInput } from "../../generators/schema/baseline.ts";
import type { GenerationContext } from "../../generators/schema/context.ts";
import type { JsonObject } from "../../spec/json/json.ts";
import { ActivationMemory } from "../session/activation-memory.ts";
import { NameLocks } from "../../clusters/name-locks.ts";
import { Registrations } from "../../clusters/registrations.ts";
import type { InputSource, RunContext } from "../session/run-context.ts";
import type { SuiteOptions } from "./suite-options.ts";
import { observed, TrafficMeter } from "../record/traffic.ts";
import { matchRoute } from "../../protocol/route.ts";
import type { RunTag } from "../../clusters/run-tag.ts";
import { withRunTag } from "../session/tagged-input.ts";
import type { Exchange } from "../../protocol/exchange.ts";

export interface Prepared {
  readonly context: RunContext;
  readonly generation: GenerationContext;
  readonly meter: TrafficMeter;
}

/** Stage 1: everything that the cases of the run share. */
export function prepare(options: SuiteOptions): Prepared {
  const { contract, started, profile, clock } = options;
  const { seed, shard } = started.run;
  const meter = new TrafficMeter(clock.now());
  const see = (exchange: Exchange, retried: boolean): void => {
    meter.count(matchRoute(contract, exchange.request)?.operation.id ?? "other", exchange, retried);
  };
  const target = observed(options.target, see);
  const namePrefix = prefixOf(seed, shard?.index);
  const generation = { prefix: namePrefix, fixtures: profile.fixtures, dictionary: options.dictionary };
  const cleanUpTarget = observed(options.cleanUpTarget, see);
  const ledger = options.ledger(cleanUpTarget);
  const runTag = profile.runTagKey === undefined ? undefined : { key: profile.runTagKey, value: started.run.id };
  const context: RunContext = {
    contract,
    requirements: new Map(started.requirements.map((requirement) => [requirement.id, requirement])),
    target,
    registrations: new Registrations({ target, cleanUpTarget }, ledger, namePrefix, clock.now()),
    profile,
    inputs: inputSources(options, generation, runTag),
    runTag,
    nameLocks: new NameLocks(),
    activations: new ActivationMemory(),
    clock,
    seed,
    control: { passed: false },
    namePrefix,
  };
  return { context, generation, meter };
}

/** Names of a run begin alike, so that a reader of an account sees where they come from. */
function prefixOf(seed: number, shard: number | undefined): string {
  return `ecf-${(seed >>> 0).toString(36)}${shard === undefined ? "" : `s${shard}`}-`;
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
