import { EXIT } from "../../suites/record/outcome.ts";
import type { Console } from "../console.ts";

export interface Interruption {
  readonly signal: AbortSignal;
  /** Stops listening. */
  release(): void;
}

/** The first SIGINT or SIGTERM ends the run and cleans up; a second one leaves at once and says what may be left. */
export function interruption(console: Console, journal: string): Interruption {
  const controller = new AbortController();
  const onSignal = (): void => {
    if (controller.signal.aborted) {
      console.note(`Left without cleaning up. Finish with: eks-conformance sweep --journal ${journal}`);
      process.exit(EXIT.interrupted);
    }
    console.note("Interrupted: removing the clusters of this run. Once more to leave them.");
    controller.abort();
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  return {
    signal: controller.signal,
    release: () => {
      process.off("SIGINT", onSignal);
      process.off("SIGTERM", onSignal);
    },
  };
}
