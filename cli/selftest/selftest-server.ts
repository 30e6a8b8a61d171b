import type { RunVerdict } from "#suites/record/verdicts/run-verdict.ts";
import type { Verdict } from "#suites/record/verdicts/verdict.ts";

/** A server that the selftest runs the suite against. */
export interface SelftestServer {
  readonly kind:
    "plain" | "fault" | "variant" | "drawn" | "service" | "service-fault" | "service-variant" | "service-drawn";
  /** Id of the fault, drawn or not, or of the variant; "plain" or the service for the server with neither. */
  readonly id: string;
}

/** A requirement that did not come out as met. */
export interface NotMet {
  readonly requirement: string;
  readonly verdict: Verdict;
  /** Requests the run had sent when it first failed or warned; absent when no single case did. */
  readonly atRequest?: number;
}

/** What a run against a server came to; plain data, so that it passes between threads. */
export interface ServerResult {
  readonly server: SelftestServer;
  readonly verdict: RunVerdict;
  /** Every requirement whose verdict is fail, warn, inconclusive, error or stale. */
  readonly findings: readonly NotMet[];
  readonly exitCode: number;
  /** Of every requirement, by its id: see verdictWords. */
  readonly verdicts: Readonly<Record<string, string>>;
  readonly cases: number;
  readonly requests: number;
  /** Names of clusters still there at the end. */
  readonly left: readonly string[];
}
