import type { ExchangeShown, MutationReport } from "./mutation-report.ts";

/** What a command made of answers that are other, and legal. */
export interface VariantResult {
  readonly id: string;
  /** What was other, in words. */
  readonly title: string;
  /** Why it is legal. */
  readonly why: string;
  readonly outcome: "passed" | "broke" | "hung" | "not-reached";
  /** How the command ended; absent where it hung. */
  readonly exitCode?: number | undefined;
  readonly durationMs: number;
  /** Operations whose answers break the command by themselves. */
  readonly brokenBy: readonly string[];
  /** The exchange that broke it: the last one that was changed before the command ended. */
  readonly exchange?: ExchangeShown | undefined;
  /** The end of what the command printed, without secrets. */
  readonly output?: string | undefined;
}

/** Which legal answers break a command: what variants.json has. */
export interface VariantsReport extends Pick<
  MutationReport,
  "schemaVersion" | "tool" | "command" | "endpoint" | "contract" | "startedAt" | "durationMs" | "unchanged"
> {
  readonly variants: readonly VariantResult[];
  readonly cutShort?: "interrupted" | "budget" | undefined;
}
