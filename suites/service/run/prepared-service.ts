import { openCustody } from "#custody/resources/resource-account.ts";
import type { RunTag } from "#custody/ownership/marks.ts";
import { keepResources, type ResourceKeeper } from "#custody/resources/resource-keeper.ts";
import type { GenerationContext } from "#generators/schema/generation-context.ts";
import type { ResourceTable } from "#spec/resources/resource-table.ts";
import { ownOracle } from "#suites/oracles/own-oracle.ts";
import { RUN_TAG_KEY } from "#suites/plan/target-kind-settings.ts";
import { openRun, type SuiteRun } from "#suites/run/open-run.ts";
import { custodyOf, generationOf, openContext } from "#suites/run/open-context.ts";
import type { SuiteOptions } from "#suites/run/suite-options.ts";
import { neededOperations } from "./needed-operations.ts";
import { type LiveGate, liveGate } from "./room.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";

/** What a run of a whole service is given. */
export interface ServiceOptions extends SuiteOptions {
  readonly table: ResourceTable;
  /** Ids of all requirements of the service, if `started` has only some of them. */
  readonly known?: ReadonlySet<string>;
}

/** What a run of a service shares. */
export interface ServiceRun {
  readonly run: SuiteRun;
  readonly context: ServiceContext;
  readonly gate: LiveGate;
  /** Requirements that are not selected. */
  readonly leftOut: ReadonlySet<string>;
  /** Requirements already known not to be met: further values of a limit would only repeat it. */
  readonly missed: Set<string>;
  /** Keys of shared resources whose creation is recorded. */
  readonly made: Set<string>;
}

/** What a run takes in place of what it would open itself. */
export interface PreparedParts {
  readonly run: SuiteRun;
  readonly keeper: ResourceKeeper;
  readonly generation: GenerationContext;
  readonly runTag: RunTag | undefined;
}

/** Opens the run and everything that its cases share. */
export function prepareService(options: ServiceOptions, parts?: PreparedParts): ServiceRun {
  const { contract, table, started, choice } = options;
  const run = parts?.run ?? openRun(options);
  const service = { contract, table };
  const selected = started.requirements.filter(({ excluded }) => excluded === undefined);
  const ownTag = { key: RUN_TAG_KEY, value: started.run.id };
  const { keeper, generation, runTag } = parts ?? {
    keeper: keepResources(openCustody({ ...custodyOf(run, ownTag), service, trustsNames: true })),
    generation: generationOf(options),
    runTag: ownTag,
  };
  const known = options.known ?? new Set(started.requirements.map(({ id }) => id));
  const context: ServiceContext = {
    ...openContext(run, generation, { table, requirements: selected, known }),
    // A case chosen by name may need any operation, whatever it judges.
    needed:
      choice?.only === undefined
        ? neededOperations(service, new Set(selected.map(({ operation }) => operation)))
        : new Set(contract.operations.keys()),
    judgeOwn: ownOracle(contract, run.target.region),
    keeper,
    runTag,
    lingering: new Set(),
    staying: new Set(),
    slowKinds: new Set(),
    createdAnew: new Map(),
    unmade: new Map(),
    takesTags: new Set(),
    tagsPut: new Map(),
    untagged: new Set(),
    asCreated: new Map(),
    livesOf: new Map(),
    alive: new Map(),
    existing: new Map(),
    spoilt: new Set(),
    spoiltLists: new Set(),
    immovable: new Set(),
    tooLarge: new Set(),
    heldLimits: new Set(),
    comparedPlain: new Map(),
    tries: new Map(),
    plainAgain: new Map(),
    states: new Map(),
  };
  return {
    run,
    context,
    gate: liveGate({ ...context, mustStop: () => run.stopping.mustStop() }),
    leftOut: new Set(started.requirements.filter(({ excluded }) => excluded).map(({ id }) => id)),
    missed: new Set(),
    made: new Set(),
  };
}
