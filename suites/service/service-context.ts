import type { MadeResource } from "../../clusters/resources/made-resource.ts";
import type { ResourceKeeper } from "../../clusters/resources/resource-keeper.ts";
import type { Service } from "../../clusters/resources/resource-requests.ts";
import type { Clock } from "../../endpoint/clock.ts";
import type { Target } from "../../endpoint/target.ts";
import type { GenerationContext } from "../../generators/schema/context.ts";
import type { PlannedRequirement } from "../record/events.ts";
import type { KindSettings } from "../plan/target-kind.ts";
import type { Repeated } from "../session/server-faults.ts";
import type { Presence } from "./presence.ts";

/** All that the cases of a run of a whole service share. */
export interface ServiceContext extends Service {
  /** Those that are selected; judgements of others are dropped. */
  readonly requirements: ReadonlyMap<string, PlannedRequirement>;
  /** Ids of all requirements under the contract and the table: to judge by another one is a bug of the suite. */
  readonly knownRequirements: ReadonlySet<string>;
  readonly target: Target;
  readonly settings: KindSettings;
  readonly generation: GenerationContext;
  readonly clock: Clock;
  readonly keeper: ResourceKeeper;
  /** The resources that the cases work on, by kind, as far as they could be made. */
  readonly standing: Map<string, MadeResource>;
  /** Kinds of resources of which the one that stands took a change that it must not take: its looks prove nothing. */
  readonly spoilt: Set<string>;
  /** Which try of a value of the table was taken, by its name. */
  readonly tries: Map<string, number>;
  /** What became of each operation's plain request. */
  readonly presence: Map<string, Presence>;
  /** Failures of the server that were seen twice. */
  readonly repeated: Repeated;
  /** Set once a valid request has succeeded. */
  readonly control: { passed: boolean };
}
