import type { Resource } from "#spec/resources/resource-table.ts";
import type { IntendedCreation } from "#custody/journal/ledger.ts";
import type { RunTag } from "#custody/ownership/marks.ts";
import type { ListedBefore } from "#custody/ownership/whose-given-name.ts";
import { type AccountedFate, removeAccounted, type Removing } from "#custody/removing/remove-accounted.ts";
import { STRAY } from "#custody/removing/cluster-left.ts";
import { settleAccount } from "#custody/removing/settle.ts";
import { belongsTo, depthOf, keyOf, type LeftResource, type MadeResource } from "./made-resource.ts";
import {
  type Asking,
  listedBeforeFirst,
  noteAsked,
  noteCreated,
  noteIntent,
  noteLostName,
  type NamedByAnswer,
  noteNameless,
  type UnnamedRequest,
} from "./note-resources.ts";
import {
  type Custody,
  noteDoubt,
  noteRemoved,
  noteStray,
  resemblesRun,
  type ResourceAccount,
  settleAbsent,
} from "./resource-account.ts";
import type { ResourceListing } from "./resource-requests.ts";
import type { Accounted, ResourceDoubt, ResourceStates } from "./resource-states.ts";

/** What may be asked of the states; only custody changes them. */
export type KnownStates = Pick<
  ResourceStates,
  "bearsRun" | "get" | "hadLife" | "has" | "in" | "is" | "isLive" | "shows" | "wasCreated"
>;

/** The account of a run's resources of every kind: what it may have created, and what is not known to be gone. */
export interface ResourceKeeper {
  readonly states: KnownStates;
  readonly counts: Readonly<ResourceAccount["counts"]>;
  /** How many could not be removed, so far. */
  unremovable(): number;
  /** Before the request leaves that may make it; with the tag, if it bears the run's. */
  intend(made: MadeResource, creation: IntendedCreation, tag?: RunTag): void;
  /** Before such a request leaves that will make what belongs to nothing. */
  intendUnnamed(request: UnnamedRequest, caseId: string): void;
  /** Its answer names what it made, or is a refusal. */
  answered(resource: Resource): void;
  /** Its creation was refused word for word as a path that cannot exist. */
  unserved(resource: Resource): void;
  /** After that request, unless it is known to have made it. */
  asked(made: MadeResource, asking: Asking): void;
  /** It may be there still, for all that the run knows: its removal has not come to an end. */
  mayBeThere(made: MadeResource): boolean;
  /** The run knows why it may be listed: it may be alive, or is told of as left. */
  accountsFor(made: MadeResource): boolean;
  /** What the list of a kind whose names the service gives has before the run makes the first one; asked for once. */
  listedBefore(resource: Resource, list: () => Promise<ResourceListing | undefined>): Promise<ListedBefore>;
  created(made: MadeResource): void;
  /** A resource was created without a name by which it could be removed; it goes with its parent. */
  nameless(resource: Resource, parent: MadeResource | undefined, told?: NamedByAnswer): void;
  /**
   * One may have been made by a request whose answer alone would have named it: there was none, or a refusal, or it named
   * one that is not the run's.
   */
  lostName(request: UnnamedRequest, parent: MadeResource | undefined, doubt: ResourceDoubt): void;
  /** One of this kind was. */
  madeNameless(resource: Resource): boolean;
  /** No answer says whether it exists: there was none, or a refusal that may have come after the work was done. */
  doubt(made: MadeResource, doubt: ResourceDoubt): void;
  /** Something that belongs to it may still exist. */
  holds(made: MadeResource): boolean;
  /** Something that belongs to it, and has to go first, may still exist. */
  isKept(made: MadeResource): boolean;
  /** One of this kind was removed: the operation that deletes it works. */
  hasRemoved(resource: Resource): boolean;
  /** A case removed it itself, and was told that it worked. */
  removed(made: MadeResource): void;
  /** The endpoint was asked about one that it had refused, and knows none. */
  absent(made: MadeResource): void;
  /** It is listed and described as the run's, and nothing accounts for it; whether the run asked for it, and may remove it. */
  found(made: MadeResource): boolean;
  /** It is listed, nothing accounts for it, and the operations that take a name do not know it. */
  unreachable(made: MadeResource): void;
  /** Removes what a case left alive or in doubt. */
  remove(made: MadeResource, see?: Removing["see"]): Promise<AccountedFate>;
  /**
   * Removes what is left, children first, and what was refused and is listed nevertheless. Resolves to what stays. If
   * the endpoint never created anything, what is in doubt only because of a refusal does not count, but stays in the
   * journal.
   */
  settle(): Promise<LeftResource[]>;
}

export function keepResources(custody: Custody): ResourceKeeper {
  const { account, ledger } = custody;
  const { states, counts } = account;
  return {
    states,
    counts,
    unremovable: () => states.in("left").length + straysOfRun(custody).length,
    intend: (made, creation, tag) => noteIntent(custody, made, creation, tag),
    intendUnnamed: ({ resource, from }, caseId) => ledger.intend({ resource }, { case: caseId, at: from }),
    answered: (resource) => ledger.note({ resource }, "answered"),
    unserved: ({ name }) => void account.unservedKinds.add(name),
    asked: (made, asking) => noteAsked(custody, made, asking),
    mayBeThere: (made) => isOpen(states.get(made)),
    accountsFor: (made) => {
      const isTold = account.strays.has(keyOf(made)) || account.late.has(keyOf(made));
      return isTold || states.isLive(made) || states.is(made, "left");
    },
    listedBefore: (resource, list) => listedBeforeFirst(account, resource, list),
    created: (made) => noteCreated(custody, made),
    nameless: (resource, parent, told) => noteNameless(custody, resource, parent, told),
    lostName: (request, parent, doubt) => noteLostName(custody, request, parent, doubt),
    madeNameless: ({ name }) => account.namelessKinds.has(name),
    doubt: (made, doubt) => noteDoubt(custody, made, doubt),
    holds: (made) => holds(account, made),
    isKept: (made) => holds(account, made, ({ holds: keeps }) => keeps === true),
    hasRemoved: ({ name }) => account.removals.removed.has(name),
    removed: (made) => {
      if (states.is(made, "alive")) counts.removed += 1;
      noteRemoved(custody, made);
      if (states.is(made, "alive", "left")) states.unproven(made);
    },
    absent: (made) => {
      if (states.is(made, "unproven") && states.get(made)?.doubt === undefined) settleAbsent(custody, made);
    },
    found: (made) => {
      if (states.has(made)) states.reopen(made);
      else noteStray(custody, { made, reason: STRAY });
      return states.has(made);
    },
    unreachable: (made) => void account.unreachable.set(keyOf(made), made),
    remove: (made, see) => removeAccounted(custody, made, { see, atEnd: false }),
    settle: async () => {
      await settleAccount(custody);
      return leftBehind(custody);
    },
  };
}

function straysOfRun(custody: Custody): MadeResource[] {
  const strays = [...custody.account.strays.values()].map(({ made }) => made);
  return strays.filter((made) => resemblesRun(custody, made));
}

/** Made, or perhaps made, and not known to be gone. */
function isOpen(known: Accounted | undefined): boolean {
  const { state, doubt } = known ?? {};
  return state === "alive" || state === "left" || (state === "doubtful" && doubt?.kind !== "refused");
}

function holds(
  { withNameless, states }: ResourceAccount,
  made: MadeResource,
  isMeant: (resource: Resource) => boolean = () => true,
): boolean {
  const key = keyOf(made);
  const isBelow = (known: Accounted): boolean =>
    belongsTo(known.made, key) && isMeant(known.made.resource) && isOpen(known);
  return withNameless.has(key) || states.in("alive", "left", "doubtful").some(isBelow);
}

/** What it could not remove, and what nobody knows whose it is. */
function leftBehind({ account }: Custody): LeftResource[] {
  const { states, nameless, strays, unreachable } = account;
  const left = states.in("left").sort((one, other) => depthOf(other.made) - depthOf(one.made));
  const told = [
    ...left.map(({ made, reason = "", mayBeTheirs }) => ({ made, reason, isOurs: !mayBeTheirs })),
    ...strays.values(),
    ...[...unreachable.values()].map((made) => ({ made, reason: listedAlone(made) })),
  ];
  const first = new Map(told.map((each) => [keyOf(each.made), each] as const).reverse());
  return [...nameless, ...told.filter((each) => first.get(keyOf(each.made)) === each)];
}

function listedAlone({ resource: { list, describe, delete: deletion } }: MadeResource): string {
  return `${list?.operation} still names it, although ${describe?.operation} and ${deletion?.operation} do not find it`;
}
