import { accessLost } from "../endpoint/aws/access-lost.ts";
import { notOurs } from "./ownership.ts";
import { describeRequest } from "./cluster-requests.ts";
import type { ClusterLedger, IntendedRegistration, Removal } from "./ledger.ts";
import type { ClusterLeft } from "./cluster-left.ts";
import { clusterOf, describeReply, isSuccess, lostReply, readReply, type Reply } from "../protocol/reply.ts";
import type { Delivery, Exchange, Signing, WireRequest } from "../protocol/exchange.ts";
import type { RunTag } from "./run-tag.ts";
import type { Target } from "../endpoint/target.ts";
import type { SentNames } from "./sent-names.ts";

/** Attempts at a registration whose replies keep getting lost, or whose time runs out. */
const RESET_ROUNDS = 4;
const TIMEOUT_ROUNDS = 2;
/** Times kept of plain names, so that memory does not grow with cases: far more than are in use at once. */
const ASKED_KEPT = 4_096;
const UNREACHABLE = "ListClusters still names it, although DescribeCluster and DeregisterCluster do not find it";

export interface CreateOptions {
  readonly case: string;
  readonly names: SentNames;
  /** See IntendedRegistration. */
  readonly marks?: Pick<IntendedRegistration, "token" | "tagged">;
  /** The run's tag, where the request bears it. */
  readonly tag?: RunTag | undefined;
  readonly signing?: Signing;
  /** One attempt, whatever comes. */
  readonly once?: boolean;
  /** The name is registered already and this request repeats it, so a 409 or a replay is what may come. */
  readonly repeats?: boolean;
}

export interface Creation {
  readonly reply: Reply;
  /** Names under which there is, or may be, a cluster now. */
  readonly created: readonly string[];
}

export interface RunTargets {
  readonly target: Target;
  /** The same endpoint, deaf to the abort signal. */
  readonly cleanUpTarget: Target;
}

/** Registers and deregisters for a run: journal first, lost replies reconciled, nothing left behind unnoticed. */
export class Registrations {
  readonly #target: Target;
  readonly #cleanUpTarget: Target;
  readonly #ledger: ClusterLedger;
  readonly #namePrefix: string;
  readonly #startedAt: number;
  readonly #live = new Set<string>();
  readonly #left = new Map<string, string>();
  /** Named by the list and unknown to the operations that take a name. */
  readonly #unreachable = new Set<string>();
  /** Sent without ever an answer that said what became of them. */
  readonly #unconfirmed = new Set<string>();
  /** Names asked for, those of the latest requests. */
  readonly #asked = new Map<string, Asked>();
  #forgot = false;
  #everAnswered = false;
  registered = 0;
  deregistered = 0;
  /** Requests that may have registered something, with no answer to say so. */
  #unanswered = 0;

  constructor(targets: RunTargets, ledger: ClusterLedger, namePrefix: string, startedAt: number) {
    this.#target = targets.target;
    this.#cleanUpTarget = targets.cleanUpTarget;
    this.#ledger = ledger;
    this.#namePrefix = namePrefix;
    this.#startedAt = startedAt;
  }

  /** Sends a request that may create clusters. A lost reply is reconciled (look, remove, send again), never judged first. */
  async create(request: WireRequest, options: CreateOptions): Promise<Creation> {
    const earlier: Exchange[] = [];
    let unsettled = false;
    const intended = { case: options.case, ...options.marks };
    for (let round = 1; ; round += 1) {
      // Each round anew: what a reclaim removed may be there again after the next request.
      for (const name of options.names.candidates) await this.#ledger.intend(name, intended);
      const delivery = await this.#sendCreating(request, options);
      const reply = readReply(delivery);
      if (round === 1) this.#noteAsked(options, delivery);
      this.#everAnswered ||= reply.exchange.response !== undefined;
      const retried = earlier.length + delivery.earlier.length > 0;
      const metItself = reply.status === 409 && retried && options.repeats !== true;
      const lost = lostReply(reply);
      if (lost) this.#unanswered += 1;
      const rounds = reply.exchange.failure?.kind === "timeout" ? TIMEOUT_ROUNDS : RESET_ROUNDS;
      if ((!lost && !metItself) || round >= rounds || options.once === true) {
        const created = this.#note(reply, options.names, lost || metItself || unsettled);
        return { reply: { ...reply, earlier: [...earlier, ...delivery.earlier] }, created };
      }
      earlier.push(...delivery.earlier, delivery.last);
      unsettled = options.repeats !== true && !(await this.#reclaim(options.names.candidates));
    }
  }

  /** A request that was cut off by an interruption may have been carried out: its names count as alive. */
  async #sendCreating(request: WireRequest, { names, once, signing }: CreateOptions): Promise<Delivery> {
    try {
      return await this.#target.send(request, {
        mayChangeState: true,
        once,
        signing,
      });
    } catch (error) {
      for (const name of names.candidates) this.#noteDoubtful(name);
      throw error;
    }
  }

  /** Deregisters what a case left alive, side by side. */
  async remove(names: Iterable<string>): Promise<void> {
    const removals = [...names].map(async (name) => ({ name, removal: await this.#removeOurs(name) }));
    for (const { name, removal } of await Promise.all(removals)) {
      this.#live.delete(name);
      if (removal?.removed === true) this.deregistered += 1;
      else if (removal !== undefined) this.#left.set(name, removal.reason ?? "not removed");
    }
  }

  /** A plain name that no answer confirmed may be somebody else's: undefined when it is, and so stays. */
  async #removeOurs(name: string): Promise<Removal | undefined> {
    try {
      return await this.#removeKnownOurs(name);
    } catch (error) {
      const reason = accessLost(error);
      if (reason === undefined) throw error;
      return { removed: false, reason };
    }
  }

  async #removeKnownOurs(name: string): Promise<Removal | undefined> {
    if (!this.#unconfirmed.has(name)) return this.#ledger.remove(name);
    const reply = readReply(await this.#cleanUpTarget.send(describeRequest(name)));
    if (reply.status === 404 || this.showsOurs(name, reply)) return this.#ledger.remove(name);
    if (!isSuccess(reply)) return { removed: false, reason: `nobody can say whose it is: ${describeReply(reply)}` };
    this.#ledger.absent(name);
    return undefined;
  }

  /** A scenario deregistered the cluster itself and saw that it worked. */
  forget(name: string): void {
    if (this.#live.delete(name)) this.deregistered += 1;
    this.#left.delete(name);
  }

  /** Registrations that succeeded, or may have. */
  get spent(): number {
    return this.registered + this.#unanswered;
  }

  /** Clusters that could not be removed, so far. */
  get unremovable(): number {
    return this.#left.size;
  }

  /** Clusters that the list still names, although neither a description nor a deregistration finds them. */
  noteUnreachable(names: Iterable<string>): void {
    for (const name of names) this.#unreachable.add(name);
  }

  isLive(name: string): boolean {
    return this.#live.has(name);
  }

  /** Alive, or registered and not to be removed. */
  accountsFor(name: string): boolean {
    return this.#live.has(name) || this.#left.has(name);
  }

  /** The names that are alive now by the run's own account. */
  live(): readonly string[] {
    return [...this.#live];
  }

  /** One more try at what could not be removed, then what remains. */
  async settle(commandFor: (name: string) => string): Promise<ClusterLeft[]> {
    await this.remove([...this.#live]);
    const again = [...this.#left.keys()];
    this.#left.clear();
    await this.remove(again);
    // An endpoint that never answered anything has created nothing that anyone could know of; the journal has the names.
    const known = [...this.#left].filter(([name]) => this.#everAnswered || !this.#unconfirmed.has(name));
    const unreachable = [...this.#unreachable].map((name) => [name, UNREACHABLE] as const);
    const left = new Map([...unreachable, ...known]);
    return [...left].map(([name, reason]) => ({ name, reason, command: commandFor(name) }));
  }

  /** `doubtful`: the request may have been carried out although this answer does not say so. */
  #note(reply: Reply, sent: SentNames, doubtful: boolean): string[] {
    if (!isSuccess(reply) && !doubtful) {
      for (const name of sent.candidates) if (!this.#live.has(name)) this.#ledger.absent(name);
      return [];
    }
    const answered = clusterOf(reply)?.["name"];
    const certain = [answered, sent.name].filter((name) => typeof name === "string");
    const names = [...new Set(isSuccess(reply) && certain.length > 0 ? certain : sent.candidates)];
    for (const name of names) {
      if (!isSuccess(reply)) this.#noteDoubtful(name);
      else {
        if (!this.#live.has(name)) this.registered += 1;
        this.#live.add(name);
        this.#unconfirmed.delete(name);
        this.#ledger.created(name);
      }
    }
    return names;
  }

  /** There may be a cluster of this name now; one that we know of is none the less ours for a lost reply. */
  #noteDoubtful(name: string): void {
    if (!this.#live.has(name)) this.#unconfirmed.add(name);
    this.#live.add(name);
  }

  /** Removes what lost attempts may have left of these names; false when it stays unknown what they did. */
  async #reclaim(names: readonly string[]): Promise<boolean> {
    let settled = true;
    for (const name of names) {
      const reply = readReply(await this.#target.send(describeRequest(name)));
      if (this.showsOurs(name, reply)) settled = (await this.#ledger.remove(name)).removed && settled;
      else settled &&= isSuccess(reply) || reply.status === 404;
    }
    return settled;
  }

  #noteAsked({ names, tag }: CreateOptions, { earlier, last }: Delivery): void {
    const asked = { at: (earlier[0] ?? last).startedAt, tag };
    for (const name of names.candidates) this.#asked.set(name, asked);
    for (const oldest of this.#asked.keys()) {
      if (this.#asked.size <= ASKED_KEPT) break;
      this.#asked.delete(oldest);
      this.#forgot = true;
    }
  }

  /** This run sent a registration of the name, or sent so many that it cannot tell. */
  askedFor(name: string): boolean {
    return this.#asked.has(name) || this.#forgot;
  }

  /** The cluster described is one that this run registered. */
  showsOurs(name: string, described: Reply): boolean {
    const { at: askedAt = this.#startedAt, tag } = this.#asked.get(name) ?? {};
    return notOurs(described, { askedAt, tag, presumed: name.startsWith(this.#namePrefix) }) === undefined;
  }
}

interface Asked {
  /** When, by our own clock: epoch milliseconds. */
  readonly at: number;
  /** The tag that the latest request for the name bore. */
  readonly tag: RunTag | undefined;
}
