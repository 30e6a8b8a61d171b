import type { Resource } from "../../spec/resources/resource-table.ts";
import type { ListedBefore } from "../ownership/whose-given-name.ts";
import type { ClusterLeft } from "../removing/cluster-left.ts";
import { removeAccounted } from "../removing/remove-accounted.ts";
import type { ResourceFate } from "../removing/remove-resource.ts";
import { settleAccount } from "../removing/settle.ts";
import { belongsTo, depthOf, keyOf, leftOf, type MadeResource } from "./made-resource.ts";
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
import { type Custody, emptyAccount, noteDoubt, type ResourceAccount } from "./resource-account.ts";
import type { ResourceListing } from "./resource-requests.ts";
import { type Accounted, type ResourceDoubt, ResourceStates } from "./resource-states.ts";

/** The account of a run's resources: what it may have created, and what is not known to be gone. */
export interface ResourceKeeper {
  readonly counts: { created: number; removed: number };
  /** Before the request leaves that may make it. `at`: see IntendedCreation. */
  intend(made: MadeResource, caseId: string, at?: number): void;
  /** Before such a request leaves that will make what belongs to nothing. */
  intendUnnamed(request: UnnamedRequest, caseId: string): void;
  /** Its answer names what it made, or is a refusal. */
  answered(resource: Resource): void;
  /** Its creation was refused word for word as a path that cannot exist. */
  unserved(resource: Resource): void;
  /** After that request, unless it is known to have made it. */
  asked(made: MadeResource, asking: Asking): void;
  /** It is one of those known to be the run's. */
  has(made: MadeResource): boolean;
  /** It may be there still, for all that the run knows: its removal has not come to an end. */
  mayBeThere(made: MadeResource): boolean;
  /** An answer said that it was created, now or before: its name may have had another life. */
  wasCreated(made: MadeResource): boolean;
  /** Its removal was answered, and it is not known to be gone: nobody can have its name yet. */
  isGoing(made: MadeResource): boolean;
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
  remove(made: MadeResource): Promise<ResourceFate>;
  /**
   * Removes what is left, children first, and what was refused and is listed nevertheless. Resolves to what stays. If
   * the endpoint never created anything, what is in doubt only because of a refusal does not count, but stays in the
   * journal.
   */
  settle(): Promise<ClusterLeft[]>;
}

export type KeeperOptions = Omit<Custody, "account" | "trustsNames">;

export function keepResources(options: KeeperOptions): ResourceKeeper {
  const { service, namePrefix, clock, ledger } = options;
  const account = emptyAccount(new ResourceStates({ service, namePrefix, startedAt: clock.epoch() }));
  // A whole service answers something, or nothing of it is judged.
  account.everAnswered = true;
  const custody: Custody = { ...options, account, trustsNames: true };
  const { states } = account;
  return {
    counts: account.counts,
    intend: (made, caseId, at) => noteIntent(custody, made, caseId, at),
    intendUnnamed: ({ resource, from }, caseId) => ledger.intend({ resource }, { case: caseId, at: from }),
    answered: (resource) => ledger.note({ resource }, "answered"),
    unserved: ({ name }) => void account.unservedKinds.add(name),
    asked: (made, asking) => noteAsked(custody, made, asking),
    has: (made) => states.is(made, "alive"),
    mayBeThere: (made) => isOpen(states.get(made)),
    wasCreated: (made) => states.get(made)?.created === true,
    isGoing: (made) => states.get(made)?.isGoing === true,
    listedBefore: (resource, list) => listedBeforeFirst(account, resource, list),
    created: (made) => noteCreated(custody, made),
    nameless: (resource, parent, told) => noteNameless(custody, resource, parent, told),
    lostName: (request, parent, doubt) => noteLostName(custody, request, parent, doubt),
    madeNameless: ({ name }) => account.namelessKinds.has(name),
    doubt: (made, doubt) => noteDoubt(custody, made, doubt),
    holds: (made) => holds(account, made),
    isKept: (made) => holds(account, made, ({ holds: keeps }) => keeps === true),
    hasRemoved: ({ name }) => account.removals.removed.has(name),
    remove: (made) => removeAccounted(custody, made, { atEnd: false }),
    settle: async () => {
      await settleAccount(custody);
      return leftBehind(custody);
    },
  };
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
function leftBehind({ account }: Custody): ClusterLeft[] {
  const { states, nameless, strays } = account;
  const left = states.in("left").sort((one, other) => depthOf(other.made) - depthOf(one.made));
  return [
    ...nameless,
    ...left.map(({ made, reason = "" }) => leftOf(made, reason)),
    ...[...strays.values()].map(({ made, reason }) => leftOf(made, reason)),
  ];
}
