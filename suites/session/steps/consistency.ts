import { plainText } from "../../../spec/json/plain-text.ts";
import { isJsonObject, type JsonObject } from "../../../spec/json/json.ts";
import { withoutAdded } from "../../../spec/resources/tag-form.ts";
import { mayBeMissing } from "../../../custody/looking/absence.ts";
import { clusterOf, DEPARTING, isDeparting, shownMember } from "../../../custody/looking/shown-cluster.ts";
import { isSuccess, lostReply, type Reply } from "../../../protocol/answers/reply.ts";
import { sameCluster } from "../../oracles/clusters/cluster-answers.ts";
import type { WaitedFor, WaitTally } from "../context/run-context.ts";
import type { CaseSession, CaseSendOptions } from "../session.ts";

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
  const reply = await waitForDeparture(session, "free name", {
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
  return waitForDeparture(session, "departure", {
    names: [name],
    read: () => session.deregister(name),
    holds: mayBeMissing,
  });
}

/** Deregisters a cluster that may be unknown for as long as writes take to show. */
export async function deregisterOnceShown(session: CaseSession, name: string): Promise<Reply> {
  return waitFor(session, "deregistration", {
    read: () => session.deregister(name),
    holds: (reply) => !mayBeMissing(reply) || !session.context.registrations.isLive(name),
  });
}

/** Describes a cluster that was deregistered, which may be shown for as long as writes take to show. */
export async function describeUntilGone(session: CaseSession, name: string): Promise<Reply> {
  return waitForDeparture(session, "departure", {
    names: [name],
    read: () => session.describe(name),
    holds: (reply) => !isSuccess(reply),
  });
}

/** Describes a registered cluster, which may be unknown for as long as writes take to show. */
export async function describeOnceShown(session: CaseSession, name: string): Promise<Reply> {
  return waitFor(session, "description", { read: () => session.describe(name), holds: showsLatest(session, name) });
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

/** Waits in vain, and none that brought anything: writes do not show late here, if they show at all. */
const HOPELESS = 3;
/** What is left of the time then, and of that after as many again: at the last no more than two looks. */
const SHARE = 0.1;

interface Wait {
  readonly read: () => Promise<Reply>;
  readonly holds: (reply: Reply) => boolean;
  /** Times as long as a write may take to show; once by default. */
  readonly times?: number;
}

interface Departure extends Wait {
  /** The clusters that are to be gone. */
  readonly names: readonly string[];
}

/**
 * Reads until it holds, as `waitFor` does. A description with the status DELETING is no read that lags behind: the target
 * says that it is at it, and no source says for how long it may be. Until it is over, nothing else is waited for.
 */
export async function waitForDeparture(
  session: CaseSession,
  what: WaitedFor,
  { names, ...wait }: Departure,
): Promise<Reply> {
  let going: readonly string[] | undefined;
  const read = async (): Promise<Reply> => {
    const reply = await wait.read();
    if (!wait.holds(reply)) going ??= await departing(session, names);
    return reply;
  };
  const holds = (reply: Reply): boolean => wait.holds(reply) || (going?.length ?? 0) > 0;
  const reply = await waitFor(session, what, { ...wait, read, holds });
  if (wait.holds(reply) || lostReply(reply) || names.length === 0) return reply;
  const left = await departing(session, names);
  const ends = await Promise.all(left.map((name) => hasEnded(session, name)));
  if (ends.length === 0 || ends.includes(false)) return wait.read();
  // So the write has shown.
  tallyOf(session, what).fruitful += 1;
  return waitFor(session, what, wait);
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
  return holds(await waitFor(session, "end of departure", { read, holds, times: DEPARTING }));
}

/**
 * Reads until it holds, or for as long as writes may take to show; the last reply. A target that never shows what is
 * waited for need not take minutes to say so: by then the requirement has failed for whole waits.
 */
export async function waitFor(session: CaseSession, what: WaitedFor, { read, holds, times = 1 }: Wait): Promise<Reply> {
  const { settings, clock } = session.context;
  const tally = tallyOf(session, what);
  const share = tally.fruitful > 0 ? 1 : SHARE ** Math.floor(inVainAsSeen(session, tally) / HOPELESS);
  const startedAt = clock.now();
  let looks = 0;
  const look = (): Promise<Reply> => {
    looks += 1;
    return read();
  };
  const reply = await session.eventually(look, holds, settings.consistencyMs * times * share);
  if (holds(reply) && looks > 1) tally.fruitful += 1;
  // A lost reply ends the wait early. One time in which a target was busy is not to end the patience by itself.
  if (!holds(reply) && !lostReply(reply) && startedAt >= tally.inVainUntil) {
    // One that took as long as many shows as much.
    tally.inVain += Math.min(times, HOPELESS);
    tally.inVainUntil = clock.now();
  }
  return reply;
}

/** Where no wait for anything has ever brought it, one for a thing says as much as several. */
function inVainAsSeen({ context }: CaseSession, { inVain }: WaitTally): number {
  const all = [...context.waits.values()];
  const ofAll = all.reduce((sum, tally) => sum + tally.inVain, 0);
  const isOneEnough = ofAll >= HOPELESS && all.every(({ fruitful }) => fruitful === 0);
  return isOneEnough && inVain > 0 ? Math.max(inVain, HOPELESS) : inVain;
}

function tallyOf({ context }: CaseSession, what: WaitedFor): WaitTally {
  const tally = context.waits.get(what) ?? { fruitful: 0, inVain: 0, inVainUntil: -Infinity };
  context.waits.set(what, tally);
  return tally;
}
