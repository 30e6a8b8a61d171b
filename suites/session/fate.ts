import type { Reply } from "../../protocol/reply.ts";

/** What became of the last request: an answer, a connection cut off, silence, or no answer to the only attempt. */
export type Fate = "answered" | "cut-off" | "silent" | "lost-at-once";

export function fateOf({ exchange: { failure } }: Reply, once: boolean): Fate {
  if (failure === undefined) return "answered";
  if (once) return "lost-at-once";
  return failure.kind === "reset" ? "cut-off" : "silent";
}

/**
 * Whether a failure seen in disturbed traffic is worth another look. Not where each attempt took a whole timeout or
 * found nobody listening, nor where nothing was ever answered.
 */
export function isWorthAnotherLook(fate: Fate, answeredBefore: boolean): boolean {
  switch (fate) {
    case "answered":
    case "lost-at-once":
      return true;
    case "cut-off":
      return answeredBefore;
    case "silent":
      return false;
  }
}
