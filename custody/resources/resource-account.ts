import type { Clock } from "../../endpoint/clock.ts";
import type { Target } from "../../endpoint/target.ts";
import type { Resource } from "../../spec/resources/resource-table.ts";
import type { Service } from "../../spec/resources/service.ts";
import type { RunTag } from "../ownership/marks.ts";
import type { ClusterLeft } from "../removing/cluster-left.ts";
import type { AskedResource } from "../looking/asked-resource.ts";
import type { ListedBefore } from "../ownership/whose-given-name.ts";
import type { LostNames } from "../looking/lost-name.ts";
import { keyOf, type MadeResource, outermost } from "./made-resource.ts";
import { removalAccount, type RemovalAccount, type RemovalTime } from "../removing/remove-resource.ts";
import type { Ledger } from "../journal/ledger.ts";

/** What a run has asked for, made, and removed of a service's resources, and what is not known to be gone. */
export interface ResourceAccount {
  readonly counts: { created: number; removed: number };
  /** What was made or may have been, and is not known to be gone, by its key. */
  readonly open: Map<string, MadeResource>;
  /** What was asked for without an answer that says that it was made, by its key. */
  readonly asked: Map<string, AskedResource>;
  /** Requests for what the service names, of which no answer names what they made. */
  readonly unnamed: Map<Resource, DoubtedNames>;
  /** Keys of what is told of where it cannot be removed, whatever the endpoint makes: no answer came, or a look shows it. */
  readonly told: Set<string>;
  /** What was made without a name, and belongs to nothing that would take it along. */
  readonly stray: ClusterLeft[];
  /** What was made without a name and belongs to nothing, as an answer calls it, by the key of that. */
  readonly namedByAnswer: Map<string, { readonly named: MadeResource; readonly answer: string }>;
  /** Keys of what something without a name belongs to. */
  readonly withNameless: Set<string>;
  /** Names of the kinds of which one was made without a name. */
  readonly namelessKinds: Set<string>;
  readonly createdKinds: Set<string>;
  /** Names of those whose creation was refused word for word as a path that cannot exist: that made nothing. */
  readonly unservedKinds: Set<string>;
  /** Keys of what an answer said was made. */
  readonly made: Set<string>;
  /** What the list of a kind has before the run makes the first one, by the kind's name. */
  readonly listed: Map<string, Promise<ListedBefore>>;
  readonly removals: RemovalAccount;
  /** Keys of what an answer said is being removed, and which was not waited for. */
  readonly going: Set<string>;
  /** What was asked for under names that nobody else can have, and belongs to nothing, by its key. */
  readonly sent: Map<string, MadeResource>;
  /** When something was last removed, by `clock.now()`. */
  lastRemovedAt: number;
  /** When something last came into doubt, by `clock.now()`. */
  lastDoubtAt: number;
}

/** The account of a run that has sent nothing. */
export function emptyAccount(): ResourceAccount {
  return {
    counts: { created: 0, removed: 0 },
    open: new Map(),
    asked: new Map(),
    unnamed: new Map(),
    told: new Set(),
    stray: [],
    namedByAnswer: new Map(),
    withNameless: new Set(),
    namelessKinds: new Set(),
    createdKinds: new Set(),
    unservedKinds: new Set(),
    made: new Set(),
    listed: new Map(),
    removals: removalAccount(),
    going: new Set(),
    sent: new Map(),
    lastRemovedAt: -Infinity,
    lastDoubtAt: -Infinity,
  };
}

/** Requests of which no answer names what they made, and why they may have made something. */
export interface DoubtedNames extends Omit<LostNames, "tag"> {
  readonly doubt: ResourceDoubt;
}

export interface ResourceDoubt {
  /** A refusal is believed where nothing shows the work to have been done. */
  readonly kind: "lost" | "refused";
  readonly reason: string;
}

/** What noting, removing and settling a run's resources share. */
export interface ResourceParts {
  readonly account: ResourceAccount;
  readonly service: Service;
  /** A target that still works after an interruption. */
  readonly cleanUpTarget: Target;
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** Told how many of what is left have had their turn at being removed. */
  readonly tellRemoved?: ((done: number, of: number) => void) | undefined;
  readonly removing: RemovalTime;
  /** See ResourceRemover. */
  readonly slowMs?: number;
  /** Milliseconds after which a resource created by an unanswered request must be visible. */
  readonly consistencyMs: number;
  /** Part of every name that the run makes up: a resource in doubt whose name lacks it may be somebody else's. */
  readonly namePrefix: string;
  /** What shows that a resource is the run's to which the service gave a name that no answer tells. */
  readonly runTag?: RunTag | undefined;
}

/** It, or what it belongs to, has a name that the run made up. */
export function isNamedByRun({ namePrefix }: Pick<ResourceParts, "namePrefix">, made: MadeResource): boolean {
  return outermost(made).id.includes(namePrefix);
}

/** Its creation is served nowhere, and no answer ever said otherwise. */
export function isNowhere({ account }: Pick<ResourceParts, "account">, { name }: Resource): boolean {
  return account.unservedKinds.has(name) && !account.createdKinds.has(name);
}

/** A look shows it to be the run's, although no answer says so. */
export function foundToBeOurs({ open, told }: ResourceAccount, made: MadeResource): void {
  open.set(keyOf(made), made);
  told.add(keyOf(made));
}

/** There is none of what was asked for, or none of the run's. */
export function doneWithAsked(
  { account, ledger }: Pick<ResourceParts, "account" | "ledger">,
  made: MadeResource,
  reason?: string,
): void {
  account.asked.delete(keyOf(made));
  ledger.note(made, "absent", { reason });
}

/** Why the run is done with what has a name that it asked for. */
export const THEIRS = "it is somebody else's";
