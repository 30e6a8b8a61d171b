import type { RunTag } from "#custody/ownership/marks.ts";
import type { CreatingKeeper } from "#custody/creating/creating-keeper.ts";
import type { MadeResource } from "#custody/resources/made-resource.ts";
import type { ResourceKeeper } from "#custody/resources/resource-keeper.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { SuccessOracle } from "#suites/oracles/success.ts";
import type { ExistingSeen } from "#suites/record/parts/existing-seen.ts";
import type { RoundContext } from "#suites/session/context/round-context.ts";
import type { Reply } from "#protocol/answers/reply.ts";

/** Why nothing more is made of a kind: what keeps what was made, or that there are too many before that is gone. */
export interface Unmade {
  readonly keeps?: string;
  /** The operation that would make room. */
  readonly removal?: string | undefined;
}

/** Of an operation that is refused what it took before of the shared resource: resources of its own, which it takes it of. */
export interface OwnState {
  /** What was made for it, parents first; the last is what it is asked of. Undefined once it was taken, or not made yet. */
  made?: readonly MadeResource[] | undefined;
  /** How often it was. */
  times?: number;
  /** The shared resource was never in the state: another one is made with what the table says. */
  readonly isMadeWith?: true;
  /** None comes about. */
  isHopeless?: true;
  isInUse?: true;
}

/** The input that created a resource, and what the answer to that showed of it. */
export interface AsCreated {
  readonly input: JsonObject;
  readonly shown: JsonObject;
  /** The same of those that had its name before it, once a read has shown this one: another read may be behind. */
  readonly earlier?: readonly JsonObject[];
}

/** What the cases share in a run that judges a whole service. */
export interface ServiceContext extends RoundContext {
  /** Operations whose plain requests are sent: those that the selection needs. */
  readonly needed: ReadonlySet<string>;
  /** What is required of a kind of resource alone. */
  readonly judgeOwn: SuccessOracle;
  readonly keeper: ResourceKeeper;
  /** Sends what creates something by its name, and reconciles a reply that is lost; undefined where the case does so. */
  readonly createByName?: CreatingKeeper["create"];
  /** The resources that the cases work on: one of each kind that could be created and is not deleted yet. */
  readonly alive: Map<string, MadeResource>;
  /** What created the resources that are there, by their keys. */
  readonly asCreated: Map<string, AsCreated>;
  /** What the creations under each name were answered with, of kinds that the service has but a few names for. */
  readonly livesOf: Map<string, readonly JsonObject[]>;
  /** Kinds whose shared resource accepted a change that it should have refused: how it looks proves nothing. */
  readonly spoilt: Set<string>;
  /** Operations that list what was created although it should not have been: it may be there still. */
  readonly spoiltLists: Set<string>;
  /** Shared resources that could not be removed to make room: each is asked to go once. */
  readonly immovable: Set<MadeResource>;
  /** Requirements of which a request was refused for nothing but its size. */
  readonly tooLarge: Set<string>;
  /** Requirements of limits that a value beyond them was refused by. */
  readonly heldLimits: Set<string>;
  /** Marks what the service names, and what may have to be told from others'. */
  readonly runTag?: RunTag;
  /** What belongs to nothing, and is not known to be gone although its case is over. */
  readonly lingering: Set<MadeResource>;
  /** Kinds of which the service keeps what is deleted by a rule of its own, as was seen: no more of them are made. */
  readonly staying: Set<string>;
  /** Kinds of which the target said for a while that one was under way, or being deleted. */
  readonly slowKinds: Set<string>;
  /** How often the shared resource of a kind was created anew, by kind. */
  readonly createdAnew: Map<string, number>;
  /** Why cases of a requirement that make something were not run. */
  readonly unmade: Map<string, Unmade>;
  /** Kinds of which one was created with tags. */
  readonly takesTags: Set<string>;
  /** Keys of the tags that were put on the resource of an ARN since all were taken off it. */
  readonly tagsPut: Map<string, ReadonlySet<string>>;
  /** Tags that were taken off, by ARN and key. */
  readonly untagged: Set<string>;
  /** Which of the table's values to try was accepted, by its name, and by operation and name. */
  readonly tries: Map<string, number>;
  /** The answer to an operation's plain input when it was sent again, by operation. */
  readonly plainAgain: Map<string, Reply>;
  /** By operation whose plain input was refused, the case that compared it with others that are as valid. */
  readonly comparedPlain: Map<string, string>;
  /** Operations that are asked of resources of their own, as the shared one is past the state in which they are taken. */
  readonly states: Map<string, OwnState>;
  /** What the account had before the run and this looked at, by kind. */
  readonly existing: Map<string, ExistingSeen>;
}
