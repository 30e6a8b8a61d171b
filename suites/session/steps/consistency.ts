import { isJsonObject, type JsonObject } from "../../../spec/json/json.ts";
import { clusterOf, memberOf } from "../../../clusters/looking/shown-cluster.ts";
import { isSuccess, type Reply } from "../../../protocol/answers/reply.ts";
import { sameCluster } from "../../oracles/cluster-answers.ts";
import type { WaitedFor } from "../context/run-context.ts";
import type { CaseSession, CaseSendOptions } from "../session.ts";

export interface Freed {
  readonly reply: Reply;
  /** What to add to the words received: the name stayed taken for a while. */
  readonly remark: string;
}

/** Registers a name that was deregistered: it may stay taken for as long as writes take to show. */
export async function registerOnceFree(
  session: CaseSession,
  input: JsonObject,
  options?: CaseSendOptions,
): Promise<Freed> {
  let attempts = 0;
  const reply = await session.eventually(
    () => {
      attempts += 1;
      return session.register(input, options);
    },
    ({ status }) => status !== 409,
  );
  return { reply, remark: attempts > 1 && reply.status !== 409 ? ", once the name was free" : "" };
}

/** Deregisters a cluster that is gone: while it goes, the answer may be as if it were there, or that it is in use. */
export async function deregisterUntilUnknown(session: CaseSession, name: string): Promise<Reply> {
  return session.eventually(
    () => session.deregister(name),
    ({ status }) => status === 404,
  );
}

/** Deregisters a cluster that may be unknown for as long as writes take to show. */
export async function deregisterOnceShown(session: CaseSession, name: string): Promise<Reply> {
  return onceShown(session, "deregistration", {
    read: () => session.deregister(name),
    holds: ({ status }) => status !== 404 || !session.context.registrations.isLive(name),
  });
}

/** Describes a registered cluster, which may be unknown for as long as writes take to show. */
export async function describeOnceShown(session: CaseSession, name: string): Promise<Reply> {
  return onceShown(session, "description", { read: () => session.describe(name), holds: showsLatest(session, name) });
}

/**
 * Whether a description shows the cluster that has the name now: a read that is behind shows an earlier life of it, or the
 * cluster before its tags, which services of their own keep.
 */
export function showsLatest({ clusters }: CaseSession, name: string): (reply: Reply) => boolean {
  const told = clusters.own.get(name)?.told;
  if (told === undefined) return isSuccess;
  if (clusters.relived.has(name)) return (reply) => isSuccess(reply) && sameCluster(told, reply).grade === "met";
  const tags = tagCount(told.input);
  return (reply) => isSuccess(reply) && tagCount(clusterOf(reply) ?? {}) >= tags;
}

function tagCount(of: JsonObject): number {
  const tags = memberOf(of, "tags");
  return isJsonObject(tags) ? Object.keys(tags).length : 0;
}

/** Waits in vain, and none that brought anything: writes do not show late here, if they show at all. */
const HOPELESS = 5;
/** What is left of the time then, so that nothing hangs on a single look. */
const SHARE = 0.1;

interface ShownBy {
  readonly read: () => Promise<Reply>;
  readonly holds: (reply: Reply) => boolean;
}

/** By then the requirement has failed for whole waits: a target that never shows anything need not take minutes to say so. */
async function onceShown(session: CaseSession, what: WaitedFor, { read, holds }: ShownBy): Promise<Reply> {
  const { settings, waits } = session.context;
  const tally = waits[what];
  const isHopeless = tally.inVain >= HOPELESS && tally.fruitful === 0;
  let looks = 0;
  const look = (): Promise<Reply> => {
    looks += 1;
    return read();
  };
  const reply = await session.eventually(look, holds, settings.consistencyMs * (isHopeless ? SHARE : 1));
  if (holds(reply) && looks > 1) tally.fruitful += 1;
  // A lost reply ends the wait early, and an error of the server tells of no cluster.
  if (!holds(reply) && (reply.status === 404 || isSuccess(reply))) tally.inVain += 1;
  return reply;
}
