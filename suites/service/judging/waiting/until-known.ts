import { saysUnknown } from "#custody/looking/absence.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import { toldUnknown } from "#spec/resources/table-readings.ts";
import type { WaitedFor } from "#suites/session/patience.ts";
import type { ServiceRound } from "#suites/service/service-round.ts";

/** Asks again where what was made a moment ago is unknown yet, as long as that may take to show: reads may be behind. */
export function untilKnown<Answer extends Reply | undefined>(
  session: ServiceRound,
  what: WaitedFor,
  read: () => Promise<Answer>,
): Promise<Answer> {
  const unknown = toldUnknown(session.context.table);
  return session.waitFor(what, { read, holds: (reply) => !saysUnknown(reply, unknown) });
}
