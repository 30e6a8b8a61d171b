import type { Clock } from "./clock.ts";

/** Milliseconds of the first pause, and of the longest. */
export interface PauseLengths {
  readonly firstMs: number;
  readonly longestMs: number;
}

/** Pauses of which each is twice as long as the one before. Deadlines are by `clock.now()`. */
export interface Pauses {
  /** Waits, unless that would go past the deadline: then resolves to false at once. */
  within(deadline: number): Promise<boolean>;
  /** Waits, at most until the deadline; resolves to the milliseconds by which it took longer than that. */
  upTo(deadline: number): Promise<number>;
}

export function doublingPauses(clock: Pick<Clock, "now" | "sleep">, { firstMs, longestMs }: PauseLengths): Pauses {
  let nextMs = firstMs;
  const pause = async (ms: number): Promise<number> => {
    const wakesAt = clock.now() + ms;
    nextMs = Math.min(nextMs * 2, longestMs);
    await clock.sleep(ms);
    return clock.now() - wakesAt;
  };
  return {
    within: async (deadline) => {
      if (clock.now() + nextMs > deadline) return false;
      await pause(nextMs);
      return true;
    },
    upTo: (deadline) => pause(Math.max(0, Math.min(nextMs, deadline - clock.now()))),
  };
}
