const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** 128 and the number of SIGINT, as for a run that was interrupted. */
const INTERRUPTED = 130;

/** While the program is loaded nothing is sent, so nothing is left. */
export function endAtOnceOnSignals(): void {
  for (const signal of SIGNALS) process.on(signal, endAtOnce);
}

/** From now on signals do what they do by default, until a command listens by itself. */
export function leaveSignals(): void {
  for (const signal of SIGNALS) process.off(signal, endAtOnce);
}

function endAtOnce(): void {
  process.stderr.write("Interrupted before anything was sent.\n");
  process.exit(INTERRUPTED);
}
