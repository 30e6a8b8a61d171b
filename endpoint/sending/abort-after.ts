import type { Clock } from "#endpoint/clock.ts";
import { AbortScope } from "./abort.ts";

export interface Delay {
  /** Called when the other signal aborts, and each time that the delay begins anew. */
  readonly ms: () => number;
  readonly clock: Clock;
  readonly closed: AbortSignal;
  /** Since when, by the clock, the delay counts: asked for when it is over. Default: since the other signal aborted. */
  readonly since?: () => number;
}

/** Aborts so long after the other signal, unless the target was closed before. */
export function abortAfter(ended: AbortSignal, { ms, clock, closed, since = () => -Infinity }: Delay): AbortSignal {
  const over = new AbortController();
  const wait = async (): Promise<void> => {
    const scope = new AbortScope(closed);
    let from = clock.now();
    await clock.sleep(ms(), scope);
    for (let anew = since(); anew > from; anew = since()) {
      from = anew;
      await clock.sleep(Math.max(0, anew + ms() - clock.now()), scope);
    }
    over.abort();
  };
  const begin = (): void => void wait().catch(() => undefined);
  if (ended.aborted) begin();
  else ended.addEventListener("abort", begin, { once: true });
  return over.signal;
}
