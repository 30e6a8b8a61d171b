import { EXIT } from "#suites/record/verdicts/exit-code.ts";
import type { Console } from "#cli/console.ts";

export interface Interruption {
  readonly signal: AbortSignal;
  /** Stops listening. */
  release(): void;
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Hears Ctrl-C and its like; answers what stops listening. */
export function onSignals(listener: () => void): () => void {
  for (const signal of SIGNALS) process.on(signal, listener);
  return () => {
    for (const signal of SIGNALS) process.off(signal, listener);
  };
}

/** What a run may leave: the command that removes it, and the names in its journal. */
export interface MayBeLeft {
  /** Absent where all of it goes with the target, which ends with this process. */
  readonly sweep?: string | undefined;
  readonly names: readonly string[];
}

/**
 * The first signal ends the run and cleans up; a second one leaves at once and says what may be left, if anything may
 * have been made.
 */
export function interruption(console: Console, mayBeLeft: () => MayBeLeft | undefined): Interruption {
  const controller = new AbortController();
  const onSignal = (): void => {
    if (controller.signal.aborted) {
      for (const line of whatIsLeft(mayBeLeft())) console.note(line);
      process.exit(EXIT.interrupted);
    }
    console.note("Interrupted: removing the clusters of this run. Interrupt again to leave them.");
    controller.abort();
  };
  return { signal: controller.signal, release: onSignals(onSignal) };
}

/** Names said at most; the journal has the rest. */
const NAMED = 20;

function whatIsLeft(left: MayBeLeft | undefined): string[] {
  if (left === undefined) return ["Left before anything was sent."];
  const { sweep, names } = left;
  if (sweep === undefined) return ["Left without cleaning up: what this run made is gone with its target."];
  const more = names.length > NAMED ? [`and ${names.length - NAMED} more`] : [];
  return [
    `Left without cleaning up. Finish with: ${sweep}`,
    ...names.slice(0, NAMED).map((name) => `may be left: ${JSON.stringify(name)}`),
    ...more,
  ];
}
