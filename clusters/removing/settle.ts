import { accessLost } from "../../endpoint/aws/access-lost.ts";
import { describeReply } from "../../protocol/answers/describe-reply.ts";
import { isSuccess, type Reply } from "../../protocol/answers/reply.ts";
import type { Target } from "../../endpoint/target.ts";
import { listClusters } from "../looking/list-clusters.ts";
import type { Doubt } from "../ownership/name-states.ts";
import { settleAbsent, type RegistrationParts } from "../registering/registration-parts.ts";
import { canBeAddressed } from "./removal.ts";
import { describeCluster, leaveIfTold, removeOurs, type FoundAtTarget } from "./remove-ours.ts";
import { ERRORS } from "../../spec/registration/registered-cluster.ts";

/** Looks at names this many at a time. */
const AT_ONCE = 64;

/**
 * Before a run ends: removes what is alive, tries again what could not be removed, and looks for every name that nothing
 * proves absent, in the list where there is one and by itself else. Resolves to what was there although it had been
 * refused; what cannot be removed, or proved absent, is `left` by its state.
 */
export async function settleNames(given: RegistrationParts): Promise<FoundAtTarget[]> {
  const parts = { ...given, cleanUpTarget: onFreshConnections(given.cleanUpTarget) };
  const { states } = parts;
  await noticeGone(parts);
  const found = await removeOurs(parts, states.namesIn("alive", "doubtful"));
  await removeOurs(parts, states.namesIn("left"));
  await noticeGone(parts);
  const unproven = new Set(states.namesIn("doubtful", "unproven", "asked"));
  // A registration that was refused, whatever for, may have been carried out; so may one that was undone not have been.
  if (unproven.size === 0 && parts.tally.registered === 0) return found;
  await waitForLateOnes(parts);
  const listed = await withAccess(
    () => listOnceSettled(parts),
    () => undefined,
  );
  for (const name of listed ?? []) if (states.resembles(name) && !states.has(name)) parts.tally.strays.add(name);
  for (const name of states.namesIn("left")) if (isProvedByList(name, listed)) settleAbsent(parts, name);
  const there = stillThere(parts, listed);
  for (const name of there) states.reopen(name);
  found.push(...(await removeOurs(parts, there)));
  await inTurns([...new Set([...unproven, ...there])], async (name) => {
    const prove = (): Promise<FoundAtTarget[]> => proveAbsent(parts, name, listed !== undefined && !listed.has(name));
    const untold = (reason: string): FoundAtTarget[] => {
      if (parts.states.get(name)?.doubt !== undefined)
        leaveIfTold(parts, name, `nobody can say whether it is there: ${reason}`);
      return [];
    };
    found.push(...(await withAccess(prove, untold)));
  });
  await forgetGoneStrays(parts, listed);
  return found;
}

/** No other question can be asked about it. */
function isProvedByList(name: string, listed: ReadonlySet<string> | undefined): boolean {
  return !canBeAddressed(name) && listed?.has(name) === false;
}

/** A name that an answer made of one that was sent is of no account any more when what it named is gone. */
async function forgetGoneStrays(parts: RegistrationParts, listed: ReadonlySet<string> | undefined): Promise<void> {
  const { strays } = parts.tally;
  const unlisted = [...strays].filter((name) => listed?.has(name) !== true);
  await inTurns(unlisted, async (name) => {
    if (await isUnknown(parts, name)) strays.delete(name);
  });
}

/** A cluster whose deregistration no answer came to, and which is unknown now, is as good as deregistered. */
async function noticeGone(parts: RegistrationParts): Promise<void> {
  const { states } = parts;
  const unanswered = states.namesIn("alive", "left").filter((name) => states.get(name)?.removalUnanswered === true);
  await inTurns(unanswered, async (name) => {
    if (await isUnknown(parts, name)) states.unproven(name);
  });
}

async function isUnknown(parts: RegistrationParts, name: string): Promise<boolean> {
  const look = (): Promise<Reply> => describeCluster(parts, name);
  const described = await withAccess(look, () => undefined);
  return described?.error.name === ERRORS.unknown;
}

/** Absence is proved by an answer to this very question, not by one that came late, or on another's connection. */
function onFreshConnections(target: Target): Target {
  return { ...target, send: (request, options) => target.send(request, { ...options, fresh: true }) };
}

/** What the endpoint lists; where that has clusters that are gone, once its reads must show that they are. */
async function listOnceSettled(parts: RegistrationParts): Promise<ReadonlySet<string> | undefined> {
  const listed = await listClusters(parts.cleanUpTarget);
  if (stillThere(parts, listed).length === 0 || !(await readsSettled(parts))) return listed;
  return listClusters(parts.cleanUpTarget);
}

function stillThere({ states }: RegistrationParts, listed: Iterable<string> = []): string[] {
  return [...listed].filter((name) => states.has(name) && !states.is(name, "left"));
}

/** Clusters that are shown after all, by so many of which it is certain that waiting does not help. */
const HOPELESS = 5;

/** Waits until reads must show the latest removal; false where they did already, or waiting has not helped before. */
async function readsSettled({ tally, clock, consistencyMs }: RegistrationParts): Promise<boolean> {
  const rest = tally.lastRemovedAt + consistencyMs - clock.now();
  if (rest <= 0 || tally.stillShown >= HOPELESS) return false;
  await clock.sleep(rest);
  return true;
}

/** Describes a name; where it is shown, once more when the endpoint's reads must show the latest removal. */
async function describeOnceSettled(parts: RegistrationParts, name: string): Promise<Reply> {
  const describe = (): Promise<Reply> => describeCluster(parts, name);
  const first = await describe();
  const last = parts.states.shows(name, first) && (await readsSettled(parts)) ? await describe() : first;
  if (parts.states.shows(name, last)) parts.tally.stillShown += 1;
  return last;
}

/** Credentials that can no longer be had prove nothing, and end nothing: what is left must still be named. */
async function withAccess<Result>(look: () => Promise<Result>, without: (reason: string) => Result): Promise<Result> {
  try {
    return await look();
  } catch (error) {
    const reason = accessLost(error)?.reason;
    if (reason === undefined) throw error;
    return without(reason);
  }
}

/** What an endpoint does late, after a refusal, shows within the time that its reads may lag behind its writes. */
async function waitForLateOnes(parts: RegistrationParts): Promise<void> {
  const { tally, clock, consistencyMs } = parts;
  const rest = tally.lastDoubtAt + consistencyMs - clock.now();
  // One that refuses all it is asked refuses at once.
  const kinds: readonly Doubt["kind"][] = tally.registered > 0 ? ["lost", "failed", "refused"] : ["lost", "failed"];
  if (rest > 0 && isAnyDoubted(parts, kinds)) await clock.sleep(rest);
}

function isAnyDoubted({ states }: RegistrationParts, kinds?: readonly Doubt["kind"][]): boolean {
  return states.namesIn("doubtful", "unproven").some((name) => {
    const doubt = states.get(name)?.doubt;
    return doubt !== undefined && kinds?.includes(doubt.kind) !== false;
  });
}

/** A name in doubt is looked for by itself, whatever the list says; one that was plainly refused where there is no list. */
async function proveAbsent(parts: RegistrationParts, name: string, notListed: boolean): Promise<FoundAtTarget[]> {
  const { states } = parts;
  if (!states.is(name, "doubtful", "unproven", "asked")) return [];
  const doubted = states.get(name)?.doubt !== undefined;
  if (doubted || !notListed) {
    const described = await describeOnceSettled(parts, name);
    if (states.shows(name, described)) return removeOnceMore(parts, name);
    // Somebody else's proves ours absent; a success that shows no cluster proves nothing.
    const theirs = isSuccess(described) && states.notOurs(name, described) !== undefined;
    if (!theirs && !saysAbsent(described, notListed)) {
      if (doubted) leaveIfTold(parts, name, `nobody can say whether it is there: ${describeReply(described)}`);
      return [];
    }
  }
  settleAbsent(parts, name);
  return [];
}

/** It came late, or came back. */
async function removeOnceMore(parts: RegistrationParts, name: string): Promise<FoundAtTarget[]> {
  parts.states.reopen(name);
  const found = await removeOurs(parts, [name]);
  const described = await describeOnceSettled(parts, name);
  if (parts.states.shows(name, described)) parts.states.left(name, "it is there again after each deregistration");
  else if (parts.states.is(name, "unproven") && saysAbsent(described, false)) settleAbsent(parts, name);
  return found;
}

/** A 404 that names the missing cluster; another may say that the operation itself is missing, unless a list bears it out. */
function saysAbsent({ status, error }: Reply, notListed: boolean): boolean {
  return error.name === ERRORS.unknown || (status === 404 && notListed);
}

async function inTurns(names: readonly string[], look: (name: string) => Promise<void>): Promise<void> {
  for (let start = 0; start < names.length; start += AT_ONCE) {
    await Promise.all(names.slice(start, start + AT_ONCE).map(look));
  }
}
