import type { WireRequest } from "../../protocol/exchange.ts";
import type { Reply } from "../../protocol/answers/reply.ts";
import { OPERATIONS } from "../../spec/registration/registered-cluster.ts";
import { type ClusterLeft, STRAY } from "../removing/cluster-left.ts";
import { createCluster, type CreateOptions, type Creation } from "./create-cluster.ts";
import { noteNamedByAnswer } from "./named-by-answer.ts";
import { NameStates } from "../ownership/name-states.ts";
import {
  clusterMade,
  emptyTally,
  noteRemoved,
  type SeeRemoval,
  settleAbsent,
  type RegistrationParts,
} from "./registration-parts.ts";
import { removeOurs, type FoundAtTarget } from "../removing/remove-ours.ts";
import { settleNames } from "../removing/settle.ts";

const UNREACHABLE = `${OPERATIONS.list} still names it, although ${OPERATIONS.describe} and ${OPERATIONS.deregister} do not find it`;

export type RegistrationsOptions = Pick<
  RegistrationParts,
  "target" | "cleanUpTarget" | "ledger" | "clock" | "removing" | "consistencyMs" | "runTag"
> & {
  /** The beginning of every name that the run makes up; it contains the run's id. */
  readonly namePrefix: string;
};

/** Registers and deregisters for a run: journal first, lost replies reconciled, nothing left behind unnoticed. */
export interface Registrations {
  readonly registered: number;
  readonly deregistered: number;
  /** How many registrations succeeded, or may have. */
  readonly spent: number;
  /** Clusters that could not be removed, so far. */
  readonly unremovable: number;
  create(request: WireRequest, options: CreateOptions): Promise<Creation>;
  /** Takes the answer to a request that is not to register anything. */
  noteAnswered(reply: Reply, caseId: string): void;
  /** Deregisters what a case left alive or in doubt; resolves to what existed although it had been refused. */
  remove(names: Iterable<string>, see?: SeeRemoval): Promise<FoundAtTarget[]>;
  /** A scenario deregistered the cluster itself and was told that it worked. */
  forget(name: string): void;
  /** The endpoint was asked about a name that it had refused, and knows no such cluster. */
  seenAbsent(name: string): void;
  /** Alive, or possibly alive because a reply was lost. */
  isLive(name: string): boolean;
  /** The names that are alive by the run's own account, including those whose replies were lost. */
  live(): readonly string[];
  /** Alive, possibly alive because a reply was lost, now or earlier, or known to exist and impossible to remove. */
  accountsFor(name: string): boolean;
  sent(name: string): boolean;
  /** An answer said that it was registered; it may be gone since. */
  wasCreated(name: string): boolean;
  /** The run may deregister the name without looking first: it sent the name, and what is there can only be its own. */
  mayDeregister(name: string): boolean;
  /** The cluster described is one that this run registered. */
  showsOurs(name: string, described: Reply): boolean;
  /**
   * Takes listed names that nothing accounts for. Each is unknown to the other operations, or found; returns those
   * found that the run sent.
   */
  noteListed(names: { readonly unreachable: Iterable<string>; readonly found: Iterable<string> }): readonly string[];
  /** Removes what it can, proves the rest absent, and resolves to what remains. */
  settle(commandFor: (name: string) => string | undefined): Promise<ClusterLeft[]>;
}

export function openRegistrations({ namePrefix, ...given }: RegistrationsOptions): Registrations {
  const states = new NameStates({ namePrefix, startedAt: given.clock.epoch() });
  const tally = emptyTally();
  const parts: RegistrationParts = { ...given, states, tally };
  return {
    get registered() {
      return tally.registered;
    },
    get deregistered() {
      return tally.deregistered;
    },
    get spent() {
      return tally.registered + tally.unanswered;
    },
    get unremovable() {
      return states.namesIn("left").length + [...tally.strays.keys()].filter((name) => states.resembles(name)).length;
    },
    create: (request, options) => createCluster(parts, request, options),
    noteAnswered: (reply, caseId) => noteNamedByAnswer(parts, reply, { caseId, isValid: false }),
    remove: (names, see) => removeOurs(parts, names, { see, atEnd: false }),
    forget: (name) => {
      if (states.is(name, "alive")) tally.deregistered += 1;
      noteRemoved(parts, name);
      if (states.is(name, "alive", "left")) states.unproven(name);
    },
    seenAbsent: (name) => {
      if (!states.is(name, "unproven") || states.get(name)?.doubt !== undefined) return;
      settleAbsent(parts, name);
    },
    isLive: (name) => states.isLive(name),
    live: () => states.namesIn("alive", "doubtful").filter((name) => states.isLive(name)),
    accountsFor: (name) =>
      states.isLive(name) || states.is(name, "left") || tally.strays.has(name) || tally.late.has(name),
    sent: (name) => states.has(name),
    wasCreated: (name) => states.get(name)?.created === true,
    mayDeregister: (name) => states.has(name) && (states.bearsRun(name) || states.is(name, "alive")),
    showsOurs: (name, described) => states.shows(name, described),
    noteListed: ({ unreachable, found }) => {
      for (const name of unreachable) tally.unreachable.add(name);
      const sent = [...found].filter((name) => states.has(name));
      for (const name of sent) states.reopen(name);
      for (const name of found) if (!states.has(name)) tally.strays.set(name, STRAY);
      return sent;
    },
    settle: async (commandFor) => {
      await settleNames(parts);
      for (const name of states.namesIn("left"))
        parts.ledger.note(clusterMade(name), "left", { reason: states.get(name)?.reason });
      return leftBehind(parts, commandFor);
    },
  };
}

/** A name that the run never sent is reported; nobody knows whose it is. */
function leftBehind(
  { states, tally }: RegistrationParts,
  commandFor: (name: string) => string | undefined,
): ClusterLeft[] {
  const reasons = new Map<string, string>();
  for (const name of tally.unreachable) reasons.set(name, UNREACHABLE);
  for (const [name, why] of tally.strays) reasons.set(name, why);
  for (const name of states.namesIn("left")) reasons.set(name, states.get(name)?.reason ?? "");
  return [...reasons].map(([name, reason]) => ({
    name,
    reason,
    command: states.isOurs(name) ? commandFor(name) : undefined,
  }));
}
