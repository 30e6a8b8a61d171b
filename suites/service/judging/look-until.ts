import type { Reply } from "../../../protocol/answers/reply.ts";
import type { ServiceSession } from "../service-session.ts";

/** What was read in one or several requests; without a last answer if no request can ask for it. */
interface Looked {
  readonly last: Reply | undefined;
}

/**
 * Looks, and looks again until the condition holds or writes have had the time to show. Resolves to what was seen last.
 */
export async function lookUntil<Seen extends Looked>(
  session: ServiceSession,
  look: () => Promise<Seen | undefined>,
  holds: (seen: Seen | undefined) => boolean,
): Promise<Seen | undefined> {
  let seen = await look();
  const first = seen?.last;
  if (first === undefined || holds(seen)) return seen;
  const again = async (): Promise<Reply> => {
    seen = await look();
    return seen?.last ?? first;
  };
  await session.eventually(again, () => holds(seen));
  return seen;
}
