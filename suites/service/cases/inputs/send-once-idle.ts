import type { MadeResource } from "#custody/resources/made-resource.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { kindChangedBy, kindMadeBy, ownerOf, type Resource } from "#spec/resources/resource-table.ts";
import type { Finding } from "#suites/oracles/finding.ts";
import { underWay, untilReady } from "#suites/service/judging/waiting/until-ready.ts";
import { inWords } from "#suites/run/control/presence-of.ts";
import type { WaitedFor } from "#suites/session/patience.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";

const CONFLICT = 409;
/** With which a service refuses what the state of something forbids now. */
const TOLD_OF_STATES: readonly number[] = [400, CONFLICT];

/** Whether a refusal may be for the state that something is in now. */
export function isToldOfState({ status }: Reply): boolean {
  return TOLD_OF_STATES.includes(status);
}

/** The wait for a moment in which an operation is taken. */
export function takenInTurn({ id }: Operation): WaitedFor {
  return { operation: id, event: "is taken in turn" };
}

/**
 * Sends a request to the shared resource that an operation changes. One that conflicts with an earlier change of it, or of
 * what it belongs to, is sent again when that is over, as its client would: not every change shows while it lasts.
 */
export async function sendOnceIdle(
  session: ServiceSession,
  operation: Operation,
  request: WireRequest,
  own?: MadeResource,
): Promise<Reply> {
  const reply = await session.send(request);
  const made = reply.status === CONFLICT ? (own ?? changedBy(session, operation)) : undefined;
  if (made === undefined || !(await isIdle(session, operation, made))) return reply;
  const send = () => session.send(request);
  return inTurn(session, operation, { send, holds: ({ status }) => status !== CONFLICT });
}

interface RefusedForNow {
  readonly operation: Operation;
  /** What the operation creates, and what that belongs to: the shared resource of that kind, unless told. */
  readonly creates: Resource | undefined;
  readonly parent?: MadeResource | undefined;
  readonly reply: Reply;
  /** What it changes: the shared resource of that kind, unless told. */
  readonly own?: MadeResource | undefined;
  /** Sends the same once more. */
  readonly send: () => Promise<Reply>;
  readonly judge: (reply: Reply) => Finding;
}

/**
 * A refusal of what must be accepted counts where it recurs once nothing is under way: EKS refuses with 400, too, what a
 * cluster that is being updated cannot have done to it now.
 */
export async function unlessOfTheMoment(
  session: ServiceSession,
  finding: Finding,
  { operation, creates, parent, own, reply, send, judge }: RefusedForNow,
): Promise<LastAnswer> {
  const first = { finding, reply };
  // A conflict may be with what is under way beside it: EKS makes or deletes one Fargate profile of a cluster at a time.
  const isConflict = finding.grade === "unclear" && reply.status === CONFLICT;
  if (!isConflict && (finding.grade !== "missed" || !isToldOfState(reply))) return first;
  const about = creates === undefined ? (own ?? changedBy(session, operation)) : (parent ?? session.parentOf(creates));
  if (about === undefined) return first;
  if (!(await isIdle(session, operation, about)))
    return { reply, finding: { ...finding, grade: "unclear", received: `${inWords(reply)}: something is under way` } };
  const again = await inTurn(session, operation, { send, holds: isSuccess });
  return isSuccess(again) ? { finding: judge(again), reply: again } : first;
}

/** What was found, and the answer that shows it. */
interface LastAnswer {
  readonly finding: Finding;
  readonly reply: Reply;
}

interface RefusedInVain {
  readonly operation: Operation;
  readonly reply: Reply;
  /** What it was asked below. */
  readonly parent: MadeResource | undefined;
  /** Sends the same once more. */
  readonly send: () => Promise<Reply>;
  readonly judge: (reply: Reply) => Finding;
}

/**
 * What a parent is may be told first, where it is under way: then it is asked once more when that is over, and is as good
 * as the better answer.
 */
export async function unlessBusy(
  session: ServiceSession,
  { operation, parent, reply, send, judge }: RefusedInVain,
): Promise<LastAnswer> {
  const finding = judge(reply);
  const first = { finding, reply };
  if (parent === undefined || finding.grade === "met" || !isToldOfState(reply)) return first;
  if (!(await isIdle(session, operation, parent)))
    return {
      reply,
      finding: { ...finding, grade: "unclear", received: `${describeReply(reply)}: something is under way` },
    };
  const again = await send();
  const better = judge(again);
  return better.grade === "met" ? { finding: better, reply: again } : first;
}

interface Resent {
  readonly send: () => Promise<Reply>;
  readonly holds: (reply: Reply) => boolean;
}

function inTurn(session: ServiceSession, operation: Operation, { send, holds }: Resent): Promise<Reply> {
  return session.waitFor(takenInTurn(operation), { read: send, holds });
}

/** The shared resource that an operation changes. */
function changedBy({ context: { table, alive } }: ServiceSession, { id }: Operation): MadeResource | undefined {
  const kind = kindChangedBy(table, id);
  return kind && alive.get(kind.name);
}

/** Whether nothing is under way of what an operation is about, or of what it makes would belong to. */
export async function isIdleFor(
  session: ServiceSession,
  operation: Operation,
  parent: MadeResource | undefined,
): Promise<boolean> {
  const { table, alive } = session.context;
  const creates = kindMadeBy(table, operation.id);
  const owner = ownerOf(table, operation.id);
  const about = parent ?? (creates === undefined ? owner && alive.get(owner.name) : session.parentOf(creates));
  return about === undefined || isIdle(session, operation, about);
}

/** Whether nothing is under way any more, after waiting for it: of the resource, or of what it belongs to. */
async function isIdle(session: ServiceSession, operation: Operation, made: MadeResource): Promise<boolean> {
  for (let each: MadeResource | undefined = made; each !== undefined; each = each.parent) {
    const described = await untilReady(session, each, operation.id);
    if (described === undefined || !isSuccess(described)) continue;
    if (underWay(session, each, described) !== undefined) return false;
  }
  return true;
}
