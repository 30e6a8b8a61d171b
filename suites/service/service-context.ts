import type { MadeResource } from "../../clusters/resources/made-resource.ts";
import type { ResourceKeeper } from "../../clusters/resources/resource-keeper.ts";
import type { Service } from "../../spec/resources/service.ts";
import type { GenerationContext } from "../../generators/schema/context.ts";
import type { PlannedRequirement } from "../record/events.ts";
import type { RoundContext } from "../session/context/round-context.ts";
import type { Reply } from "../../protocol/answers/reply.ts";
import type { PlainPresence } from "./presence.ts";

/** What the cases of a run share that judges a whole service. */
export interface ServiceContext extends Service, RoundContext {
  readonly requirements: ReadonlyMap<string, PlannedRequirement>;
  /** Operations whose plain requests are sent: those that what is selected needs. */
  readonly needed: ReadonlySet<string>;
  readonly generation: GenerationContext;
  readonly keeper: ResourceKeeper;
  /** The resources that the cases work on, one of each kind that could be made and is not deleted yet. */
  readonly alive: Map<string, MadeResource>;
  /** Kinds of resources of which the one that stands took a change that it must not take: its looks prove nothing. */
  readonly spoilt: Set<string>;
  /** Which try of a value of the table was taken, by its name. */
  readonly tries: Map<string, number>;
  /** What an operation's plain input got when it was sent again, by operation. */
  readonly plainAgain: Map<string, Reply>;
  /** What became of each operation's plain request. */
  readonly presence: Map<string, PlainPresence>;
}
