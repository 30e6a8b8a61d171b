import { inspect } from "node:util";
import { EKS_ENDPOINT } from "#cli/run/beside-command.ts";
import type { GroupEnd, RunInGroup } from "./command-in-group.ts";

/** What a function that tests is given. */
export interface TestRound {
  /** Where its requests are to go; another one each time. */
  readonly endpointUrl: string;
  /** Aborts when its time is over. */
  readonly signal: AbortSignal;
}

/** Somebody's tests as a function: it throws, or rejects, where they notice something. */
export type TestFunction = (round: TestRound) => unknown;

/** Characters that are kept of what it threw. */
const KEPT = 8_000;

/**
 * Runs it as if it were a command that ends with 0 or 1. Past its time it counts as hung and is waited for no longer,
 * though nothing can end a function that heeds no signal; one that never yields cannot even be left.
 */
export function testsInProcess(tests: TestFunction): RunInGroup {
  return async (_words, { env, limitMs, signal }) => {
    const startedAt = performance.now();
    const over = new AbortController();
    let hung = false;
    const limit = setTimeout(() => {
      hung = true;
      over.abort(new Error(`the time of the round is over: ${limitMs} ms`));
    }, limitMs);
    const stop = (): void => over.abort(signal.reason);
    signal.addEventListener("abort", stop);
    if (signal.aborted) stop();
    const stopped = new Promise<never>((_resolve, reject) => {
      if (over.signal.aborted) reject(over.signal.reason as Error);
      over.signal.addEventListener("abort", () => reject(over.signal.reason as Error));
    });
    const ended = (code: number, output: string): GroupEnd => ({
      code,
      hung,
      output: output.slice(-KEPT),
      durationMs: performance.now() - startedAt,
    });
    const running = Promise.resolve().then(() => tests({ endpointUrl: env[EKS_ENDPOINT] ?? "", signal: over.signal }));
    try {
      await Promise.race([running, stopped]);
      return ended(0, "");
    } catch (error) {
      // Whichever of the two is left may still reject.
      for (const each of [running, stopped]) each.catch(() => undefined);
      return ended(1, error instanceof Error ? `${error.name}: ${error.message}` : inspect(error));
    } finally {
      clearTimeout(limit);
      signal.removeEventListener("abort", stop);
    }
  };
}
