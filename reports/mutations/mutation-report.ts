import type { Evidence } from "#suites/record/parts/kept-evidence.ts";

/**
 * What became of a fault: noticed where the command ended otherwise than with 0. Hidden is one that survived and was of
 * form alone, where none of its kind was noticed: then nothing shows that tests could see it through their client.
 */
export type FaultOutcome = "noticed" | "hung" | "survived" | "hidden" | "absorbed" | "not-reached";

/** One fault of the answers, and what the command made of it. */
export interface FaultResult {
  /** The same in every run: `CreateCluster/member-lost/cluster/tags`. */
  readonly id: string;
  readonly kind: string;
  /** The kind in words. */
  readonly title: string;
  readonly operation: string;
  /** The member that was changed: `cluster.tags`. */
  readonly member?: string | undefined;
  readonly outcome: FaultOutcome;
  /** What the tests lack if it survived; names of the API stand in backticks. */
  readonly sentence: string;
  /** How the command ended; absent where it hung. */
  readonly exitCode?: number | undefined;
  readonly durationMs: number;
  /** The first exchange that was changed, with the answer before, where the endpoint was asked, and after. */
  readonly exchange?: ExchangeShown | undefined;
  /** Resources that the round created and did not delete, at an endpoint that is there for all rounds, where the unchanged command leaves fewer. */
  readonly left: readonly string[];
}

/** Redacted as a run's evidence is. */
export interface ExchangeShown {
  readonly request: Evidence["request"];
  readonly before?: Evidence["response"] | undefined;
  readonly after: Evidence["response"];
}

/** How good somebody's tests are: what mutations.json has. */
export interface MutationReport {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly command: readonly string[];
  readonly endpoint: string;
  readonly contract: { readonly title: string; readonly version: string };
  readonly seed: number;
  /** Of the first run, in ISO 8601. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** The command with nothing changed, and the time that each round had. */
  readonly unchanged: {
    readonly durationMs: number;
    readonly limitMs: number;
    readonly exchanges: number;
    readonly operations: readonly string[];
  };
  /** Faults that the traffic has room for, and those of them that were to be tried. */
  readonly possible: number;
  readonly planned: number;
  readonly faults: readonly FaultResult[];
  /** Share that was noticed or hung of the faults that were that or survived, from 0 to 1; null for none. */
  readonly score: number | null;
  readonly byOperation: readonly FaultScore[];
  readonly byKind: readonly FaultScore[];
  readonly byMember: readonly FaultScore[];
  /** Why not all that were planned were tried. */
  readonly cutShort?: "interrupted" | "budget" | "left-behind" | undefined;
  /** What the reader should know before believing the score. */
  readonly warnings: readonly string[];
}

/** The outcomes of some of the faults. */
export interface FaultScore extends Readonly<Record<FaultOutcome, number>> {
  readonly name: string;
  readonly score: number | null;
}
