import { allRequirements } from "../../spec/all-requirements.ts";
import { bindFresh } from "../../generators/schema/bind-fresh.ts";
import { fullInput, minimalInput } from "../../generators/schema/baseline.ts";
import type { Choice } from "../../generators/pairs/factor.ts";
import type { GenerationContext } from "../../generators/schema/generation-context.ts";
import type { JsonObject } from "../../spec/json/json.ts";
import { ActivationMemory } from "../oracles/registration/activation-memory.ts";
import { NameLocks } from "./session/name-locks.ts";
import { keepCreating } from "../../custody/creating/creating-keeper.ts";
import type { InputSource, RunContext } from "./session/run-context.ts";
import { custodyOf, generationOf, openContext } from "../run/open-context.ts";
import type { SuiteOptions } from "../run/suite-options.ts";
import { openRun, type SuiteRun } from "../run/open-run.ts";
import type { RunTag } from "../../custody/ownership/marks.ts";
import { registrationService } from "../../spec/registration/registration-service.ts";
import { withRunTag } from "./session/tagged-input.ts";

/** What a run about registered clusters shares. */
export interface PreparedRun {
  readonly run: SuiteRun;
  readonly context: RunContext;
  /** The classes of each valid registration that the run judged. */
  readonly choices: Choice[];
}

/** Opens the run and everything that its cases share. */
export function prepare(options: SuiteOptions): PreparedRun {
  const run: SuiteRun = openRun(options, () => context.keeper.unremovable());
  const context = contextOf(run, { ...generationOf(options), forms: options.settings.fixtureForms });
  return { run, context, choices: [] };
}

function contextOf(run: SuiteRun, generation: GenerationContext): RunContext {
  const { options, target } = run;
  const { contract, started, settings, endpoint } = options;
  const runTag = settings.runTagKey === undefined ? undefined : { key: settings.runTagKey, value: started.run.id };
  const known = new Set(allRequirements(contract).map(({ id }) => id));
  return {
    ...openContext(run, generation, { requirements: started.requirements, known }),
    keeper: keepCreating({ ...custodyOf(run, runTag), service: registrationService(), target }),
    others: endpoint.others,
    inputs: inputSources(options, generation, runTag),
    runTag,
    nameLocks: new NameLocks(),
    activations: new ActivationMemory(),
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
