import { DELETION_LASTS } from "#custody/looking/wait-until-shown.ts";
import { keyOf, type MadeResource } from "#custody/resources/made-resource.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import { endOf, type PassingState, type WaitedFor } from "#suites/session/patience.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { ServiceRound } from "#suites/service/service-round.ts";

/** What is waited for by describing a resource. */
interface StateWait {
  readonly isDone: (reply: Reply) => boolean;
  readonly what: WaitedFor;
  /** The operation after which it may be in that state. */
  readonly operation: string;
  /** A state of which the target says by itself that it will end; it is no read that lags behind. */
  readonly state: PassingState;
  /** The word for it, where it is in that state. */
  readonly statusIn: (reply: Reply) => string | undefined;
}

/** Times as long as a write may take to show: how long a state may last. */
function lastingOf(state: PassingState, { settings }: ServiceContext): number {
  return state === "under way" ? settings.underWayTimes : DELETION_LASTS;
}

/**
 * Milliseconds in such a state beyond which a kind counts as slow: what can do with fewer of it has fewer. However long
 * answers take, what a run judges does not depend on them.
 */
const SLOW_MS = 300;

/**
 * Describes a resource until that is done, or for as long as writes may take to show and it may be in that state. Resolves
 * to the last answer; undefined if no operation describes it.
 */
export async function describeUntil(
  session: ServiceRound,
  made: MadeResource,
  { isDone, what, operation, state, statusIn }: StateWait,
): Promise<Reply | undefined> {
  const read = () => session.describe(made);
  const isOut = (reply: Reply): boolean => statusIn(reply) === undefined;
  const first = await session.waitFor(what, { read, holds: (reply) => isDone(reply) || !isOut(reply) });
  const { context } = session;
  const { clock, slowKinds, patience } = context;
  const key = keyOf(made);
  const kind = made.resource.name;
  const status = first && statusIn(first);
  if (first === undefined || status === undefined) {
    patience.ended(key);
    return first;
  }
  const began = clock.now();
  const ending = { ...endOf(state, { kind, operation }), about: { key, kind, status } };
  const end = await session.waitFor(ending, { read, holds: isOut, times: lastingOf(state, context) });
  if (clock.now() - began > SLOW_MS) slowKinds.add(kind);
  if (end === undefined || !isOut(end)) return end;
  patience.ended(key);
  return isDone(end) ? end : session.waitFor(what, { read, holds: isDone });
}
