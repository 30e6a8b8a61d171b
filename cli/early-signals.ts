const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** 128 and the number of SIGINT, as for a run that was interrupted. */
const INTERRUPTED = 130;

/** Until a command has a better answer to a signal: nothing was sent yet, so nothing is left. */
export function endAtOnceOnSignals(): void {
  for (const signal of SIGNALS) process.on(signal, endAtOnce);
}

/** The command at work listens by itself from now on. */
export function leaveSignalsToCommand(): void {
  for (const signal of SIGNALS) process.off(signal, endAtOnce);
}

function endAtOnce(): void {
  process.stderr.write("Interrupted before anything was sent.\n");
  process.exit(INTERRUPTED);
}
