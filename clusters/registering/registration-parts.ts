import type { Clock } from "../../endpoint/clock.ts";
import type { Target } from "../../endpoint/target.ts";
import type { ClusterLedger } from "../journal/ledger.ts";
import type { NameStates } from "../ownership/name-states.ts";

/** Counts and sightings of a run's registrations. */
export interface RegistrationTally {
  registered: number;
  deregistered: number;
  /** Requests that may have registered something, with no answer to say so. */
  unanswered: number;
  everAnswered: boolean;
  /** When the latest doubt came up, by `clock.now()`. */
  lastDoubtAt: number;
  /** When the endpoint said last that it removed a cluster, by `clock.now()`. */
  lastRemovedAt: number;
  /** Clusters that were still shown once every removal must have shown. */
  stillShown: number;
  /** Names that bear the run and that it never sent: seen in an answer or a list, never removed. */
  readonly strays: Set<string>;
  /** Named by the list and unknown to the operations that take a name. */
  readonly unreachable: Set<string>;
}

/** Of a run that has sent nothing. */
export function emptyTally(): RegistrationTally {
  return {
    registered: 0,
    deregistered: 0,
    unanswered: 0,
    everAnswered: false,
    lastDoubtAt: 0,
    lastRemovedAt: -Infinity,
    stillShown: 0,
    strays: new Set(),
    unreachable: new Set(),
  };
}

/** What waiting for a late cluster takes. */
export type RegistrationClock = Pick<Clock, "now" | "epoch" | "sleep">;

/** What sending, reconciling and settling registrations share. */
export interface RegistrationParts {
  readonly target: Target;
  /** The same endpoint, deaf to the abort signal. */
  readonly cleanUpTarget: Target;
  readonly ledger: ClusterLedger;
  readonly states: NameStates;
  readonly tally: RegistrationTally;
  readonly clock: RegistrationClock;
  /** Milliseconds that a read may lag behind a write. */
  readonly consistencyMs: number;
}

/** There is no cluster of the name, or somebody else's: the run and its journal are done with it. */
export function settleAbsent({ states, ledger }: Pick<RegistrationParts, "states" | "ledger">, name: string): void {
  states.settled(name);
  ledger.absent(name);
}
