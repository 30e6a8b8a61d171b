import { runPrefix } from "#custody/ownership/run-prefix.ts";
import type { RunTag } from "#custody/ownership/marks.ts";
import { DELETION_LASTS } from "#custody/looking/wait-until-shown.ts";
import type { LearntStates } from "#custody/removing/remove-resource.ts";
import { keyOf } from "#custody/resources/made-resource.ts";
import type { Custody } from "#custody/resources/resource-account.ts";
import type { GenerationContext } from "#generators/schema/generation-context.ts";
import type { PlannedRequirement } from "#suites/record/events.ts";
import type { ResourceTable } from "#spec/resources/resource-table.ts";
import type { RoundContext } from "#suites/session/context/round-context.ts";
import { endOf, type RunPatience } from "#suites/session/patience.ts";
import { Repeated } from "./rounds/why-repeat.ts";
import type { SuiteRun } from "./open-run.ts";
import { removalTimeOf, type SuiteOptions } from "./suite-options.ts";

/** What a run judges by. */
interface RunRequirements {
  readonly table: ResourceTable;
  readonly requirements: readonly PlannedRequirement[];
  /** Ids of all there are. */
  readonly known: ReadonlySet<string>;
}

/** What the cases of a run share, whatever it judges, before anything is sent. */
export function openContext(
  { options, target, lives, patience }: SuiteRun,
  generation: GenerationContext,
  { table, requirements, known }: RunRequirements,
): RoundContext {
  const { contract, settings, clock, started, reporting } = options;
  return {
    contract,
    table,
    requirements: new Map(requirements.map((each) => [each.id, each])),
    knownRequirements: known,
    target,
    lives,
    settings,
    clock,
    patience,
    tellWaiting: reporting.waiting,
    repeated: new Repeated(),
    seed: started.run.seed,
    generation,
    control: { passed: false },
    presence: new Map(),
    blocked: new Map(),
    signatures: { count: false },
  };
}

/** What the inputs of a run are made with. */
export function generationOf({ started, settings, choice }: SuiteOptions): GenerationContext {
  return {
    prefix: runPrefix(started.run.id, started.run.shard?.index),
    fixtures: settings.fixtures,
    dictionary: choice?.dictionary ?? [],
  };
}

/** What custody of anything takes from a run. */
export function custodyOf(
  { options, afterwards, patience }: SuiteRun,
  runTag: RunTag | undefined,
): Omit<Custody, "account" | "service" | "trustsNames"> {
  const { endpoint, clock, settings, reporting } = options;
  return {
    cleanUpTarget: afterwards,
    ledger: endpoint.ledger,
    clock: endpoint.lateClock ?? clock,
    removing: { ...removalTimeOf(options), learnt: learntBy(patience, settings.consistencyMs) },
    consistencyMs: settings.consistencyMs,
    namePrefix: generationOf(options).prefix,
    runTag,
    tellRemoved: reporting.removing,
  };
}

/** What removal learns of states that never end, the cases know, and the other way round. */
function learntBy(patience: RunPatience, consistencyMs: number): LearntStates {
  return {
    neverEnds: (kind, status) => patience.neverEnds(kind, status),
    stayed: (made, status, startedAt) => {
      const { name: kind, delete: gone } = made.resource;
      const what = endOf("being deleted", { kind, operation: gone?.operation ?? "" });
      const span = { ms: DELETION_LASTS * consistencyMs, isWhole: false, isShort: true };
      patience.inVain({ ...what, about: { key: keyOf(made), kind, status } }, startedAt, span);
    },
  };
}
