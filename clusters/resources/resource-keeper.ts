import type { Clock } from "../../endpoint/clock.ts";
import type { Target } from "../../endpoint/target.ts";
import type { Resource } from "../../spec/resources/resource-table.ts";
import type { ClusterLeft } from "../removing/cluster-left.ts";
import { madeInWords, type MadeResource, outermost, type UnnamedResource } from "./made-resource.ts";
import { askedAgain, type AskedResource, type Asking, whoseName } from "./asked-resource.ts";
import type { ListedBefore } from "./given-name.ts";
import { listedOf } from "./names-on-lists.ts";
import { amongWords, findLost, type LostNames } from "./lost-name.ts";
import type { RunTag } from "../ownership/marks.ts";
import { lookFor, removalAccount, type RemoveResource, type ResourceFate, resourceRemover } from "./remove-resource.ts";
import type { ResourceListing } from "./resource-requests.ts";
import type { Service } from "../../spec/resources/service.ts";

/** What is written to the journal about a resource, before and after the request that may create it. */
export interface ResourceLedger {
  /** `at`: epoch milliseconds of the request that made it, where it is known by its answer alone. */
  intend(made: MadeResource | UnnamedResource, caseId: string, at?: number): void;
  /** `answered`: the answer to one request for what has no name yet tells what became of that request. */
  note(
    made: MadeResource | UnnamedResource,
    state: "created" | "doubt" | "removed" | "absent" | "left" | "answered",
    reason?: string,
  ): void;
}

/** A request for a resource to which the service gives a name. */
export interface UnnamedRequest {
  readonly resource: Resource;
  /** Epoch milliseconds before it was sent. */
  readonly from: number;
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
  /** What shows that a resource is the run's to which the service gave a name that no answer tells. */
  readonly runTag?: RunTag | undefined;
}

export interface ResourceDoubt {
  /** A refusal is believed where nothing shows the work to have been done. */
  readonly kind: "lost" | "refused";
  readonly reason: string;
}

/** The account of a run's resources: what it may have created, and what is not known to be gone. */
export interface ResourceKeeper {
  readonly counts: { created: number; removed: number };
  /** Before the request leaves that may make it. `at`: see ResourceLedger. */
  intend(made: MadeResource, caseId: string, at?: number): void;
  /** Before such a request leaves that will make what belongs to nothing. */
  intendUnnamed(request: UnnamedRequest, caseId: string): void;
  /** Its answer names what it made, or is a refusal. */
  answered(resource: Resource): void;
  /** After that request, unless it is known to have made it. */
  asked(made: MadeResource, asking: Asking): void;
  /** It is one of those known to be the run's. */
  has(made: MadeResource): boolean;
  /** What the list of a kind whose names the service gives has before the run makes the first one; asked for once. */
  listedBefore(resource: Resource, list: () => Promise<ResourceListing | undefined>): Promise<ListedBefore>;
  created(made: MadeResource): void;
  /** A resource was created without a name by which it could be removed; it goes with its parent. */
  nameless(resource: Resource, parent: MadeResource | undefined): void;
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

export function keepResources(options: KeeperOptions): ResourceKeeper {
  const { service, cleanUpTarget, ledger, clock, budgetMs, consistencyMs, namePrefix, runTag } = options;
  const open = new Map<string, MadeResource>();
  /** No answer said that one was made. */
  const asked = new Map<string, AskedResource>();
  const stray: ClusterLeft[] = [];
  const account = removalAccount();
  const withNameless = new Set<string>();
  const namelessKinds = new Set<string>();
  const createdKinds = new Set<string>();
  const listed = new Map<string, Promise<ListedBefore>>();
  const unnamed = new Map<Resource, DoubtedNames>();
  /** It is told of where they cannot be removed, whatever the endpoint makes: no answer came, or a look shows them. */
  const told = new Set<string>();
  const counts = { created: 0, removed: 0 };
  let lastDoubtAt = -Infinity;
  const looker = { service, target: cleanUpTarget };
  const removeOne = resourceRemover({ ...looker, clock, budgetMs }, account);
  const bearsRun = (made: MadeResource): boolean => outermost(made).id.includes(namePrefix);
  const removeIfOurs = async (made: MadeResource, see?: Parameters<RemoveResource>[1]): Promise<ResourceFate> => {
    const found = await whoseName(made, asked.get(keyOf(made)), looker);
    if (found.whose === "ours") return removeOne(made, see);
    if (found.whose === "nobody's") return { state: "absent" };
    return { state: "left", reason: found.whose === "theirs" ? THEIRS : found.reason };
  };
  const remove: RemoveResource = async (made, see) => {
    const mayBeTheirs = asked.has(keyOf(made)) && !bearsRun(made);
    const fate = mayBeTheirs ? await removeIfOurs(made, see) : await removeOne(made, see);
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
      if (fate.state === "left" && isTold) left.set(key, { name: madeInWords(made), reason: fate.reason });
    }
    // A resource that stayed may have gone with its parent.
    return [...left].flatMap(([key, each]) => (open.has(key) ? [each] : []));
  };
  const settled = (made: MadeResource, reason?: string): void => {
    asked.delete(keyOf(made));
    ledger.note(made, "absent", reason);
  };
  const wait = async (): Promise<void> => {
    const rest = lastDoubtAt + consistencyMs - clock.now();
    const isSurprised = [...asked.values()].some(({ made, isSurprise }) => isSurprise && made.parent === undefined);
    const isInDoubt = isSurprised || unnamed.size > 0 || [...told].some((key) => open.has(key));
    if (rest > 0 && isInDoubt) await clock.sleep(rest);
  };
  /** Of what no answer says was made, and belongs to nothing, what is there all the same; or may be. */
  const lookForAsked = async (): Promise<Sought> => {
    const sought: Sought = { ours: [], left: [] };
    const names = [...asked.values()].filter(({ made }) => made.parent === undefined && !open.has(keyOf(made)));
    const {
      found: listedStill,
      absent,
      unclear,
    } = await listedOf(
      names.filter(({ made }) => bearsRun(made)),
      options,
    );
    sought.ours.push(...listedStill);
    for (const made of absent) settled(made);
    for (const each of unclear) {
      if (!each.isSurprise) continue;
      const found = await lookFor(each.made, looker);
      if (found.state === "absent") settled(each.made);
      else if (found.state === "shown") sought.ours.push(each.made);
      else if (createdKinds.has(each.made.resource.name)) sought.left.push(leftOf(each.made, found.reason));
    }
    for (const each of names.filter(({ made }) => !bearsRun(made))) {
      const found = await whoseName(each.made, each, looker);
      if (found.whose === "ours") sought.ours.push(each.made);
      else if (found.whose === "nobody's") settled(each.made);
      else if (found.whose === "theirs") settled(each.made, THEIRS);
      else if (found.isShown || (each.isSurprise && createdKinds.has(each.made.resource.name)))
        sought.left.push(leftOf(each.made, found.reason));
    }
    return sought;
  };
  /** Removes what such requests made where that is certain; tells of what may be theirs. */
  const settleLost = async (lost: DoubtedNames): Promise<ClusterLeft[]> => {
    const { resource, doubt } = lost;
    const isKnown = (id: string): boolean => open.has(keyOf({ resource, id }));
    const found = await findLost(
      { ...lost, tag: runTag },
      { ...looker, isKnown, before: await listed.get(resource.name) },
    );
    for (const made of found.ours) {
      ledger.intend(made, "clean-up", lost.times[0]?.from);
      open.set(keyOf(made), made);
      told.add(keyOf(made));
    }
    const left = await removeAll(found.ours);
    // A refusal that nothing shows to have made one is believed.
    const isNone = found.others.length === 0 && (found.isWhole || doubt.kind === "refused");
    if (isNone && found.isWhole) ledger.note({ resource }, "absent");
    if (isNone) return left;
    const reason = `${doubt.reason}${amongWords(found)}`;
    ledger.note({ resource }, "left", reason);
    return [...left, { name: madeInWords({ resource }), reason }];
  };
  return {
    counts,
    intend: (made, caseId, at) => {
      ledger.intend(made, caseId, at);
      const key = keyOf(made);
      const times = at === undefined ? [] : [{ from: at, to: Infinity }];
      if (!open.has(key) && !asked.has(key)) asked.set(key, { made, times, wasFree: undefined, isSurprise: false });
    },
    asked: (made, asking) => {
      const key = keyOf(made);
      if (asking.isSurprise && made.parent === undefined) lastDoubtAt = clock.now();
      if (!open.has(key) || asked.has(key)) asked.set(key, askedAgain(asked.get(key), made, asking));
    },
    has: (made) => open.has(keyOf(made)) && !asked.has(keyOf(made)),
    listedBefore: (resource, list) => {
      const known = listed.get(resource.name) ?? list().then(listedBeforeOf);
      listed.set(resource.name, known);
      known.catch(() => listed.delete(resource.name));
      return known;
    },
    created: (made) => {
      counts.created += 1;
      createdKinds.add(made.resource.name);
      open.set(keyOf(made), made);
      asked.delete(keyOf(made));
      ledger.note(made, "created");
    },
    nameless: (resource, parent) => {
      namelessKinds.add(resource.name);
      if (parent !== undefined) return void withNameless.add(keyOf(parent));
      stray.push({
        name: madeInWords({ resource }),
        reason: "it was created from an input that has no string for a name",
      });
    },
    intendUnnamed: ({ resource, from }, caseId) => ledger.intend({ resource }, caseId, from),
    answered: (resource) => ledger.note({ resource }, "answered"),
    lostName: (request, parent, doubt) => {
      if (parent === undefined) {
        lastDoubtAt = clock.now();
        unnamed.set(request.resource, doubtedAgain(unnamed.get(request.resource), request, doubt));
        ledger.note({ resource: request.resource }, "doubt", doubt.reason);
      }
      if (parent !== undefined && doubt.kind === "lost") withNameless.add(keyOf(parent));
    },
    madeNameless: ({ name }) => namelessKinds.has(name),
    doubt: (made, { kind, reason }) => {
      open.set(keyOf(made), made);
      if (kind === "lost") {
        told.add(keyOf(made));
        lastDoubtAt = clock.now();
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
      await wait();
      const left = await removeAll([...open.values()]);
      const sought = await lookForAsked();
      for (const made of sought.ours) {
        open.set(keyOf(made), made);
        told.add(keyOf(made));
      }
      left.push(...(await removeAll(sought.ours)), ...sought.left);
      for (const lost of unnamed.values()) left.push(...(await settleLost(lost)));
      return [...stray, ...left];
    },
  };
}

/** What there is of names that no answer says were used: the run's own, and what cannot be said to be or not to be. */
interface Sought {
  readonly ours: MadeResource[];
  readonly left: ClusterLeft[];
}

/** Requests of which no answer names what they made, and why they may have made something. */
interface DoubtedNames extends Omit<LostNames, "tag"> {
  readonly doubt: ResourceDoubt;
}

/** A lost answer leaves more open than a refusal. */
function doubtedAgain(
  before: DoubtedNames | undefined,
  { resource, from }: UnnamedRequest,
  doubt: ResourceDoubt,
): DoubtedNames {
  const isWorse = before === undefined || (before.doubt.kind === "refused" && doubt.kind === "lost");
  return {
    resource,
    times: [...(before?.times ?? []), { from, to: Infinity }],
    doubt: isWorse ? doubt : before.doubt,
  };
}

function listedBeforeOf(listing: ResourceListing | undefined): ListedBefore {
  return { ids: new Set(listing?.ids), isWhole: listing?.complete === true && listing.readable };
}

function leftOf(made: MadeResource, reason: string): ClusterLeft {
  return { name: madeInWords(made), reason };
}

const THEIRS = "it is somebody else's";

/** With a resource goes what belongs to it; answers that. */
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
