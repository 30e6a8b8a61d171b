import type { WireRequest } from "../../protocol/exchange.ts";
import type { Reply } from "../../protocol/answers/reply.ts";
import { OPERATIONS } from "../../spec/registration/registered-cluster.ts";
import { registrationService } from "../../spec/registration/registration-service.ts";
import { type ClusterLeft, STRAY } from "../removing/cluster-left.ts";
import { removeAccounted } from "../removing/remove-accounted.ts";
import { settleAccount } from "../removing/settle.ts";
import { keyOf } from "../resources/made-resource.ts";
import {
  type Custody,
  emptyAccount,
  noteRemoved,
  noteStray,
  resemblesRun,
  settleAbsent,
} from "../resources/resource-account.ts";
import { ResourceStates } from "../resources/resource-states.ts";
import { clusterMade } from "./cluster-made.ts";
import { createCluster, type CreateOptions, type Creation, type RegisteringCustody } from "./create-cluster.ts";
import { noteNamedByAnswer } from "./named-by-answer.ts";

const UNREACHABLE = `${OPERATIONS.list} still names it, although ${OPERATIONS.describe} and ${OPERATIONS.deregister} do not find it`;

export type RegistrationsOptions = Omit<RegisteringCustody, "service" | "account" | "trustsNames">;

/** A cluster that exists although the registration was not answered with success. */
export interface FoundAtTarget {
  readonly name: string;
  /** The answer, in words. */
  readonly answer: string;
}

/** Told each answer to the operation that deregisters it. */
export type SeeRemoval = (name: string, reply: Reply) => void;

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

export function openRegistrations(options: RegistrationsOptions): Registrations {
  const { namePrefix, clock } = options;
  const service = registrationService();
  const states = new ResourceStates({ service, namePrefix, startedAt: clock.epoch() });
  const account = emptyAccount(states);
  const custody: RegisteringCustody = { ...options, service, account };
  const { counts, strays, unreachable } = account;
  const isAlike = (name: string): boolean => resemblesRun(custody, clusterMade(name));
  return {
    get registered() {
      return counts.created;
    },
    get deregistered() {
      return counts.removed;
    },
    get spent() {
      return counts.created + counts.unanswered;
    },
    get unremovable() {
      return states.in("left").length + [...strays.values()].filter(({ made }) => isAlike(made.id)).length;
    },
    create: (request, creating) => createCluster(custody, request, creating),
    noteAnswered: (reply, caseId) => noteNamedByAnswer(custody, reply, { caseId, isValid: false }),
    remove: (names, see) => removeNamed(custody, names, see),
    forget: (name) => {
      const made = clusterMade(name);
      if (states.is(made, "alive")) counts.removed += 1;
      noteRemoved(custody, made);
      if (states.is(made, "alive", "left")) states.unproven(made);
    },
    seenAbsent: (name) => {
      const made = clusterMade(name);
      if (states.is(made, "unproven") && states.get(made)?.doubt === undefined) settleAbsent(custody, made);
    },
    isLive: (name) => states.isLive(clusterMade(name)),
    live: () => states.in("alive", "doubtful").flatMap(({ made }) => (states.isLive(made) ? [made.id] : [])),
    accountsFor: (name) => {
      const made = clusterMade(name);
      const isTold = strays.has(keyOf(made)) || account.late.has(keyOf(made));
      return isTold || states.isLive(made) || states.is(made, "left");
    },
    sent: (name) => states.has(clusterMade(name)),
    wasCreated: (name) => states.get(clusterMade(name))?.created === true,
    mayDeregister: (name) => {
      const made = clusterMade(name);
      return states.has(made) && (states.bearsRun(made) || states.is(made, "alive"));
    },
    showsOurs: (name, described) => states.shows(clusterMade(name), described),
    noteListed: ({ unreachable: unknown, found }) => {
      for (const made of [...unknown].map(clusterMade)) unreachable.set(keyOf(made), made);
      const [sent, others] = [[...found].filter(isSent), [...found].filter((name) => !isSent(name))];
      for (const name of sent) states.reopen(clusterMade(name));
      for (const name of others) noteStray(custody, { made: clusterMade(name), reason: STRAY });
      return sent;
    },
    settle: async (commandFor) => {
      if (!account.servedKinds.has(service.kind.name)) account.unservedKinds.add(service.kind.name);
      await settleAccount(custody);
      return leftBehind(custody, commandFor);
    },
  };

  function isSent(name: string): boolean {
    return states.has(clusterMade(name));
  }
}

/** Side by side; resolves to what existed although its registration had been refused. */
async function removeNamed(
  custody: Custody,
  names: Iterable<string>,
  see: SeeRemoval | undefined,
): Promise<FoundAtTarget[]> {
  const known = [...new Set(names)].flatMap((name) => custody.account.states.get(clusterMade(name)) ?? []);
  const found = await Promise.all(
    known.map(async ({ made, doubt }) => {
      const seen = see && ((reply: Reply) => see(made.id, reply));
      const { isFound } = await removeAccounted(custody, made, { see: seen, atEnd: false });
      return isFound === true && doubt !== undefined ? [{ name: made.id, answer: doubt.reason }] : [];
    }),
  );
  return found.flat();
}

/** A name that the run never sent is reported; nobody knows whose it is. */
function leftBehind({ account }: Custody, commandFor: (name: string) => string | undefined): ClusterLeft[] {
  const { states, unreachable, strays } = account;
  const left = new Map<string, ClusterLeft>();
  for (const { id: name } of unreachable.values()) left.set(name, { name, reason: UNREACHABLE, command: undefined });
  for (const { made, reason } of strays.values()) left.set(made.id, { name: made.id, reason, command: undefined });
  for (const { made, reason = "", mayBeTheirs } of states.in("left"))
    left.set(made.id, { name: made.id, reason, command: mayBeTheirs ? undefined : commandFor(made.id) });
  return [...left.values()];
}
