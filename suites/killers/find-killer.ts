import type { Clock } from "#endpoint/clock.ts";
import type { Exchange, WireRequest } from "#protocol/exchange.ts";
import type { Target } from "#endpoint/target.ts";
import { loadBundledContract } from "#spec/contract/load.ts";
import { clusterPages } from "#spec/registration/contract-words.ts";
import { OPERATIONS } from "#spec/registration/registered-cluster.ts";

export interface KillerSearch {
  readonly target: Pick<Target, "send">;
  readonly clock: Pick<Clock, "now" | "sleep">;
  /** Milliseconds for the whole search. */
  readonly budgetMs: number;
}

const look = (): WireRequest => {
  const { method, path } = loadBundledContract().operation(OPERATIONS.list);
  return { method, path: `${path}?${clusterPages().pageSize}=1`, headers: [] };
};
const PAUSE_MS = 200;
/** For one answer: whoever restarts answers soon. */
const ANSWER_MS = 1_000;

/**
 * Waits for an endpoint that died to come back, and then sends each suspect alone, until one is not answered and nothing
 * answers after it: that one kills. Undefined where the endpoint stays away, or all suspects are answered.
 */
export async function findKiller(
  suspects: readonly WireRequest[],
  { target, clock, budgetMs }: KillerSearch,
): Promise<Exchange | undefined> {
  const deadline = clock.now() + budgetMs;
  const send = async (request: WireRequest): Promise<Exchange | undefined> => {
    const left = deadline - clock.now();
    if (left <= 0) return undefined;
    const options = { once: true, mayChangeState: true, timeoutMs: Math.min(ANSWER_MS, left) };
    return (await target.send(request, options).catch(() => undefined))?.last;
  };
  for (const suspect of suspects) {
    if (!(await comesBack(send, clock, deadline))) return undefined;
    const exchange = await send(suspect);
    if (exchange === undefined) return undefined;
    if (exchange.response !== undefined) continue;
    const after = await send(look());
    // Without the time to look, nobody knows whether it is the end.
    if (after === undefined) return undefined;
    if (after.response === undefined) return exchange;
  }
  return undefined;
}

async function comesBack(
  send: (request: WireRequest) => Promise<Exchange | undefined>,
  clock: KillerSearch["clock"],
  deadline: number,
): Promise<boolean> {
  for (;;) {
    if ((await send(look()))?.response !== undefined) return true;
    if (clock.now() + PAUSE_MS >= deadline) return false;
    await clock.sleep(PAUSE_MS);
  }
}
