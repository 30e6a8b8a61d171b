import { errorMessage } from "#spec/error-message.ts";
import type { MadeResource } from "#custody/resources/made-resource.ts";
import type { ResourceDoubt } from "#custody/resources/resource-states.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import {
  isServerFailure,
  isUnreachable,
  isUnserved,
  lostReply,
  readExchange,
  type Reply,
} from "#protocol/answers/reply.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import type { ServiceRound } from "#suites/service/service-round.ts";
import { type Creating, isUnnamed } from "./before-creation.ts";

/**
 * What an answer that is no success leaves to the case: what is there after a failure is ours. What must be accepted, and
 * was refused, is looked for at the end of the run: the work may have been done.
 */
export async function afterFailure(
  round: ServiceRound,
  creating: Creating,
  { request, reply }: { readonly request: WireRequest; readonly reply: Reply },
): Promise<MadeResource | undefined> {
  const { intended, parent, resource } = creating;
  // What belongs to something goes with that.
  const isServed = !isUnreachable(reply) && !isUnserved(reply);
  const isSurprise = parent === undefined && isServed && round.classify(request).expectation === "must-accept";
  noteAsking(round, creating, isSurprise ? describeReply(reply) : undefined);
  // A refusal after a failure may be of what that one made.
  const attempts = [...reply.earlier.map((each) => readExchange(each)), reply];
  const isLost = attempts.some(lostReply);
  const isFailure = attempts.some(mayHaveWorked);
  if (isFailure || (isSurprise && intended === undefined))
    noteDoubt(round, creating, {
      kind: isLost ? "lost" : isFailure ? "failed" : "refused",
      reason: describeReply(reply),
    });
  else if (isUnnamed(creating)) round.context.keeper.answered(resource);
  if (!isFailure) return undefined;
  return intended === undefined || (await round.describes(intended)) === false ? undefined : intended;
}

/** An answer that says nothing about whether the work was done. */
export function mayHaveWorked(reply: Reply): boolean {
  return lostReply(reply) || isServerFailure(reply);
}

/** A request that was given up may be carried out nevertheless. */
export async function sendInDoubt(round: ServiceRound, creating: Creating, send: () => Promise<Reply>): Promise<Reply> {
  try {
    return await send();
  } catch (error) {
    const reason = errorMessage(error);
    noteAsking(round, creating);
    noteDoubt(round, creating, { kind: "lost", reason });
    throw error;
  }
}

/** Its name was asked for, until now; a surprise is the answer that refused what must be accepted. */
export function noteAsking(
  { context }: ServiceRound,
  { intended, from, beforehand }: Creating,
  surprise?: string,
): void {
  const time = { from, to: context.clock.epoch() };
  if (intended !== undefined) context.keeper.asked(intended, { time, beforehand, surprise });
}

function noteDoubt({ context }: ServiceRound, creating: Creating, doubt: ResourceDoubt): void {
  const { resource, parent, intended } = creating;
  if (intended !== undefined) context.keeper.doubt(intended, doubt);
  else if (resource.id.input === undefined) {
    const reason = "no answer to its creation names it, and nothing else does";
    context.keeper.lostName(creating, parent, { kind: doubt.kind, reason });
  }
}
