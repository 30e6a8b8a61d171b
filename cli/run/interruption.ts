import { readJournal } from "../../clusters/journal/journal.ts";
import { outstanding } from "../../clusters/journal/outstanding.ts";
import { EXIT } from "../../suites/record/verdicts/exit-code.ts";
import type { Console } from "../console.ts";

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

/** The first signal ends the run and cleans up; a second one leaves at once and says what may be left. */
export function interruption(console: Console, journal: string): Interruption {
  const controller = new AbortController();
  const onSignal = (): void => {
    if (controller.signal.aborted) {
      for (const line of whatIsLeft(journal)) console.note(line);
      process.exit(EXIT.interrupted);
    }
    console.note("Interrupted: removing the clusters of this run. Interrupt again to leave them.");
    controller.abort();
  };
  return { signal: controller.signal, release: onSignals(onSignal) };
}

/** Names said at most; the journal has the rest. */
const NAMED = 20;

function whatIsLeft(journal: string): string[] {
  const names = namesLeft(journal);
  const more = names.length > NAMED ? [`and ${names.length - NAMED} more`] : [];
  return [
    `Left without cleaning up. Finish with: eks-conformance sweep --journal ${journal}`,
    ...names.slice(0, NAMED).map((name) => `may be left: ${JSON.stringify(name)}`),
    ...more,
  ];
}

function namesLeft(journal: string): string[] {
  try {
    return outstanding(readJournal(journal)).map(({ name }) => name);
  } catch {
    // There is no time to mend anything now, and the line above names the journal.
    return [];
  }
}
