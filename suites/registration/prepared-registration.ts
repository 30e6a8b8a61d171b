import { allRequirements } from "#spec/all-requirements.ts";
import { bindFresh } from "#generators/schema/bind-fresh.ts";
import { fullInput, minimalInput } from "#generators/schema/baseline.ts";
import type { Choice } from "#generators/pairs/factor.ts";
import type { GenerationContext } from "#generators/schema/generation-context.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { ActivationMemory } from "#suites/oracles/registration/activation-memory.ts";
import { NameLocks } from "./session/name-locks.ts";
import { keepCreating } from "#custody/creating/creating-keeper.ts";
import type { InputSource, RunContext } from "./session/run-context.ts";
import { custodyOf, generationOf } from "#suites/run/open-context.ts";
import type { SuiteOptions } from "#suites/run/suite-options.ts";
import { openRun, type SuiteRun } from "#suites/run/open-run.ts";
import type { RunTag } from "#custody/ownership/marks.ts";
import { CALLED_OTHERWISE } from "#spec/registration/called-otherwise.ts";
import { registrationService, registrationTable } from "#spec/registration/registration-service.ts";
import type { PlannedRequirement } from "#suites/record/events.ts";
import { prepareService, type ServiceRun } from "#suites/service/run/prepared-service.ts";
import { withRunTag } from "./session/tagged-input.ts";

/** What a run about registered clusters shares. */
export interface PreparedRun {
  readonly service: ServiceRun;
  readonly context: RunContext;
  /** The classes of each valid registration that the run judged. */
  readonly choices: Choice[];
}

const EVERY = { reject: Infinity, accept: Infinity };

/** Opens the run and everything that its cases share. */
export function prepare(options: SuiteOptions): PreparedRun {
  const { contract, settings, started, endpoint } = options;
  // Of the one operation that the suite is named for, every value next to a limit is sent, unless each costs.
  const probesPerConstraint = settings.rps === undefined ? EVERY : settings.probesPerConstraint;
  const depth = { serviceCasesPerConstraint: settings.casesPerConstraint, probesPerConstraint };
  const deep = { ...options, settings: { ...settings, ...depth } };
  const run: SuiteRun = openRun(deep, () => keeper.unremovable());
  const generation = { ...generationOf(options), forms: settings.fixtureForms };
  const runTag = settings.runTagKey === undefined ? undefined : { key: settings.runTagKey, value: started.run.id };
  const { target } = run;
  const keeper = keepCreating({ ...custodyOf(run, runTag), service: registrationService(), target });
  const known = new Set([...allRequirements(contract).map(({ id }) => id), ...CALLED_OTHERWISE.keys()]);
  const table = registrationTable(contract);
  const service = prepareService({ ...deep, table, known }, { run, keeper, generation, runTag });
  const { requirements } = service.context;
  const context: RunContext = {
    ...service.context,
    requirements: new Map([...requirements, ...otherwiseCalled(requirements)]),
    keeper,
    createByName: keeper.create,
    others: endpoint.others,
    inputs: inputSources(options, generation, runTag),
    nameLocks: new NameLocks(),
    activations: new ActivationMemory(),
    described: { inVain: 0 },
    longList: { pageSize: 0 },
    namePrefix: generation.prefix,
  };
  return { service: { ...service, context }, context, choices: [] };
}

/** The requirements that keep a promise of the table under another name, by that of the promise. */
function* otherwiseCalled(requirements: RunContext["requirements"]): Iterable<readonly [string, PlannedRequirement]> {
  for (const [promised, id] of CALLED_OTHERWISE) {
    const requirement = id === undefined ? undefined : requirements.get(id);
    if (requirement !== undefined) yield [promised, requirement];
  }
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
