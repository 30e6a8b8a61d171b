import type { Clock } from "../../endpoint/clock.ts";
import type { Target } from "../../endpoint/target.ts";
import type { ClusterLedger } from "../journal/ledger.ts";
import type { RunTag } from "../ownership/marks.ts";
import type { NameStates } from "../ownership/name-states.ts";

/** What a run has counted and seen of its registrations. */
export interface RegistrationTally {
  registered: number;
  deregistered: number;
  /** How many requests may have registered something without an answer that says so. */
  unanswered: number;
  /** Some registration was accepted or refused, so that the operation works. */
  everAnswered: boolean;
  /** Some registration was answered otherwise than that there is nothing at its path, or not at all. */
  everServed: boolean;
  /** Names of registrations without a reply, each of which may be carried out at any later time. */
  readonly late: Set<string>;
  /** When a name last came into doubt, by `clock.now()`. */
  lastDoubtAt: number;
  /** When the endpoint last said that it removed a cluster, by `clock.now()`. */
  lastRemovedAt: number;
  /** How many clusters were still shown when every removal should have been visible. */
  stillShown: number;
  /** Names that the run never sent, and why each is told: it looks like the run's, or an answer to the run names it. */
  readonly strays: Map<string, string>;
  /** Names that the list shows but the operations that take a name do not know. */
  readonly unreachable: Set<string>;
}

/** The tally of a run that has sent nothing. */
export function emptyTally(): RegistrationTally {
  return {
    registered: 0,
    deregistered: 0,
    unanswered: 0,
    everAnswered: false,
    everServed: false,
    late: new Set(),
    lastDoubtAt: 0,
    lastRemovedAt: -Infinity,
    stillShown: 0,
    strays: new Map(),
    unreachable: new Set(),
  };
}

/** What is needed to wait for a cluster that appears late. */
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
  /** What shows that a cluster is the run's whose name it never sent. */
  readonly runTag?: RunTag | undefined;
  /** Milliseconds that a read may lag behind a write. */
  readonly consistencyMs: number;
}

/** The endpoint says that it removed the cluster. */
export function noteRemoved({ states, tally, clock }: RegistrationParts, name: string): void {
  tally.lastRemovedAt = clock.now();
  states.removed(name, tally.lastRemovedAt);
}

/** No cluster has the name, or it is somebody else's: the run and its journal are done with it. */
export function settleAbsent({ states, ledger }: Pick<RegistrationParts, "states" | "ledger">, name: string): void {
  states.settled(name);
  ledger.absent(name);
}
