import type { CliProcess } from "./cli-process.ts";

/** Counts what happens, and wakes whoever waits for so much of it. */
export interface Milestones {
  pass(): void;
  /** Resolves once it has happened so many times. */
  reached(times: number): Promise<void>;
}

export function milestones(): Milestones {
  let count = 0;
  const waiting = new Set<{ readonly times: number; readonly wake: () => void }>();
  return {
    pass: () => {
      count += 1;
      for (const each of waiting) {
        if (each.times > count) continue;
        waiting.delete(each);
        each.wake();
      }
    },
    reached: (times) => (count >= times ? Promise.resolve() : new Promise((wake) => waiting.add({ times, wake }))),
  };
}

/** Waits for something that the command does; rejects, with what it said, when it ends before. */
export async function beforeItEnds(run: CliProcess, happened: Promise<void>): Promise<void> {
  const ended = run.done.then(({ code, stdout, stderr }) => {
    throw new Error(`the command ended too early, with ${code}: ${stderr}${stdout}`);
  });
  ended.catch(() => undefined);
  await Promise.race([happened, ended]);
}
