import { doublingPauses } from "#endpoint/doubling-pauses.ts";
import type { Clock } from "#endpoint/clock.ts";
import type { Target } from "#endpoint/target.ts";
import { isServerFailure, readReply, type Reply } from "#protocol/answers/reply.ts";
import { isThrottled } from "#protocol/answers/throttling.ts";
import { isSafe } from "#protocol/methods.ts";

/** How long, in milliseconds, looks that are refused for their pace are tried again, all of them together. */
const PATIENCE_MS = 10_000;

/** After so many looks that failed twice, further failures are believed at once. */
const HOPELESS = 5;

/**
 * The last looks of a run decide what is told of as left, so a look that says nothing is made again: as long as there is
 * time where it is refused for its pace, unless looks like it always are, and once where it fails.
 */
export function patientLooks(target: Target, clock: Pick<Clock, "now" | "sleep">): Target {
  const deadline = clock.now() + PATIENCE_MS;
  let failedTwice = 0;
  const send: Target["send"] = async (request, options) => {
    const pauses = doublingPauses(clock, { firstMs: 250, longestMs: 2_000 });
    let hasFailed = false;
    for (;;) {
      const delivery = await target.send(request, options);
      if (!isSafe(request.method) || target.isAlwaysRefused?.(request) === true) return delivery;
      const reply = readReply(delivery);
      const isPaced = isThrottled(reply);
      if (!isPaced && !isFailed(reply)) return delivery;
      if (!isPaced && hasFailed) failedTwice += 1;
      if (!isPaced && (hasFailed || failedTwice >= HOPELESS)) return delivery;
      hasFailed ||= !isPaced;
      if (!(await pauses.within(deadline))) return delivery;
    }
  };
  return { ...target, send };
}

/** Another look after one that nobody answered in time would take as long again. */
function isFailed(reply: Reply): boolean {
  return isServerFailure(reply) || reply.exchange.failure?.kind === "reset";
}
