import { clusterMade } from "#suites/registration/session/cluster-made.ts";
import { plainText } from "#spec/json/plain-text.ts";
import { isJsonObject, type JsonObject } from "#spec/json/json.ts";
import { withoutAdded } from "#spec/resources/tag-form.ts";
import { mayBeMissing } from "#custody/looking/absence.ts";
import { clusterOf, DEPARTING, isDeparting, shownMember } from "#custody/looking/shown-cluster.ts";
import { isSuccess, lostReply, type Reply } from "#protocol/answers/reply.ts";
import { sameCluster } from "#suites/oracles/clusters/cluster-answers.ts";
import { endOf, type WaitedFor } from "#suites/session/patience.ts";
import { lastOf, type Looked, type Wait } from "#suites/session/round.ts";
import type { CaseSession, CaseSendOptions } from "#suites/registration/session/session.ts";
import { KIND, OPERATIONS } from "#spec/registration/registered-cluster.ts";

/** What of a write is waited for to show. */
export const AWAITED = {
  description: { operation: OPERATIONS.register, event: "is described" },
  freeName: { operation: OPERATIONS.register, event: "name is free" },
  deregistration: { operation: OPERATIONS.deregister, event: "is known" },
  departure: { operation: OPERATIONS.deregister, event: "is gone" },
  endOfDeparture: endOf("being deleted", { kind: KIND, operation: OPERATIONS.deregister }),
  tags: { operation: OPERATIONS.showTags, event: "are shown" },
  list: { operation: OPERATIONS.list, event: "is whole" },
  plainList: { operation: OPERATIONS.list, event: "is plain" },
} as const;

export interface Freed {
  readonly reply: Reply;
  /** A note to add to what was received: the name stayed taken for a while. */
  readonly remark: string;
}

/** Registers a name that was deregistered, and may stay taken for as long as writes take to show. */
export async function registerOnceFree(
  session: CaseSession,
  input: JsonObject,
  options?: CaseSendOptions,
): Promise<Freed> {
  let attempts = 0;
  const reply = await waitForDeparture(session, AWAITED.freeName, {
    names: [plainText(shownMember(input, "name"))],
    read: () => {
      attempts += 1;
      return session.register(input, options);
    },
    holds: ({ status }) => status !== 409,
  });
  return { reply, remark: attempts > 1 && reply.status !== 409 ? ", once the name was free" : "" };
}

/** Deregisters a cluster that is gone. While it is going, the answer may be as if it existed, or that it is in use. */
export async function deregisterUntilUnknown(session: CaseSession, name: string): Promise<Reply> {
  return waitForDeparture(session, AWAITED.departure, {
    names: [name],
    read: () => session.deregister(name),
    holds: mayBeMissing,
  });
}

/** Deregisters a cluster that may be unknown for as long as writes take to show. */
export async function deregisterOnceShown(session: CaseSession, name: string): Promise<Reply> {
  return session.waitFor(AWAITED.deregistration, {
    read: () => session.deregister(name),
    holds: (reply) => !mayBeMissing(reply) || !session.context.keeper.states.isLive(clusterMade(name)),
  });
}

/** Describes a cluster that was deregistered, which may be shown for as long as writes take to show. */
export async function describeUntilGone(session: CaseSession, name: string): Promise<Reply> {
  return waitForDeparture(session, AWAITED.departure, {
    names: [name],
    read: () => session.describe(name),
    holds: (reply) => !isSuccess(reply),
  });
}

/** Describes a registered cluster, which may be unknown for as long as writes take to show. */
export async function describeOnceShown(session: CaseSession, name: string): Promise<Reply> {
  return session.waitFor(AWAITED.description, {
    read: () => session.describe(name),
    holds: showsLatest(session, name),
  });
}

/**
 * Whether a description shows the cluster that has the name now. A read that lags behind may show an earlier cluster of
 * the name, or this one without its tags, which a separate service may keep.
 */
export function showsLatest({ clusters }: CaseSession, name: string): (reply: Reply) => boolean {
  const told = clusters.own.get(name)?.told;
  if (told === undefined) return isSuccess;
  if (clusters.relived.has(name)) return (reply) => isSuccess(reply) && sameCluster(told, reply).grade === "met";
  const sent = tagsOf(told.input);
  const count = Object.keys(sent).length;
  return (reply) =>
    isSuccess(reply) && Object.keys(withoutAdded(tagsOf(clusterOf(reply) ?? {}), [sent])).length >= count;
}

function tagsOf(of: JsonObject): JsonObject {
  const tags = shownMember(of, "tags");
  return isJsonObject(tags) ? tags : {};
}

interface Departure<Seen extends Looked> extends Wait<Seen> {
  /** The clusters that are to be gone. */
  readonly names: readonly string[];
}

/**
 * Reads until it holds. A description with the status DELETING is no read that lags behind: the target says that it is at
 * it, and no source says for how long it may be. Until it is over, nothing else is waited for.
 */
export async function waitForDeparture<Seen extends Exclude<Looked, undefined>>(
  session: CaseSession,
  what: WaitedFor,
  { names, ...wait }: Departure<Seen>,
): Promise<Seen> {
  let going: readonly string[] | undefined;
  const read = async (): Promise<Seen> => {
    const seen = await wait.read();
    if (!wait.holds(seen)) going ??= await departing(session, names);
    return seen;
  };
  const holds = (seen: Seen): boolean => wait.holds(seen) || (going?.length ?? 0) > 0;
  const seen = await session.waitFor(what, { read, holds });
  const last = lastOf(seen);
  if (wait.holds(seen) || last === undefined || lostReply(last) || names.length === 0) return seen;
  const left = await departing(session, names);
  const ends = await Promise.all(left.map((name) => hasEnded(session, name)));
  if (ends.length === 0 || ends.includes(false)) return wait.read();
  // So the write has shown.
  session.context.patience.fruitful(what);
  return session.waitFor(what, wait);
}

/** Those of the clusters that are shown as being deregistered. */
async function departing(session: CaseSession, names: readonly string[]): Promise<readonly string[]> {
  const shown = await Promise.all(names.map(async (name) => isDeparting(await session.describe(name))));
  return names.filter((_name, at) => shown[at] === true);
}

/** Waits for as long as a cluster may be shown as being deregistered; false if it is still. */
async function hasEnded(session: CaseSession, name: string): Promise<boolean> {
  const holds = (reply: Reply): boolean => !isDeparting(reply);
  const read = (): Promise<Reply> => session.describe(name);
  return holds(await session.waitFor(AWAITED.endOfDeparture, { read, holds, times: DEPARTING }));
}
