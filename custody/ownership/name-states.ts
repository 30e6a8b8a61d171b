import { isMadeFrom } from "./run-prefix.ts";
import { clusterNamed, clusterOf, shownMember } from "../looking/shown-cluster.ts";
import { isSuccess, type Reply } from "../../protocol/answers/reply.ts";
import { epochMs } from "./creation-time.ts";
import { isTheirs, notOurs, whyUntouchable, type Claim } from "./ownership.ts";
import { givenMark, type RunTag } from "./marks.ts";
import { registrationService } from "../../spec/registration/registration-service.ts";

/**
 * What a run knows of a name that it sent: asked for and not answered yet · alive by an answer · in doubt: an answer, or
 * the lack of one, leaves open whether it is there · unproven: nothing says that it is there, nor that it is not · left:
 * not to be removed · settled: proved absent, removed, or somebody else's.
 */
export type NameState = "asked" | "alive" | "doubtful" | "unproven" | "left" | "settled";

/** Why a name is in doubt. */
export interface Doubt {
  /** In words: the answer. */
  readonly reason: string;
  /** No answer came · it was a 5xx · it was a refusal of what should have been accepted. */
  readonly kind: "lost" | "failed" | "refused";
}

export interface SentName {
  state: NameState;
  /** Epoch milliseconds by our clock of the first request since the name was last settled. */
  askedAt: number | undefined;
  /** The tag that the latest request bore. */
  tag: RunTag | undefined;
  /** An answer said that it was created. */
  created: boolean;
  /** What marks the activation in the latest answer, unless a later request may have renewed it. */
  activation: string | undefined;
  doubt: Doubt | undefined;
  /** Why it could not be removed. */
  reason: string;
  /** A deregistration was sent and not answered, or answered with a 404 that proves nothing by itself. */
  mayBeGone: boolean;
  /** When an answer first said that the latest cluster of the name was deregistered, by `clock.now()`. */
  removedAt: number | undefined;
  /** It is left because it may be somebody else's, or because nothing shows that it is ours. */
  mayBeTheirs: boolean;
}

/**
 * Settled names are kept in two generations of so many, so that memory does not grow with cases: far more than are in use
 * at once.
 */
const GENERATION = 10_000;

export interface NameStatesOptions {
  /**
   * The beginning of every name that the run makes up. It contains the run's id, so nobody else's names begin with it.
   */
  readonly namePrefix: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
}

/** What is known about every name that a run sent. */
export class NameStates {
  readonly #names = new Map<string, SentName>();
  /** The names settled latest that bear the run: once they are a whole generation, the one before it is forgotten. */
  #young = new Set<string>();
  #old = new Set<string>();
  readonly #options: NameStatesOptions;
  /** See Claim: what the endpoint's own clock says about clusters that are certainly ours. */
  #createdAhead: number | undefined;

  constructor(options: NameStatesOptions) {
    this.#options = options;
  }

  /** The run sent it. */
  has(name: string): boolean {
    return this.#names.has(name);
  }

  get(name: string): SentName | undefined {
    return this.#names.get(name);
  }

  is(name: string, ...states: readonly NameState[]): boolean {
    const known = this.#names.get(name);
    return known !== undefined && states.includes(known.state);
  }

  namesIn(...states: readonly NameState[]): string[] {
    return [...this.#names].filter(([, { state }]) => states.includes(state)).map(([name]) => name);
  }

  /** Alive, or in doubt because a reply was lost. */
  isLive(name: string): boolean {
    const known = this.#names.get(name);
    return known?.state === "alive" || (known?.state === "doubtful" && known.doubt?.kind === "lost");
  }

  bearsRun(name: string): boolean {
    return name.startsWith(this.#options.namePrefix);
  }

  /** A name that nobody has, and that the run never registers. */
  get nobodys(): string {
    return `${this.#options.namePrefix}nobody`;
  }

  /** It looks like a name of this run: an endpoint may have altered one. */
  resembles(name: string): boolean {
    return isMadeFrom(this.#options.namePrefix, name);
  }

  ask(name: string, tag: RunTag | undefined): void {
    const known = this.#names.get(name);
    if (known === undefined || known.state === "settled") {
      this.#names.delete(name);
      const fresh = {
        askedAt: undefined,
        created: false,
        activation: undefined,
        doubt: undefined,
        reason: "",
        mayBeTheirs: false,
        mayBeGone: false,
        removedAt: undefined,
      };
      this.#names.set(name, { ...fresh, state: "asked", tag });
    } else Object.assign(known, { tag, activation: undefined });
  }

  sentAt(name: string, at: number): void {
    const known = this.#names.get(name);
    if (known !== undefined) known.askedAt = Math.min(known.askedAt ?? at, at);
  }

  alive(name: string, reply: Reply): void {
    const cluster = clusterOf(reply);
    const activation = givenMark(registrationService().kind, cluster);
    this.#set(name, { state: "alive", created: true, doubt: undefined, activation, removedAt: undefined });
    const madeAt = epochMs(shownMember(cluster, "created"));
    if (shownMember(cluster, "name") !== name || !this.bearsRun(name) || madeAt === undefined) return;
    // The cluster was created before the answer, however long that took: a busy endpoint's clock must not seem to be
    // ahead.
    const { startedAt, durationMs } = reply.exchange;
    this.#createdAhead = Math.max(this.#createdAhead ?? -Infinity, madeAt - (startedAt + durationMs));
  }

  /** A name that is known to be alive stays so after a refusal or a lost reply. */
  doubt(name: string, doubt: Doubt): boolean {
    if (this.is(name, "alive", "left")) return false;
    this.#set(name, { state: "doubtful", doubt });
    return true;
  }

  /** A list or a description shows it, whatever its state was. */
  reopen(name: string): void {
    this.#set(name, { state: "doubtful" });
  }

  /** It was refused, or an answer says that it was deregistered. */
  unproven(name: string): void {
    this.#set(name, { state: "unproven" });
  }

  /** A refusal says nothing about what an earlier request did. */
  refused(name: string): void {
    if (this.is(name, "asked")) this.unproven(name);
  }

  /** By default it counts as ours if its name, or an answer, says so. */
  left(name: string, reason: string, ours = this.bearsRun(name) || this.#names.get(name)?.created === true): void {
    this.#set(name, { state: "left", reason, mayBeTheirs: !ours });
  }

  /** The run may ask its user to remove it. */
  isOurs(name: string): boolean {
    return this.#names.get(name)?.mayBeTheirs === false;
  }

  /** Whether its deregistration may have been carried out, although no answer says so. */
  mayBeGone(name: string, maybe: boolean): void {
    this.#set(name, { mayBeGone: maybe });
  }

  removed(name: string, at: number): void {
    this.#set(name, { removedAt: this.#names.get(name)?.removedAt ?? at });
  }

  settled(name: string): void {
    this.#set(name, { state: "settled" });
    if (this.bearsRun(name)) this.#young.add(name);
    if (this.#young.size >= GENERATION) this.#forgetOld();
  }

  /** Why the cluster described is not ours; undefined when it is. The name may be one that the run never sent. */
  notOurs(name: string, described: Reply, tag = this.#names.get(name)?.tag): string | undefined {
    return notOurs(described, { ...this.#claimOn(name), tag });
  }

  /** Why nobody may touch what is described; undefined if the run may. */
  whyUntouchable(name: string, described: Reply): string | undefined {
    return whyUntouchable(described, this.#claimOn(name));
  }

  /** The description shows a cluster, and it is ours. */
  shows(name: string, described: Reply): boolean {
    return isSuccess(described) && clusterOf(described) !== undefined && this.notOurs(name, described) === undefined;
  }

  /** The description shows that it was there before the run. */
  isOlder(name: string, described: Reply): boolean {
    const claim = { ...this.#claimOn(name), created: true };
    return clusterNamed(name, described) !== undefined && notOurs(described, claim) !== undefined;
  }

  /** The description shows it with the run's tag. */
  bearsTag(name: string, described: Reply, tag: RunTag): boolean {
    return clusterNamed(name, described) !== undefined && this.notOurs(name, described, tag) === undefined;
  }

  /** The description proves that there is no cluster of ours: somebody else has the name. */
  isTheirs(name: string, described: Reply): boolean {
    return isTheirs(described, this.#claimOn(name));
  }

  #claimOn(name: string): Claim {
    const { startedAt } = this.#options;
    const known = this.#names.get(name);
    const bearsRun = this.bearsRun(name);
    const service = registrationService();
    return {
      service,
      made: { resource: service.kind, id: name },
      askedAt: bearsRun ? startedAt : (known?.askedAt ?? startedAt),
      tag: known?.tag,
      bearsRun,
      created: known?.created === true,
      given: known?.activation,
      createdAhead: this.#createdAhead,
    };
  }

  #set(name: string, change: Partial<SentName>): void {
    const known = this.#names.get(name);
    if (known !== undefined) Object.assign(known, change);
  }

  /** In all, it takes each name in hand once for each time that it was settled. */
  #forgetOld(): void {
    for (const name of this.#old) if (this.is(name, "settled") && !this.#young.has(name)) this.#names.delete(name);
    [this.#old, this.#young] = [this.#young, new Set()];
  }
}
