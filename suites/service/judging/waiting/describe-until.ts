import { DELETION_LASTS } from "#custody/looking/wait-until-shown.ts";
import type { MadeResource } from "#custody/resources/made-resource.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import type { WaitedFor } from "#suites/session/patience.ts";
import type { ServiceRound } from "#suites/service/service-round.ts";

/** What the target says of a resource while it works on it. */
type PassingState = "under way" | "being deleted";

/** What is waited for by describing a resource. */
interface StateWait {
  readonly isDone: (reply: Reply) => boolean;
  readonly what: WaitedFor;
  /** The operation after which it may be in that state. */
  readonly operation: string;
  /** A state of which the target says by itself that it will end; it is no read that lags behind. */
  readonly state: PassingState;
  readonly isInState: (reply: Reply) => boolean;
}

/** Times as long as a write may take to show: how long a state may last. No source says. */
const LASTING: Readonly<Record<PassingState, number>> = { "under way": 21, "being deleted": DELETION_LASTS };

/**
 * Milliseconds in such a state beyond which a kind counts as slow: what can do with fewer of it has fewer. However long
 * answers take, what a run judges does not depend on them.
 */
const SLOW_MS = 300;

/** The end of such a state, after that operation on one of that kind. */
export function endOf(state: PassingState, { kind, operation }: { kind: string; operation: string }): WaitedFor {
  return { operation, event: `${kind} ${state}` };
}

/**
 * Describes a resource until that is done, or for as long as writes may take to show and it may be in that state. Resolves
 * to the last answer; undefined if no operation describes it.
 */
export async function describeUntil(
  session: ServiceRound,
  made: MadeResource,
  { isDone, what, operation, state, isInState }: StateWait,
): Promise<Reply | undefined> {
  const read = () => session.describe(made);
  const isOut = (reply: Reply): boolean => !isInState(reply);
  const first = await session.waitFor(what, { read, holds: (reply) => isDone(reply) || isInState(reply) });
  if (first === undefined || isOut(first)) return first;
  const { clock, slowKinds } = session.context;
  const began = clock.now();
  const ending = endOf(state, { kind: made.resource.name, operation });
  const end = await session.waitFor(ending, { read, holds: isOut, times: LASTING[state] });
  if (clock.now() - began > SLOW_MS) slowKinds.add(made.resource.name);
  return end === undefined || isDone(end) || isInState(end) ? end : session.waitFor(what, { read, holds: isDone });
}
