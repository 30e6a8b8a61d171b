import type { CaseKind } from "#suites/record/record.ts";

/** What a case may change in the account behind the endpoint. */
export type Effect = "read" | "create" | "delete";

export function effectOf(method: string): Effect {
  return method === "POST" ? "create" : method === "DELETE" ? "delete" : "read";
}

/** What a case is called and what it is for. */
export interface CaseLabel {
  /** Stable across runs and seeds: `register/boundary/name/max-length/reject/101-plain`. */
  readonly id: string;
  readonly kind: CaseKind;
  /** Ids of the requirements that it exists to judge; the oracles on every exchange may judge others, too. */
  readonly requirements: readonly string[];
  /** What is sent and why, in a few words. */
  readonly summary: string;
  /** The operation that it is about, where the requirements are of every answer. */
  readonly operation?: string;
}

/** One request, or one short story of requests, with a label: which requirements it can judge, and how. */
export interface PlayedCase<Session, Found = unknown> extends CaseLabel {
  /** Operations that must be there for the case to mean anything. */
  readonly needs: readonly string[];
  /** No other case runs at the same time. */
  readonly exclusive?: boolean;
  /** What it resolves to becomes part of the outcome. */
  readonly run: (session: Session) => Promise<Found>;
}
