import { keepResources } from "../../custody/resources/resource-keeper.ts";
import { runPrefix } from "../../custody/ownership/run-prefix.ts";
import type { ResourceTable } from "../../spec/resources/resource-table.ts";
import { RUN_TAG_KEY } from "../plan/kind-settings.ts";
import { openRun, type SuiteRun } from "../run/open-run.ts";
import { RunPatience } from "../session/patience.ts";
import { removalTimeOf, type SuiteOptions } from "../run/suite-options.ts";
import { Repeated } from "../run/rounds/repeated.ts";
import { neededOperations } from "./needed-operations.ts";
import { type LiveGate, liveGate } from "./room.ts";
import type { ServiceContext } from "./service-context.ts";

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

/** Opens the run and everything that its cases share. */
export function prepareService(options: ServiceOptions): ServiceRun {
  const { contract, table, started, settings, clock, endpoint, choice } = options;
  const run = openRun(options);
  const removing = removalTimeOf(options);
  const service = { contract, table };
  const selected = started.requirements.filter(({ excluded }) => excluded === undefined);
  const runTag = { key: RUN_TAG_KEY, value: started.run.id };
  const namePrefix = runPrefix(started.run.id, started.run.shard?.index);
  const context: ServiceContext = {
    ...service,
    requirements: new Map(selected.map((each) => [each.id, each])),
    // A case chosen by name may need any operation, whatever it judges.
    needed:
      choice?.only === undefined
        ? neededOperations(service, new Set(selected.map(({ operation }) => operation)))
        : new Set(contract.operations.keys()),
    knownRequirements: options.known ?? new Set(started.requirements.map(({ id }) => id)),
    target: run.target,
    lives: run.lives,
    settings,
    generation: {
      prefix: namePrefix,
      fixtures: settings.fixtures,
      dictionary: choice?.dictionary ?? [],
    },
    seed: started.run.seed,
    clock,
    patience: new RunPatience(clock, settings.consistencyMs),
    keeper: keepResources({
      service,
      cleanUpTarget: run.afterwards,
      ledger: endpoint.ledger,
      clock: endpoint.lateClock ?? clock,
      removing,
      consistencyMs: settings.consistencyMs,
      namePrefix,
      runTag,
      tellRemoved: options.reporting.removing,
    }),
    runTag,
    lingering: new Set(),
    staying: new Set(),
    createdAnew: new Map(),
    unmade: new Map(),
    blocked: new Map(),
    takesTags: new Set(),
    asCreated: new Map(),
    alive: new Map(),
    presence: new Map(),
    existing: new Map(),
    spoilt: new Set(),
    tooLarge: new Set(),
    signatures: { count: false },
    tries: new Map(),
    plainAgain: new Map(),
    repeated: new Repeated(),
    control: { passed: false },
  };
  return {
    run,
    context,
    gate: liveGate(context, removing.budgetMs),
    leftOut: new Set(started.requirements.filter(({ excluded }) => excluded).map(({ id }) => id)),
    missed: new Set(),
    made: new Set(),
  };
}
