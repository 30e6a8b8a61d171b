import type { Resource } from "../../spec/resources/resource-table.ts";
import type { ClusterLeft } from "../removing/cluster-left.ts";
import type { Asking } from "../looking/asked-resource.ts";
import type { ListedBefore } from "../ownership/whose-given-name.ts";
import { belongsTo, keyOf, type MadeResource } from "./made-resource.ts";
import {
  noteAsked,
  noteCreated,
  noteDoubt,
  noteIntent,
  listedBeforeFirst,
  noteLostName,
  type NamedByAnswer,
  noteNameless,
  type UnnamedRequest,
} from "./note-resources.ts";
import { removeAccounted } from "../removing/remove-accounted.ts";
import type { RemoveResource } from "../removing/remove-resource.ts";
import { emptyAccount, type ResourceAccount, type ResourceDoubt, type ResourceParts } from "./resource-account.ts";
import type { ResourceListing } from "./resource-requests.ts";
import { settleResources } from "../removing/settle-resources.ts";

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
  /** One of this kind was removed: the operation that deletes it works. */
  hasRemoved(resource: Resource): boolean;
  readonly remove: RemoveResource;
  /**
   * Removes what is left, children first, and what was refused and is listed nevertheless. Resolves to what stays. If
   * the endpoint never created anything, what is in doubt only because of a refusal does not count, but stays in the
   * journal.
   */
  settle(): Promise<ClusterLeft[]>;
}

/** What takes longer to go is waited for at the end, all of it at once. */
const SLOW_MS = 1_000;

export function keepResources(options: Omit<ResourceParts, "account">): ResourceKeeper {
  const account = emptyAccount();
  const parts: ResourceParts = { ...options, account };
  const { ledger } = parts;
  return {
    counts: account.counts,
    intend: (made, caseId, at) => noteIntent(parts, made, caseId, at),
    intendUnnamed: ({ resource, from }, caseId) => ledger.intend({ resource }, { case: caseId, at: from }),
    answered: (resource) => ledger.note({ resource }, "answered"),
    unserved: ({ name }) => void account.unservedKinds.add(name),
    asked: (made, asking) => noteAsked(parts, made, asking),
    has: (made) => account.open.has(keyOf(made)) && !account.asked.has(keyOf(made)),
    mayBeThere: (made) => account.open.has(keyOf(made)),
    listedBefore: (resource, list) => listedBeforeFirst(account, resource, list),
    created: (made) => noteCreated(parts, made),
    nameless: (resource, parent, told) => noteNameless(account, resource, parent, told),
    lostName: (request, parent, doubt) => noteLostName(parts, request, parent, doubt),
    madeNameless: ({ name }) => account.namelessKinds.has(name),
    doubt: (made, doubt) => noteDoubt(parts, made, doubt),
    holds: (made) => holds(account, made),
    hasRemoved: ({ name }) => account.removals.removed.has(name),
    remove: (made) => removeAccounted({ ...parts, slowMs: SLOW_MS }, made),
    settle: () => settleResources(parts),
  };
}

function holds({ withNameless, open }: ResourceAccount, made: MadeResource): boolean {
  const key = keyOf(made);
  return withNameless.has(key) || [...open.values()].some((each) => each !== made && belongsTo(each, key));
}
