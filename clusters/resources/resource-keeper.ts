import { accessLost } from "../../endpoint/aws/access-lost.ts";
import type { Clock } from "../../endpoint/clock.ts";
import type { Target } from "../../endpoint/target.ts";
import { groupedBy } from "../../spec/grouped-by.ts";
import type { Resource } from "../../spec/resources/resource-table.ts";
import type { ClusterLeft } from "../removing/cluster-left.ts";
import { inWords, type MadeResource } from "./made-resource.ts";
import {
  fateByLook,
  removalAccount,
  type RemoveResource,
  type ResourceFate,
  resourceRemover,
} from "./remove-resource.ts";
import { listResources, type ResourceListing } from "./resource-requests.ts";
import type { Service } from "../../spec/resources/service.ts";

/** What is written to the journal about a resource, before and after the request that may create it. */
export interface ResourceLedger {
  intend(made: MadeResource, caseId: string): void;
  note(made: MadeResource, state: "created" | "doubt" | "removed" | "absent" | "left", reason?: string): void;
}

export interface KeeperOptions {
  readonly service: Service;
  /** A target that still works after an interruption. */
  readonly cleanUpTarget: Target;
  readonly ledger: ResourceLedger;
  readonly clock: Clock;
  /** Milliseconds spent on removing one resource. */
  readonly budgetMs: number;
  /** Milliseconds after which a resource created by an unanswered request must be visible. */
  readonly consistencyMs: number;
  /** Part of every name that the run makes up: a resource in doubt whose name lacks it may be somebody else's. */
  readonly namePrefix: string;
}

export interface ResourceDoubt {
  readonly kind: "lost" | "refused";
  readonly reason: string;
}

/** The account of a run's resources: what it may have created, and what is not known to be gone. */
export interface ResourceKeeper {
  readonly counts: { created: number; removed: number };
  /** Called before the request that may create it is sent. */
  intend(made: MadeResource, caseId: string): void;
  created(made: MadeResource): void;
  /** A resource was created without a name by which it could be removed; it goes with its parent. */
  nameless(resource: Resource, parent: MadeResource | undefined): void;
  /** A request without an answer, or with a failure, may have created one; only the answer would have named it. */
  lostName(resource: Resource, parent: MadeResource | undefined, kind: ResourceDoubt["kind"]): void;
  /** A resource of this kind was created without a name. */
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

export function keepResources(options: KeeperOptions): ResourceKeeper {
  const { service, cleanUpTarget, ledger, clock, budgetMs, consistencyMs, namePrefix } = options;
  const open = new Map<string, MadeResource>();
  /** Resources that no answer has said were created. */
  const asked = new Map<string, MadeResource>();
  const stray: ClusterLeft[] = [];
  const account = removalAccount();
  const withNameless = new Set<string>();
  const namelessKinds = new Set<string>();
  const unnamed = new Map<Resource, ResourceDoubt["kind"]>();
  /**
   * Keys of resources to report if they cannot be removed, even if the endpoint never created any: no answer came, or a
   * list shows them.
   */
  const told = new Set<string>();
  const counts = { created: 0, removed: 0 };
  let lastLostAt = -Infinity;
  const removeOne = resourceRemover({ service, target: cleanUpTarget, clock, budgetMs }, account);
  const byLook = (made: MadeResource): Promise<ResourceFate> =>
    fateByLook(made, { service, target: cleanUpTarget }, (answer) => `nobody can say whose it is: ${answer}`);
  const remove: RemoveResource = async (made, see) => {
    const mayBeTheirs = asked.has(keyOf(made)) && !outermost(made).id.includes(namePrefix);
    const fate = mayBeTheirs ? await byLook(made) : await removeOne(made, see);
    ledger.note(made, fate.state, fate.state === "left" ? fate.reason : undefined);
    if (fate.state === "removed") counts.removed += 1;
    if (fate.state === "left") return fate;
    asked.delete(keyOf(made));
    for (const gone of forget(open, made)) ledger.note(gone, fate.state);
    return fate;
  };
  const removeAll = async (there: readonly MadeResource[]): Promise<ClusterLeft[]> => {
    const left = new Map<string, ClusterLeft>();
    for (const made of there.toSorted((a, b) => depthOf(b) - depthOf(a))) {
      const key = keyOf(made);
      if (!open.has(key)) continue;
      const fate = await remove(made);
      const isTold = counts.created > 0 || told.has(key);
      if (fate.state === "left" && isTold) left.set(key, { name: inWords(made), reason: fate.reason });
    }
    // A resource that stayed may have gone with its parent.
    return [...left].flatMap(([key, each]) => (open.has(key) ? [each] : []));
  };
  return {
    counts,
    intend: (made, caseId) => {
      ledger.intend(made, caseId);
      if (!open.has(keyOf(made))) asked.set(keyOf(made), made);
    },
    created: (made) => {
      counts.created += 1;
      open.set(keyOf(made), made);
      asked.delete(keyOf(made));
      ledger.note(made, "created");
    },
    nameless: ({ name }, parent) => {
      namelessKinds.add(name);
      if (parent !== undefined) return void withNameless.add(keyOf(parent));
      stray.push({
        name: `${name.replaceAll("-", " ")} without a name`,
        reason: "it was created from an input that has no string for a name",
      });
    },
    lostName: (resource, parent, kind) => {
      if (parent === undefined && unnamed.get(resource) !== "lost") unnamed.set(resource, kind);
      if (parent !== undefined && kind === "lost") withNameless.add(keyOf(parent));
    },
    madeNameless: ({ name }) => namelessKinds.has(name),
    doubt: (made, { kind, reason }) => {
      open.set(keyOf(made), made);
      if (kind === "lost") {
        told.add(keyOf(made));
        lastLostAt = clock.now();
      }
      ledger.note(made, "doubt", reason);
    },
    holds: (made) => {
      const key = keyOf(made);
      return withNameless.has(key) || [...open.values()].some((each) => each !== made && belongsTo(each, key));
    },
    hasRemoved: ({ name }) => account.removed.has(name),
    remove,
    settle: async () => {
      // What was deleted without waiting has had its time by now.
      account.lasting = 0;
      const rest = lastLostAt + consistencyMs - clock.now();
      if (rest > 0 && [...told].some((key) => open.has(key))) await clock.sleep(rest);
      const left = await removeAll([...open.values()]);
      const refused = [...asked.values()].filter(({ id, parent }) => parent === undefined && id.includes(namePrefix));
      const found = (await listedOf(refused, options)).filter((made) => !open.has(keyOf(made)));
      for (const made of found) {
        open.set(keyOf(made), made);
        told.add(keyOf(made));
      }
      left.push(...(await removeAll(found)), ...(await unnamedAt(unnamed, options, open)));
      return [...stray, ...left];
    },
  };
}

/** Those that appear in the lists of their kinds. */
async function listedOf(
  wanted: readonly MadeResource[],
  { service, cleanUpTarget }: KeeperOptions,
): Promise<MadeResource[]> {
  const found: MadeResource[] = [];
  for (const [{ list }, made] of groupedBy(wanted, ({ resource }) => resource)) {
    const listing = list && (await listOrNone(() => listResources(service, cleanUpTarget, list, undefined)));
    found.push(...made.filter(({ id }) => listing?.ids.includes(id)));
  }
  return found;
}

/** How many of a long list a record has room for. */
const IDS_TOLD = 100;

/** Kinds whose list shows, or may show, a resource that no answer named: nobody can say whether it is the run's. */
async function unnamedAt(
  kinds: ReadonlyMap<Resource, ResourceDoubt["kind"]>,
  { service, cleanUpTarget }: KeeperOptions,
  open: ReadonlyMap<string, MadeResource>,
): Promise<ClusterLeft[]> {
  const left: ClusterLeft[] = [];
  for (const [resource, kind] of kinds) {
    const { name, list } = resource;
    const listing = list && (await listOrNone(() => listResources(service, cleanUpTarget, list, undefined)));
    const ids = (listing?.ids ?? []).filter((id) => !open.has(keyOf({ resource, id })));
    const isSeen = listing?.complete === true && listing.readable;
    // If nothing shows that the failed request created one, the failure is believed.
    if (ids.length === 0 && (isSeen || kind === "refused")) continue;
    const more = ids.length > IDS_TOLD ? ` and ${ids.length - IDS_TOLD} more` : "";
    const among = ids.length === 0 ? "" : `; it may be among those listed: ${ids.slice(0, IDS_TOLD).join(", ")}${more}`;
    const reason = `no answer to its creation names it, and nothing else does${among}`;
    left.push({ name: `${name.replaceAll("-", " ")} without a name`, reason });
  }
  return left;
}

/** If the list can no longer be requested, it shows nothing. */
async function listOrNone(list: () => Promise<ResourceListing | undefined>): Promise<ResourceListing | undefined> {
  try {
    return await list();
  } catch (error) {
    if (accessLost(error) === undefined) throw error;
    return undefined;
  }
}

function outermost(made: MadeResource): MadeResource {
  return made.parent === undefined ? made : outermost(made.parent);
}

/** Forgets a resource and what belongs to it, which goes with it; returns the latter. */
function forget(open: Map<string, MadeResource>, gone: MadeResource): MadeResource[] {
  const key = keyOf(gone);
  const along = [...open.values()].filter((made) => belongsTo(made, key));
  for (const made of [gone, ...along]) open.delete(keyOf(made));
  return along;
}

function belongsTo({ parent }: MadeResource, key: string): boolean {
  return parent !== undefined && (keyOf(parent) === key || belongsTo(parent, key));
}

function depthOf({ parent }: MadeResource): number {
  return parent === undefined ? 0 : 1 + depthOf(parent);
}

/** A key for each kind and identity, including the parents'. */
export function keyOf(made: MadeResource): string {
  const { resource, id, parent } = made;
  return JSON.stringify([resource.name, id, ...(parent === undefined ? [] : [keyOf(parent)])]);
}
