import type { FaultKind } from "#suites/mutations/answer-fault.ts";

/** A way to answer that no source forbids: a kind of change whose answers are all legal. */
export interface AnswerVariant extends Omit<FaultKind, "gap"> {
  /** Why a client has to bear it, in one sentence. */
  readonly why: string;
}

/** A variant of all answers. */
export const everywhere: AnswerVariant["places"] = () => [{}];
