import { describeReply } from "../../protocol/answers/describe-reply.ts";
import { isSuccess, lostReply, readReply, type Reply } from "../../protocol/answers/reply.ts";
import { looksUnknown, mayBeMissing } from "../looking/absence.ts";
import { describeRequest, UNKNOWN_CLUSTER } from "../looking/cluster-requests.ts";
import { isDeparting } from "../looking/shown-cluster.ts";
import { isForbidden, refusesToLook } from "../looking/forbidden-name.ts";
import { whileAccess } from "../looking/while-access.ts";
import type { SentName } from "../ownership/name-states.ts";
import {
  noteRemoved,
  removeNamed,
  type SeeRemoval,
  settleAbsent,
  type RegistrationParts,
} from "../registering/registration-parts.ts";

/** A cluster that exists although the registration was not answered with success. */
export interface FoundAtTarget {
  readonly name: string;
  /** The answer, in words. */
  readonly answer: string;
}

export interface Removing {
  readonly see?: SeeRemoval | undefined;
  /** Nobody will look again later. */
  readonly atEnd: boolean;
}

/**
 * Deregisters, in parallel, what a case left alive, in doubt, or found after all; resolves to what existed although it
 * had been refused.
 */
export async function removeOurs(
  parts: RegistrationParts,
  names: Iterable<string>,
  when: Removing = { atEnd: true },
): Promise<FoundAtTarget[]> {
  const found = await Promise.all([...new Set(names)].map((name) => removeGuarded(parts, name, when)));
  return found.flatMap((each) => (each === undefined ? [] : [each]));
}

async function removeGuarded(
  parts: RegistrationParts,
  name: string,
  { see, atEnd }: Removing,
): Promise<FoundAtTarget | undefined> {
  const known = parts.states.get(name);
  if (known === undefined) return undefined;
  const remove = async (): Promise<FoundAtTarget | undefined> => {
    if (known.state !== "alive" && known.state !== "left") return removeDoubtful(parts, name, { known, atEnd });
    await removeAlive(parts, name, see);
    return undefined;
  };
  return whileAccess(remove, (reason) => {
    leaveIfTold(parts, name, reason, known.state === "left" ? parts.states.isOurs(name) : undefined);
    return undefined;
  });
}

/**
 * A plain name may be somebody else's, even if the endpoint said that it registered it for us: its marks decide. A name
 * that was left for that reason, whatever it holds, is removed only after a look has shown that it is ours.
 */
async function removeAlive(parts: RegistrationParts, name: string, see: SeeRemoval | undefined): Promise<void> {
  if (!parts.states.bearsRun(name) || parts.states.get(name)?.mayBeTheirs === true) {
    const described = await lookAtCluster(parts, name);
    const foreign = isSuccess(described) ? parts.states.notOurs(name, described) : undefined;
    if (foreign !== undefined) return parts.states.left(name, `${foreign}, so it may be somebody else's`, false);
    if (!isSuccess(described) && !parts.states.isOurs(name)) {
      if (mayBeMissing(described)) parts.states.unproven(name);
      return;
    }
  }
  await deregister(parts, name, see);
}

interface Doubted extends Pick<Removing, "atEnd"> {
  readonly known: SentName;
}

async function removeDoubtful(
  parts: RegistrationParts,
  name: string,
  { known, atEnd }: Doubted,
): Promise<FoundAtTarget | undefined> {
  const described = await lookAtCluster(parts, name);
  const certain = parts.states.bearsRun(name);
  if (parts.states.isTheirs(name, described)) {
    settleAbsent(parts, name);
    return undefined;
  }
  if (isGoing(parts, name, described)) {
    parts.states.unproven(name);
    return undefined;
  }
  const untouchable = isSuccess(described) ? parts.states.whyUntouchable(name, described) : undefined;
  if (untouchable !== undefined) {
    const reason = `nobody can say whose it is: ${untouchable}`;
    // Under a name that holds the run's id something is there.
    if (certain) parts.states.left(name, reason, false);
    else leaveIfTold(parts, name, reason, false);
    return undefined;
  }
  if (!isSuccess(described) && !certain) {
    if (mayBeMissing(described)) parts.states.unproven(name);
    else
      leaveUnlessForbidden(parts, name, described, {
        reason: `nobody can say whose it is: ${describeReply(described)}`,
      });
    return undefined;
  }
  const { doubt } = known;
  if (doubt?.kind === "refused" && !parts.states.shows(name, described)) {
    // If a look confirms the refusal, it is believed for now; the run looks again at the end.
    if (await looksUnknown(described, () => lookAtCluster(parts, name), UNKNOWN_CLUSTER)) {
      parts.states.unproven(name);
      return undefined;
    }
    // Likewise if nothing shows whose it is: a refused cluster probably does not exist.
    if (!atEnd && !mayBeMissing(described)) return undefined;
  }
  const removed = await deregister(parts, name);
  return removed && doubt !== undefined && doubt.kind !== "lost" ? { name, answer: doubt.reason } : undefined;
}

/** It was deregistered, and is shown to be at it still: no more can be asked for. */
export function isGoing({ states }: RegistrationParts, name: string, described: Reply): boolean {
  const known = states.get(name);
  return known?.created === true && known.doubt === undefined && isDeparting(described);
}

export async function lookAtCluster({ cleanUpTarget }: RegistrationParts, name: string): Promise<Reply> {
  return readReply(await cleanUpTarget.send(describeRequest(name)));
}

/**
 * True if a cluster that was in doubt existed and was removed. One that was not there may still appear, so the run
 * looks again at the end.
 */
async function deregister(parts: RegistrationParts, name: string, see?: SeeRemoval): Promise<boolean> {
  const { states, tally } = parts;
  const wasDoubtful = !states.is(name, "alive", "left");
  // Set first, because the run may end during the wait.
  states.mayBeGone(name, true);
  const removal = await removeNamed(parts, name, see);
  const answer = removal.state === "left" ? removal.answer : undefined;
  // Nobody answered the last attempt, or the answer may be that there is no such cluster.
  states.mayBeGone(name, answer === undefined || lostReply(answer) || mayBeMissing(answer));
  if (removal.state === "left") leaveUnlessForbidden(parts, name, answer, { reason: removal.reason, ours: true });
  else if (wasDoubtful || removal.state === "absent") states.unproven(name);
  else states.settled(name);
  if (removal.state !== "removed") return false;
  tally.deregistered += 1;
  noteRemoved(parts, name);
  if (wasDoubtful) {
    tally.registered += 1;
    tally.unanswered = Math.max(0, tally.unanswered - 1);
  }
  return wasDoubtful;
}

interface Left {
  readonly reason: string;
  readonly ours?: boolean;
}

/** A name that no cluster may have, and that the endpoint therefore does not look for, is looked for in the list at the end. */
function leaveUnlessForbidden(parts: RegistrationParts, name: string, answer: Reply | undefined, left: Left): void {
  const known = parts.states.get(name);
  const mayBeThere = known?.created === true || known?.doubt === undefined || !isForbidden(name);
  if (!mayBeThere && answer !== undefined && refusesToLook(answer)) parts.states.unproven(name);
  else leaveIfTold(parts, name, left.reason, left.ours);
}

/**
 * A cluster that was seen, or that a request with a lost reply may have created, is reported as left behind. One that
 * is in doubt only because of a refusal is not, if the endpoint never registered anything: then it has no clusters, and
 * the journal still has the name.
 */
export function leaveIfTold({ states, tally }: RegistrationParts, name: string, reason: string, ours?: boolean): void {
  const doubt = states.get(name)?.doubt;
  const told = doubt === undefined || (doubt.kind === "lost" ? tally.everAnswered : tally.registered > 0);
  if (told) states.left(name, reason, ours);
  else states.unproven(name);
}
