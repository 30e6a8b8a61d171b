import type { Clock } from "../../endpoint/clock.ts";
import type { Target } from "../../endpoint/target.ts";
import type { Ledger } from "../journal/ledger.ts";
import type { RunTag } from "../ownership/marks.ts";
import type { NameStates } from "../ownership/name-states.ts";
import type { Reply } from "../../protocol/answers/reply.ts";
import { registrationService } from "../../spec/registration/registration-service.ts";
import {
  removalAccount,
  type RemovalAccount,
  type RemovalTime,
  type ResourceFate,
  resourceRemover,
} from "../removing/remove-resource.ts";
import type { MadeResource } from "../resources/made-resource.ts";

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
  readonly removals: RemovalAccount;
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
    removals: removalAccount(),
  };
}

/** What sending, reconciling and settling registrations share. */
export interface RegistrationParts {
  readonly target: Target;
  /** The same endpoint, deaf to the abort signal. */
  readonly cleanUpTarget: Target;
  readonly ledger: Ledger;
  readonly states: NameStates;
  readonly tally: RegistrationTally;
  readonly clock: Pick<Clock, "now" | "epoch" | "sleep">;
  readonly removing: RemovalTime;
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
  ledger.note(clusterMade(name), "absent");
}

/** A registered cluster as what it is: of the one kind of its service. */
export function clusterMade(name: string): MadeResource {
  return { resource: registrationService().kind, id: name };
}

/** Told each answer to the operation that deregisters it. */
export type SeeRemoval = (name: string, reply: Reply) => void;

/** Deregisters a cluster; the caller has checked that it is ours. If it is not there, it may still appear later. */
export async function removeNamed(parts: RegistrationParts, name: string, see?: SeeRemoval): Promise<ResourceFate> {
  const { cleanUpTarget: target, ledger, tally, removing } = parts;
  const made = clusterMade(name);
  const remover = { ...removing, service: registrationService(), target, slowMs: SLOW_MS };
  const fate = await resourceRemover({ ...remover, see: see && ((reply) => see(name, reply)) }, tally.removals)(made);
  if (fate.state === "left") ledger.note(made, "left", { reason: fate.reason });
  if (fate.state === "removed") ledger.note(made, "removed");
  return fate;
}

/** What takes longer to go is looked for at the end. */
const SLOW_MS = 1_000;
