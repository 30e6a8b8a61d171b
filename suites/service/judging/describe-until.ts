import type { MadeResource } from "../../../custody/resources/made-resource.ts";
import type { Reply } from "../../../protocol/answers/reply.ts";
import type { PassingState } from "../service-context.ts";
import type { ServiceSession } from "../service-session.ts";

/** What is waited for by describing a resource. */
interface StateWait {
  readonly isDone: (reply: Reply) => boolean;
  /** A state of which the target says by itself that it will end; it is no read that lags behind. */
  readonly state: PassingState;
  readonly isInState: (reply: Reply) => boolean;
}

/** Times as long as a write may take to show: how long a state may last. No source says. */
const LASTING: Readonly<Record<PassingState, number>> = { "under way": 20, "being deleted": 10 };

/**
 * Describes a resource until that is done, or for as long as writes may take to show; then until it is no longer in that
 * state, unless one stayed in it to the end of such a wait. Resolves to the last answer; undefined if no operation
 * describes it.
 */
export async function describeUntil(
  session: ServiceSession,
  made: MadeResource,
  { isDone, state, isInState }: StateWait,
): Promise<Reply | undefined> {
  const { settings, everLasting } = session.context;
  const first = await session.describe(made);
  if (first === undefined || isDone(first)) return first;
  const again = async (): Promise<Reply> => (await session.describe(made)) ?? first;
  const last = await session.eventually(again, isDone);
  if (!isInState(last) || everLasting.has(state)) return last;
  const end = await session.eventually(again, (reply) => !isInState(reply), LASTING[state] * settings.consistencyMs);
  if (isInState(end)) everLasting.add(state);
  return end;
}
