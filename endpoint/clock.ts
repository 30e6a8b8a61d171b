import { abortError, type AbortScope } from "./sending/abort.ts";

/** Time, sleep and chance, so that pacing and retries can be tested without waiting. */
export interface Clock {
  /** Milliseconds on a clock that never goes back; only differences between readings have a meaning. */
  now(): number;
  /** Epoch milliseconds. */
  epoch(): number;
  /** Resolves after that many milliseconds, or rejects with `AbortError` as soon as the scope aborts. */
  sleep(ms: number, scope?: AbortScope): Promise<void>;
  /** Uniform in [0, 1). */
  random(): number;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  epoch: () => Date.now(),
  random: () => Math.random(),
  sleep: (ms, scope) =>
    new Promise((resolve, reject) => {
      if (scope?.aborted) return reject(abortError());
      const onAbort = () => {
        clearTimeout(timer);
        reject(abortError());
      };
      const timer = setTimeout(() => {
        scope?.delete(onAbort);
        resolve();
      }, ms);
      scope?.add(onAbort);
    }),
};
