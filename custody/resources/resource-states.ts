import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import { isJsonObject, type JsonObject } from "#spec/json/json.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import type { Service } from "#spec/resources/service.ts";
import { epochMs, type MakingTime } from "#custody/ownership/creation-time.ts";
import { givenMark, type RunTag } from "#custody/ownership/marks.ts";
import { isMadeFrom } from "#custody/ownership/run-prefix.ts";
import { type Beforehand, type Claim, isTheirs, notOurs, whyUntouchable } from "#custody/ownership/ownership.ts";
import { keyOf, type MadeResource, outermost } from "./made-resource.ts";
import { shownBy } from "./resource-requests.ts";

/**
 * What a run knows of what it asked for: not answered yet · alive by an answer · in doubt: an answer, or the lack of one,
 * leaves open whether it is there · unproven: nothing says that it is there, nor that it is not · left: not to be removed ·
 * settled: proved absent, removed, or somebody else's.
 */
export type ResourceState = "asked" | "alive" | "doubtful" | "unproven" | "left" | "settled";

/** Why one is in doubt. */
export interface ResourceDoubt {
  /** In words: the answer. */
  readonly reason: string;
  /** No answer came · it was a 5xx · it was a refusal of what should have been accepted. */
  readonly kind: "lost" | "failed" | "refused";
}

const DOUBTS: readonly ResourceDoubt["kind"][] = ["lost", "failed", "refused"];

/** One that the run asked for, and what it knows of it. */
export interface Accounted {
  readonly made: MadeResource;
  readonly state: ResourceState;
  /** When the run asked for it, since it was last settled. */
  readonly times: readonly MakingTime[];
  /** The tag that the latest request bore. */
  readonly tag?: RunTag | undefined;
  readonly beforehand?: Beforehand | undefined;
  /** An answer said that it was created. */
  readonly created: boolean;
  /** One of the name was created, and settled, before this one was asked for. */
  readonly hadLife?: boolean;
  /** What marks what the service gave to it alone in the latest answer, unless a later request may have renewed it. */
  readonly given?: string | undefined;
  readonly doubt?: ResourceDoubt | undefined;
  /** Why it could not be removed. */
  readonly reason?: string | undefined;
  /** A removal was sent and not answered, or answered with a 404 that proves nothing by itself. */
  readonly mayBeGone: boolean;
  /** An answer said that it is being removed, and it was not waited for. */
  readonly isGoing: boolean;
  /** When an answer first said that the latest one of the name was removed, by `clock.now()`. */
  readonly removedAt?: number | undefined;
  /** It is left because it may be somebody else's, or because nothing shows that it is ours. */
  readonly mayBeTheirs: boolean;
}

const FRESH = { created: false, mayBeGone: false, isGoing: false, mayBeTheirs: false } as const;

/**
 * Settled ones are kept in two generations of so many, so that memory does not grow with cases: far more than are in use at
 * once.
 */
const GENERATION = 10_000;

export interface ResourceStatesOptions {
  readonly service: Service;
  /** The beginning of every name that the run makes up. It contains the run's id, so nobody else's names hold it. */
  readonly namePrefix: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
}

/** What is known of everything that a run asked for. */
export class ResourceStates {
  readonly #known = new Map<string, Accounted>();
  /** Keys of those settled latest that bear the run: once they are a whole generation, the one before it is forgotten. */
  #young = new Set<string>();
  #old = new Set<string>();
  readonly #options: ResourceStatesOptions;
  /** See Claim: what the endpoint's own clock says about what is certainly ours. */
  #createdAhead: number | undefined;

  constructor(options: ResourceStatesOptions) {
    this.#options = options;
  }

  get(made: MadeResource): Accounted | undefined {
    return this.#known.get(keyOf(made));
  }

  /** The run asked for it. */
  has(made: MadeResource): boolean {
    return this.get(made) !== undefined;
  }

  is(made: MadeResource, ...states: readonly ResourceState[]): boolean {
    const known = this.get(made);
    return known !== undefined && states.includes(known.state);
  }

  all(): readonly Accounted[] {
    return [...this.#known.values()];
  }

  in(...states: readonly ResourceState[]): Accounted[] {
    return this.all().filter(({ state }) => states.includes(state));
  }

  /** An answer said that it was created, since it was last settled. */
  wasCreated(made: MadeResource): boolean {
    return this.get(made)?.created === true;
  }

  /** An answer said once that one of the name was created: a read that is behind may show that one, whatever was refused since. */
  hadLife(made: MadeResource): boolean {
    return this.wasCreated(made) || this.get(made)?.hadLife === true;
  }

  /** Alive, or in doubt because a reply was lost. */
  isLive(made: MadeResource): boolean {
    const known = this.get(made);
    return known?.state === "alive" || (known?.state === "doubtful" && known.doubt?.kind === "lost");
  }

  /** It, or what it belongs to in the end, has a name that holds the run's id. */
  bearsRun(made: MadeResource): boolean {
    return isMadeFrom(this.#options.namePrefix, outermost(made).id);
  }

  /** A request for it is about to leave. */
  ask(made: MadeResource, tag?: RunTag): void {
    const known = this.get(made);
    if (known === undefined || known.state === "settled") {
      const hadLife = this.hadLife(made);
      this.#known.delete(keyOf(made));
      this.#known.set(keyOf(made), { ...FRESH, hadLife, made, state: "asked", times: [], tag });
    } else this.#change(made, { tag, given: undefined });
  }

  askedAt(made: MadeResource, time: MakingTime, beforehand?: Beforehand): void {
    const known = this.get(made);
    if (known === undefined) return;
    // What is there at a later look may have been made by the first request.
    this.#change(made, {
      times: [...known.times, time],
      beforehand: known.beforehand === "free" ? "free" : beforehand,
    });
  }

  /** An answer says that it was created. */
  alive(made: MadeResource, reply?: Reply): void {
    const shown = reply && this.#shownByCreation(made, reply);
    const given = givenMark(made.resource, shown);
    if (!this.has(made)) this.ask(made);
    const known = { state: "alive", created: true, doubt: undefined, given, removedAt: undefined, made } as const;
    this.#change(made, { ...known, isGoing: false });
    const at = this.#options.service.table.created;
    const madeAt = shown === undefined || at === undefined ? undefined : epochMs(valueAt(shown, at));
    if (reply === undefined || shown === undefined || madeAt === undefined || !this.bearsRun(made)) return;
    if (made.resource.id.input !== undefined && valueAt(shown, made.resource.id.input) !== made.id) return;
    // It was created before the answer, however long that took: a busy endpoint's clock must not seem to be ahead.
    const { startedAt, durationMs } = reply.exchange;
    this.#createdAhead = Math.max(this.#createdAhead ?? -Infinity, madeAt - (startedAt + durationMs));
  }

  #shownByCreation({ resource: { create } }: MadeResource, { json }: Reply): JsonObject | undefined {
    const shown = create?.shows === undefined || json === undefined ? undefined : valueAt(json, create.shows);
    return isJsonObject(shown) ? shown : undefined;
  }

  /** What is known to be alive stays so after a refusal or a lost reply. */
  doubt(made: MadeResource, doubt: ResourceDoubt): boolean {
    if (this.is(made, "alive", "left")) return false;
    if (!this.has(made)) this.ask(made);
    // A lost answer leaves more open than a failure, and that more than a refusal.
    const worse = this.get(made)?.doubt;
    const isWorse = worse !== undefined && DOUBTS.indexOf(worse.kind) < DOUBTS.indexOf(doubt.kind);
    this.#change(made, { state: "doubtful", doubt: isWorse ? worse : doubt });
    return true;
  }

  /** A list or a description shows it, whatever its state was. */
  reopen(made: MadeResource): void {
    this.#change(made, { state: "doubtful" });
  }

  /** It was refused, or an answer says that it was removed. */
  unproven(made: MadeResource): void {
    this.#change(made, { state: "unproven" });
  }

  /** A refusal says nothing about what an earlier request did. */
  refused(made: MadeResource): void {
    if (this.is(made, "asked")) this.unproven(made);
  }

  /** By default it counts as ours if its name, or an answer, says so. */
  left(made: MadeResource, reason: string, ours = this.bearsRun(made) || this.wasCreated(made)): void {
    this.#change(made, { state: "left", reason, mayBeTheirs: !ours });
  }

  /** Whether its removal may have been carried out, although no answer says so. */
  mayBeGone(made: MadeResource, maybe: boolean): void {
    this.#change(made, { mayBeGone: maybe });
  }

  going(made: MadeResource): void {
    this.#change(made, { isGoing: true });
  }

  removed(made: MadeResource, at: number): void {
    this.#change(made, { removedAt: this.get(made)?.removedAt ?? at });
  }

  settled(made: MadeResource): void {
    this.#change(made, { state: "settled", isGoing: false });
    if (this.bearsRun(made)) this.#young.add(keyOf(made));
    if (this.#young.size >= GENERATION) this.#forgetOld();
  }

  /** Why what is described is not ours; undefined when it is. It may be one that the run never asked for. */
  notOurs(made: MadeResource, described: Reply, tag = this.get(made)?.tag): string | undefined {
    return notOurs(described, { ...this.claimOn(made), tag });
  }

  /** Why nobody may touch what is described; undefined if the run may. */
  whyUntouchable(made: MadeResource, described: Reply): string | undefined {
    return whyUntouchable(described, this.claimOn(made));
  }

  /** The description shows one, and it is ours. */
  shows(made: MadeResource, described: Reply): boolean {
    const isShown = isSuccess(described) && shownBy(made.resource, described) !== undefined;
    return isShown && this.notOurs(made, described) === undefined;
  }

  /** The description shows that it was there before the run. */
  isOlder(made: MadeResource, described: Reply): boolean {
    return this.#isNamed(made, described) && notOurs(described, { ...this.claimOn(made), created: true }) !== undefined;
  }

  /** The description shows it with the run's tag. */
  bearsTag(made: MadeResource, described: Reply, tag: RunTag): boolean {
    return this.#isNamed(made, described) && this.notOurs(made, described, tag) === undefined;
  }

  /** The description proves that there is none of ours: somebody else has the name. */
  isTheirs(made: MadeResource, described: Reply): boolean {
    return isTheirs(described, this.claimOn(made));
  }

  claimOn(made: MadeResource): Claim {
    const { service, startedAt } = this.#options;
    const { times = [], tag, created = false, given, beforehand } = this.get(made) ?? {};
    const bearsRun = this.bearsRun(made);
    const ever = [{ from: startedAt, to: Infinity }];
    const createdAhead = this.#createdAhead;
    return {
      ...{ service, made, tag, bearsRun, created, given, beforehand, createdAhead },
      times: bearsRun || times.length === 0 ? ever : times,
    };
  }

  /** One is shown, and under no other name. */
  #isNamed({ resource, id }: MadeResource, described: Reply): boolean {
    const shown = shownBy(resource, described);
    const name = shown === undefined || resource.id.input === undefined ? undefined : valueAt(shown, resource.id.input);
    return shown !== undefined && (typeof name !== "string" || name === id);
  }

  #change(made: MadeResource, change: Partial<Accounted>): void {
    const known = this.get(made);
    if (known !== undefined) this.#known.set(keyOf(made), { ...known, ...change });
  }

  /** In all, it takes each in hand once for each time that it was settled. */
  #forgetOld(): void {
    for (const key of this.#old)
      if (this.#known.get(key)?.state === "settled" && !this.#young.has(key)) this.#known.delete(key);
    [this.#old, this.#young] = [this.#young, new Set()];
  }
}
