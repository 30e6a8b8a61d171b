import { describeReply } from "#protocol/answers/describe-reply.ts";
import {
  isServerFailure,
  isSuccess,
  isUnreachable,
  isUnserved,
  lostReply,
  readReply,
  type Reply,
} from "#protocol/answers/reply.ts";
import { paceOf } from "#protocol/answers/throttling.ts";
import type { Delivery, Exchange, Signing, WireRequest } from "#protocol/exchange.ts";
import type { CaseStep, Target } from "#endpoint/target.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import type { IntendedCreation } from "#custody/journal/ledger.ts";
import type { RunTag } from "#custody/ownership/marks.ts";
import type { SentNames } from "#custody/ownership/sent-names.ts";
import { keyOf, type MadeResource } from "#custody/resources/made-resource.ts";
import { noteCreated, noteIntent } from "#custody/resources/note-resources.ts";
import {
  type Custody,
  isSaidUnknown,
  lookAtMade,
  noteDoubt,
  type ResourceAccount,
  settleAbsent,
} from "#custody/resources/resource-account.ts";
import type { ResourceDoubt } from "#custody/resources/resource-states.ts";
import { noteNamedByAnswer } from "./named-by-answer.ts";
import { removeMade } from "#custody/removing/remove-accounted.ts";

/** Removes what lost attempts may have left; false if it stays unknown what they did. */
export async function reclaim(custody: Custody, these: readonly MadeResource[]): Promise<boolean> {
  let settled = true;
  for (const made of these) {
    if (!(await isSettled(custody, made))) settled = false;
  }
  return settled;
}

/** Somebody else's is no concern of ours; where nothing shows whose it is, the name alone may. */
async function isSettled(custody: Custody, made: MadeResource): Promise<boolean> {
  const { account } = custody;
  const described = await lookAtMade(custody, made);
  if (described === undefined) return false;
  if (!isSuccess(described)) return isSaidUnknown(custody, made, described);
  if (account.states.isTheirs(made, described)) return true;
  if (account.states.whyUntouchable(made, described) !== undefined) return false;
  return (await removeMade(custody, made, { atEnd: false })).state !== "left";
}

/** How often a creation is tried if its replies keep getting lost, or its time runs out before anything was made. */
const RESET_ROUNDS = 4;
const FIRST_ROUNDS = 2;

export interface CreateOptions {
  readonly case: string;
  /** What the request would make, which belongs to nothing and is named by it. */
  readonly resource: Resource;
  readonly names: SentNames;
  /** See IntendedCreation. */
  readonly marks?: Pick<IntendedCreation, "token" | "tagged">;
  /** The run's tag, if the request carries it. */
  readonly tag?: RunTag | undefined;
  readonly signing?: Signing;
  readonly step?: CaseStep;
  /** Only one attempt, whatever the answer. */
  readonly once?: boolean;
  /** The name is taken already and this request repeats it, so a 409 or the same answer again is to be expected. */
  readonly repeats?: boolean;
  /** The contract allows the request, so a refusal leaves its names in doubt. */
  readonly mustBeAccepted?: boolean;
}

export interface Creation {
  readonly reply: Reply;
  /** Names under which one exists, or may exist, now. */
  readonly created: readonly string[];
}

/** What it takes to send what may create something. */
export interface CreatingCustody extends Custody {
  readonly target: Target;
}

/** Sends a request that may create what it names. A lost reply is reconciled (look, remove, send again), never judged first. */
export async function createNamed(
  custody: CreatingCustody,
  request: WireRequest,
  options: CreateOptions,
): Promise<Creation> {
  const earlier: Exchange[] = [];
  const these = allNamed(options, options.names.candidates);
  let unsettled = false;
  for (let round = 1; ; round += 1) {
    // Computed again in each round: what was reclaimed may be there again after the next request.
    for (const made of these) noteIntent(custody, made, { case: options.case, ...options.marks }, options.tag);
    const delivery = await sendCreating(custody, these, { ...options, request });
    const reply = readReply(delivery);
    const attempts = [...earlier, ...delivery.earlier];
    if (lostReply(reply)) for (const made of these) custody.account.late.add(keyOf(made));
    const metItself = reply.status === 409 && attempts.length > 0 && options.repeats !== true;
    if ((!lostReply(reply) && !metItself) || options.once === true || round >= roundsFor(reply, custody.account)) {
      const uncertain = metItself || unsettled || attempts.some(mayHaveWorked);
      return { reply: { ...reply, earlier: attempts }, created: note(custody, reply, { ...options, uncertain }) };
    }
    earlier.push(...delivery.earlier, delivery.last);
    unsettled = options.repeats !== true && !(await reclaim(custody, these));
  }
}

/** One of the kind under each name. */
function allNamed({ resource }: Pick<CreateOptions, "resource">, ids: readonly string[]): MadeResource[] {
  return ids.map((id) => ({ resource, id }));
}

/**
 * Where there was silence for the whole of a time-out, the next round of the case asks again, with other names; as long as
 * nothing was made, a second silence shows that nothing will be.
 */
function roundsFor({ exchange }: Reply, { counts }: ResourceAccount): number {
  if (exchange.failure?.kind !== "timeout") return RESET_ROUNDS;
  return counts.created === 0 ? FIRST_ROUNDS : 1;
}

interface SentCreation extends Pick<CreateOptions, "once" | "signing" | "step"> {
  readonly request: WireRequest;
}

/** A request cut off by an interruption may have been carried out, so its names are in doubt. */
async function sendCreating(
  custody: CreatingCustody,
  these: readonly MadeResource[],
  { request, once, signing, step }: SentCreation,
): Promise<Delivery> {
  const { account } = custody;
  try {
    const delivery = await custody.target.send(request, { mayChangeState: true, once, signing, step });
    const { startedAt } = delivery.earlier[0] ?? delivery.last;
    const reply = readReply(delivery);
    const isTaken = reply.status === 409 && delivery.earlier.length === 0;
    for (const made of these) {
      const { times = [], beforehand } = account.states.get(made) ?? {};
      // Whoever has a name at the first request for it had it before, however young it is.
      const met = isTaken && times.length === 0 ? "taken" : beforehand;
      account.states.askedAt(made, { from: startedAt, to: Infinity }, met);
    }
    account.everAnswered ||= reply.status > 0 && !isUnserved(reply) && !isWithoutWork(reply);
    return delivery;
  } catch (error) {
    for (const made of these) noteDoubt(custody, made, { reason: "the run was interrupted", kind: "lost" });
    throw error;
  }
}

/** The attempt was sent, and was not plainly refused. */
function mayHaveWorked(exchange: Exchange): boolean {
  const reply = readReply({ last: exchange, earlier: [] });
  return lostReply(reply) || (isServerFailure(reply) && paceOf(reply) === undefined);
}

/** Throttling, or a failure of the target's own: no sign that it creates anything. */
function isWithoutWork(reply: Reply): boolean {
  return paceOf(reply) !== undefined || isServerFailure(reply);
}

/** Records what the answer says; returns the names that are alive or in doubt because of it. */
function note(custody: Custody, reply: Reply, options: CreateOptions & { readonly uncertain: boolean }): string[] {
  const { names, uncertain } = options;
  const { account } = custody;
  (isUnserved(reply) ? account.unservedKinds : account.servedKinds).add(options.resource.name);
  if (isSuccess(reply)) return noteSuccess(custody, reply, options);
  const kind = lostReply(reply) || uncertain ? "lost" : doubtOf(reply, options);
  if (kind !== undefined && kind !== "refused") account.counts.unanswered += 1;
  for (const made of allNamed(options, names.candidates)) {
    if (kind !== undefined) noteDoubt(custody, made, { reason: describeReply(reply), kind });
    else if (isUnreachable(reply) && account.states.is(made, "asked")) settleAbsent(custody, made);
    else account.states.refused(made);
  }
  return kind === undefined ? [] : [...names.candidates];
}

/**
 * None if the caller was refused (401, 403), the operation is missing (404, 405, 501), or the request was throttled.
 */
function doubtOf(reply: Reply, { mustBeAccepted }: CreateOptions): ResourceDoubt["kind"] | undefined {
  const { status } = reply;
  if (isServerFailure(reply)) return "failed";
  if (mustBeAccepted !== true || status < 300 || [401, 403].includes(status) || isUnserved(reply)) return undefined;
  return paceOf(reply) === undefined ? "refused" : undefined;
}

/** A name that occurs only in an answer is never ours: a run can have created only the names that it sent. */
function noteSuccess(custody: Custody, reply: Reply, options: CreateOptions): string[] {
  const { name: certain, candidates } = options.names;
  const { resource, mustBeAccepted: isValid = false } = options;
  noteNamedByAnswer(custody, reply, { caseId: options.case, resource, isValid });
  const names = certain === undefined ? [...candidates] : [certain];
  for (const made of allNamed(options, names)) noteCreated(custody, made, reply);
  const others = candidates.filter((name) => !names.includes(name));
  for (const made of allNamed(options, others)) custody.account.states.refused(made);
  return names;
}
