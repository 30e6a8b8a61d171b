import type { Effect, PlayedCase } from "#suites/session/case.ts";
import type { CaseSession } from "./session.ts";

/** A case about registered clusters. */
export interface Case<Found = unknown> extends PlayedCase<CaseSession, Found> {
  readonly effect: Effect;
  /** The most clusters that it may have alive at once, including wrongly accepted ones. */
  readonly live: number;
  /** How many registrations may succeed over the whole case; 0 if all must be refused. Default: `live`. */
  readonly registers?: number;
  /** The class of each factor of the valid input that it sends, by the name of what varies. */
  readonly choice?: Readonly<Record<string, string>>;
}
