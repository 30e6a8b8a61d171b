import { clusterMade } from "./cluster-made.ts";
import { askedBy } from "#custody/creating/asked-by.ts";
import type { SentNames } from "#custody/ownership/sent-names.ts";
import type { Exchange, Signing, WireRequest } from "#protocol/exchange.ts";
import type { CaseStep } from "#endpoint/target.ts";
import { clusterOf } from "#custody/looking/shown-cluster.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { Told } from "#suites/oracles/clusters/cluster-answers.ts";
import { classify } from "#suites/oracles/request/expectation.ts";
import type { RunContext } from "./run-context.ts";
import { registrationService } from "#spec/registration/registration-service.ts";
import { tokenMember } from "#spec/registration/contract-words.ts";
import { SetupFailure } from "#suites/session/round.ts";

export interface RegisterOptions {
  readonly signing?: Signing;
  readonly step?: CaseStep;
  /** The name is registered already; see CreateOptions. */
  readonly repeats?: boolean;
  /** Only one attempt, whatever the answer. */
  readonly once?: boolean;
}

/** A cluster that exists although the registration was not answered with success. */
export interface FoundAtTarget {
  readonly name: string;
  /** The answer, in words. */
  readonly answer: string;
}

/** Told each answer to the operation that deregisters it. */
type SeeRemoval = (name: string, reply: Reply) => void;

/** A cluster that the case registered with a request that must be accepted. */
export interface OwnCluster {
  readonly told: Told;
  /** Describing it would show nothing new or, after its tags were changed, nothing certain. */
  described: boolean;
  /** Its removal was judged. */
  removed: boolean;
}

/** The clusters of one round of a case: what it registered, what it must remove, and the names that it has locked. */
export class CaseClusters {
  readonly own = new Map<string, OwnCluster>();
  /** Names under which the case has had a cluster before. */
  readonly relived = new Set<string>();
  readonly #context: RunContext;
  readonly #caseId: string;
  /** Names under which the round left a cluster, or may have. */
  readonly #toRemove = new Set<string>();
  /** The last answer to a registration of each name. */
  readonly #lastAnswers = new Map<string, Exchange>();
  readonly #registering: Promise<unknown>[] = [];
  /** Requests still waiting for a name must no longer be sent. */
  #isOver = false;
  /** Locks of the names that no other case may use meanwhile, including those still waited for. */
  readonly #locks = new Map<string, Promise<() => void>>();

  constructor(context: RunContext, caseId: string) {
    this.#context = context;
    this.#caseId = caseId;
  }

  /** Sends a registration once nobody else uses its names; the round must remove what it may create. */
  async register(request: WireRequest, options: RegisterOptions): Promise<Reply> {
    const { contract, keeper, runTag } = this.#context;
    const { input, expectation } = classify(contract, request);
    const { kind: resource } = registrationService();
    const asked = askedBy(request, { resource, input, token: tokenMember(), runTag });
    const { names } = asked;
    if (options.repeats !== true) await this.#lock(names);
    const mustBeAccepted = expectation === "must-accept" && options.signing === undefined;
    if (this.#isOver) throw new SetupFailure("not registered: the case is over");
    const creating = keeper.create(request, {
      case: this.#caseId,
      ...asked,
      mustBeAccepted,
      ...options,
    });
    this.#registering.push(creating);
    const { reply, created } = await creating;
    for (const name of created) {
      this.#toRemove.add(name);
      this.#lastAnswers.set(name, reply.exchange);
    }
    // Nobody knows from which of two registrations of a name a cluster comes, nor what a wrongly accepted one should
    // look like.
    const isCertain = mustBeAccepted && options.repeats !== true;
    if (isSuccess(reply)) this.#noteOwn(names, isCertain ? { input, cluster: clusterOf(reply) } : {});
    return reply;
  }

  async #lock({ candidates }: SentNames): Promise<void> {
    for (const name of candidates) {
      if (name.startsWith(this.#context.namePrefix)) continue;
      const lock = this.#locks.get(name) ?? this.#context.nameLocks.acquire(name);
      this.#locks.set(name, lock);
      await lock;
    }
  }

  #noteOwn({ name, candidates }: SentNames, { input, cluster }: Partial<Told>): void {
    for (const each of candidates) this.own.delete(each);
    if (name === undefined || input === undefined || cluster === undefined) return;
    this.own.set(name, { told: { input, cluster }, described: false, removed: false });
  }

  /** A cluster of the case needs no further description. */
  noteDescribed(name: string): void {
    const own = this.own.get(name);
    if (own !== undefined) own.described = true;
  }

  /** Adds clusters that no case owns to the round's clean-up. */
  adopt(names: Iterable<string>): void {
    for (const name of names) this.#toRemove.add(name);
  }

  /** The endpoint says that it has deregistered a cluster as requested. */
  noteDeregistered(name: string): void {
    this.own.delete(name);
    this.relived.add(name);
    this.#toRemove.delete(name);
    this.#context.keeper.removed(clusterMade(name));
  }

  /** The last answer to a registration of the name. */
  lastAnswer(name: string): Exchange | undefined {
    return this.#lastAnswers.get(name);
  }

  /** Deregisters what the round left alive; resolves to what existed although its registration had been refused. */
  async remove(see: SeeRemoval): Promise<FoundAtTarget[]> {
    this.#isOver = true;
    // A story that ended early may have requests under way that will still register something.
    await Promise.allSettled(this.#registering);
    const { keeper } = this.#context;
    const known = [...this.#toRemove].map(clusterMade).filter((made) => keeper.states.has(made));
    this.#toRemove.clear();
    const fates = await Promise.all(known.map((made) => keeper.remove(made, (reply) => see(made.id, reply))));
    return fates.flatMap(({ refusedAs: answer }, at) => {
      const name = known[at]?.id;
      return name === undefined || answer === undefined ? [] : [{ name, answer }];
    });
  }

  /** Lets other cases use its names. */
  unlock(): void {
    for (const lock of this.#locks.values()) void lock.then((release) => release());
    this.#locks.clear();
  }
}
