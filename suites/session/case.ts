import type { CaseKind } from "../record/record.ts";
import type { CaseSession } from "./session.ts";

/** What a case may do to the account behind the endpoint. */
export type Effect = "read" | "create" | "delete";

export function effectOf(method: string): Effect {
  return method === "POST" ? "create" : method === "DELETE" ? "delete" : "read";
}

/** What a case is called and what it is for. */
export interface CaseLabel {
  /** Stable across runs and seeds: `register/boundary/name/max-length/reject/101-plain`. */
  readonly id: string;
  readonly kind: CaseKind;
  /** Ids of the requirements it exists to judge; the oracles on every exchange may judge others too. */
  readonly requirements: readonly string[];
  /** What is sent and why, in a few words. */
  readonly summary: string;
}

/** One request, or one short story of requests, with a label: which requirements it can judge, and how. */
export interface Case<Found = unknown> extends CaseLabel {
  /** Operations that must be there for the case to mean anything. */
  readonly needs: readonly string[];
  readonly effect: Effect;
  /** The most clusters it may have alive at once, wrongly accepted ones counted. */
  readonly live: number;
  /** Registrations that may succeed over the whole case, 0 where all must be refused; as many as `live` unless given. */
  readonly registers?: number;
  /** Nothing else runs beside it. */
  readonly exclusive?: boolean;
  /** The look of each member of the valid input that it sends, by what may vary. */
  readonly looks?: Readonly<Record<string, string>>;
  /** What it resolves to is handed on with the outcome. */
  readonly run: (session: CaseSession) => Promise<Found>;
}
