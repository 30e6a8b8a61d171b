import { OPERATIONS } from "#spec/registration/registered-cluster.ts";

/** What a whole run came to. */
export type RunVerdict = "conformant" | "non-conformant" | "not-implemented" | "inconclusive" | "suite-error";

interface RunVerdictWords {
  readonly sign: string;
  /** The answer, as a run's sentence begins. */
  readonly answer: string;
}

export const RUN_VERDICT_WORDS: Readonly<Record<RunVerdict, RunVerdictWords>> = {
  conformant: { sign: "✓", answer: "Conformant" },
  "non-conformant": { sign: "✗", answer: "Not conformant" },
  "not-implemented": { sign: "∅", answer: `${OPERATIONS.register} is not implemented` },
  inconclusive: { sign: "?", answer: "Inconclusive" },
  "suite-error": { sign: "‼", answer: "The suite itself failed" },
};
