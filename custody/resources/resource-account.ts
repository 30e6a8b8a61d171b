import type { Clock } from "#endpoint/clock.ts";
import type { Target } from "#endpoint/target.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import type { Service } from "#spec/resources/service.ts";
import type { Ledger } from "#custody/journal/ledger.ts";
import { looksUnknown } from "#custody/looking/absence.ts";
import { describeMade } from "#custody/looking/describe-made.ts";
import type { LostNames } from "#custody/looking/lost-name.ts";
import type { RunTag } from "#custody/ownership/marks.ts";
import { isMadeFrom } from "#custody/ownership/run-prefix.ts";
import type { ListedBefore } from "#custody/ownership/whose-given-name.ts";
import { removalAccount, type RemovalAccount } from "#custody/removing/removal-account.ts";
import type { RemovalTime } from "#custody/removing/remove-resource.ts";
import { keyOf, type LeftResource, type MadeResource } from "./made-resource.ts";
import { type ResourceDoubt, ResourceStates } from "./resource-states.ts";

/** What a run has asked for, made, and removed, and what is not known to be gone. */
export interface ResourceAccount {
  readonly states: ResourceStates;
  readonly counts: {
    created: number;
    removed: number;
    /** How many requests may have made something without an answer that says so. */
    unanswered: number;
  };
  /** Some creation was accepted or refused, so that the operation works. */
  everAnswered: boolean;
  readonly createdKinds: Set<string>;
  /** Names of those of which a creation was answered otherwise than that there is nothing at its path, or not at all. */
  readonly servedKinds: Set<string>;
  /** Names of those whose creation was refused word for word as a path that cannot exist: that made nothing. */
  readonly unservedKinds: Set<string>;
  /** Requests for what the service names, of which no answer names what they made. */
  readonly unnamed: Map<Resource, DoubtedNames>;
  /** What was made without a name, and belongs to nothing that would take it along. */
  readonly nameless: LeftResource[];
  /** Keys of what something without a name belongs to. */
  readonly withNameless: Set<string>;
  /** Names of the kinds of which one was made without a name. */
  readonly namelessKinds: Set<string>;
  /** What the list of a kind has before the run makes the first one, by the kind's name. */
  readonly listed: Map<string, Promise<ListedBefore>>;
  readonly removals: RemovalAccount;
  /** Keys of what was asked for by requests without a reply, each of which may be carried out at any later time. */
  readonly late: Set<string>;
  /** When something was last removed, by `clock.now()`. */
  lastRemovedAt: number;
  /** When something last came into doubt, by `clock.now()`. */
  lastDoubtAt: number;
  /** How many were still shown when every removal should have been visible. */
  stillShown: number;
  /** What the run never asked for, by its key, and why it is told: it looks like the run's, or an answer names it. */
  readonly strays: Map<string, StrayResource>;
  /** What a list shows but the operations that take a name do not know, by its key. */
  readonly unreachable: Map<string, MadeResource>;
}

export interface StrayResource {
  readonly made: MadeResource;
  readonly reason: string;
}

/** The account of a run that has sent nothing. */
export function emptyAccount(states: ResourceStates): ResourceAccount {
  return {
    states,
    counts: { created: 0, removed: 0, unanswered: 0 },
    everAnswered: false,
    createdKinds: new Set(),
    servedKinds: new Set(),
    unservedKinds: new Set(),
    unnamed: new Map(),
    nameless: [],
    withNameless: new Set(),
    namelessKinds: new Set(),
    listed: new Map(),
    removals: removalAccount(),
    late: new Set(),
    lastRemovedAt: -Infinity,
    lastDoubtAt: -Infinity,
    stillShown: 0,
    strays: new Map(),
    unreachable: new Map(),
  };
}

/** Requests of which no answer names what they made, and why they may have made something. */
export interface DoubtedNames extends Omit<LostNames, "tag"> {
  readonly doubt: ResourceDoubt;
}

/** What asking for, removing and settling a run's resources share. */
export interface Custody {
  readonly account: ResourceAccount;
  readonly service: Service;
  /** A target that still works after an interruption. */
  readonly cleanUpTarget: Target;
  readonly ledger: Ledger;
  readonly clock: Pick<Clock, "now" | "epoch" | "sleep">;
  readonly removing: RemovalTime;
  /** Told how many of what is left have had their turn at being removed. */
  readonly tellRemoved?: ((done: number, of: number) => void) | undefined;
  /** Milliseconds that a read may lag behind a write. */
  readonly consistencyMs: number;
  /** Part of every name that the run makes up. */
  readonly namePrefix: string;
  /** What shows that a resource is the run's whose name it never sent, or that no answer tells. */
  readonly runTag?: RunTag | undefined;
  /** Of a whole service: there are endpoints whose times and tags are made up, so a name that holds the run's id is enough. */
  readonly trustsNames?: boolean;
}

/** The custody of a run that has sent nothing. */
export function openCustody(options: Omit<Custody, "account">): Custody {
  const { service, namePrefix, clock, trustsNames = false } = options;
  const account = emptyAccount(new ResourceStates({ service, namePrefix, startedAt: clock.epoch() }));
  // A whole service answers something, or nothing of it is judged.
  account.everAnswered = trustsNames;
  return { ...options, account };
}

/** Its creation is served nowhere, and no answer ever said otherwise. */
export function isNowhere({ account }: Pick<Custody, "account">, { name }: Resource): boolean {
  const { unservedKinds, servedKinds, createdKinds } = account;
  return unservedKinds.has(name) && !servedKinds.has(name) && !createdKinds.has(name);
}

/** There is none, or it is somebody else's: the run and its journal are done with it. */
export function settleAbsent({ account, ledger }: Pick<Custody, "account" | "ledger">, made: MadeResource): void {
  account.states.settled(made);
  ledger.note(made, "absent");
}

/** The endpoint says that it removed it. */
export function noteRemoved({ account, clock }: Pick<Custody, "account" | "clock">, made: MadeResource): void {
  account.lastRemovedAt = clock.now();
  account.states.removed(made, account.lastRemovedAt);
}

/** It came into doubt, unless it is known to be there. */
export function noteDoubt({ account, ledger, clock }: Custody, made: MadeResource, doubt: ResourceDoubt): void {
  if (!account.states.doubt(made, doubt)) return;
  account.lastDoubtAt = clock.now();
  ledger.note(made, "doubt", { reason: doubt.reason });
}

export function noteStray({ account }: Pick<Custody, "account">, stray: StrayResource): void {
  account.strays.set(keyOf(stray.made), stray);
}

/** It looks like what this run asks for: an endpoint may have altered its name. */
export function resemblesRun({ namePrefix }: Pick<Custody, "namePrefix">, { id }: MadeResource): boolean {
  return isMadeFrom(namePrefix, id);
}

/** What a look says, or a second one where only the text of the first says that nothing is there. */
export function isSaidUnknown(custody: Custody, made: MadeResource, described: Reply): Promise<boolean> {
  const lookAgain = async (): Promise<Reply> => (await lookAtMade(custody, made)) ?? described;
  return looksUnknown(described, lookAgain, custody.service.table.errors.unknown);
}

/** A look at it alone, at the end as well; undefined where nothing describes its kind. */
export function lookAtMade({ service, cleanUpTarget }: Custody, made: MadeResource): Promise<Reply | undefined> {
  return describeMade(made, { service, target: cleanUpTarget });
}
