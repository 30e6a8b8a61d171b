import type { Exchange } from "../../../protocol/exchange.ts";
import type { Registrations } from "../../../clusters/registering/registrations.ts";
import type { IdleReason } from "../../record/events.ts";
import type { WhyLost } from "../../../endpoint/aws/access-lost.ts";
import { TIME_OVER } from "../../../endpoint/sending/target-gone.ts";
import type { Clock } from "../../../endpoint/clock.ts";
import type { CaseOutcome } from "../rounds.ts";
import { CHOKED, isChoked, isOver, type PaceWindow, type TrafficCount } from "./choked.ts";

/** Cases in a row without any answer after which the endpoint counts as gone. */
const SILENT_CASES = 4;
/** Deaths of a target that is started again after which enough of what kills it is known. */
const MANY_DEATHS = 24;
/** Cases in a row in which every answer was a 5xx, after which the others would tell nothing new. */
const CRASHING_CASES = 24;

export interface StoppingOptions {
  readonly clock: Clock;
  /** By `clock.now()`. */
  readonly startedAt: number;
  readonly timeLimitMs: number | undefined;
  readonly signal: AbortSignal | undefined;
  readonly registrations: Pick<Registrations, "unremovable">;
  readonly traffic: TrafficCount;
  /** How often the target has died: one that dies of ever more requests is not started again for ever. */
  readonly deaths: () => number;
  /** Requests leave at a pace that somebody set: they have the time. */
  readonly paced: boolean;
  /** In an account of AWS a cluster that stays is a reason to register no more. */
  readonly stopsAtLeftovers: boolean;
}

function isCrash({ response }: Exchange): boolean {
  return response !== undefined && response.status >= 500;
}

/** Why a run ends early, with its cause where that is not the run's own. */
interface EarlyEnd extends IdleReason {
  readonly cause?: WhyLost["cause"];
}

/** Whether a run goes on, and why it does not. */
export class Stopping {
  readonly #options: StoppingOptions;
  #silent = 0;
  #crashing = 0;
  #window: PaceWindow;
  #reason: EarlyEnd | undefined;

  constructor(options: StoppingOptions) {
    this.#options = options;
    this.#window = { since: options.startedAt, requests: 0, throttled: 0 };
  }

  /** Why no further case is started, once there is a reason; the first one stays. */
  get reason(): IdleReason | undefined {
    return this.#reason;
  }

  get aborted(): boolean {
    return this.#options.signal?.aborted === true;
  }

  /** The endpoint gave no answer to the last case. */
  get silent(): boolean {
    return this.#silent > 0;
  }

  stop(verdict: IdleReason["verdict"], reason: string): void {
    this.#reason ??= { verdict, reason };
  }

  #stopFor({ cause, reason }: WhyLost): void {
    this.#reason ??= { verdict: "inconclusive", cause, reason };
  }

  /** It ended because the endpoint answers no more. */
  get gone(): boolean {
    return this.#reason?.cause === "silent";
  }

  /** Adds to the reason what was found out about it afterwards. */
  explain(more: string): void {
    if (this.#reason !== undefined) this.#reason = { ...this.#reason, reason: `${this.#reason.reason}; ${more}` };
  }

  /** Looks at the clock, at what was left behind, at how the target fares; true when no further case may start. */
  mustStop(): boolean {
    const { timeLimitMs, clock, startedAt, registrations, stopsAtLeftovers } = this.#options;
    if (timeLimitMs !== undefined && clock.now() - startedAt > timeLimitMs) {
      this.#stopFor(TIME_OVER);
    }
    if (stopsAtLeftovers && registrations.unremovable > 0) {
      this.stop("inconclusive", "a cluster could not be removed, so no more are registered in this account");
    }
    if (!this.#options.paced) this.#watchPace();
    const deaths = this.#options.deaths();
    if (deaths >= MANY_DEATHS) this.stop("inconclusive", `the target died ${deaths} times`);
    return this.#reason !== undefined || this.aborted;
  }

  #watchPace(): void {
    const { clock, traffic } = this.#options;
    const now = clock.now();
    if (!isOver(this.#window, now)) return;
    if (isChoked(this.#window, traffic, now)) this.stop("inconclusive", CHOKED);
    this.#window = { since: now, requests: traffic.requests, throttled: traffic.throttled };
  }

  /** Ends the run when the credentials did, or when nothing has answered for a while. */
  watch({ lost, accessLost, exchanges }: Pick<CaseOutcome, "lost" | "accessLost" | "exchanges">): void {
    this.#silent = lost ? this.#silent + 1 : 0;
    if (this.#silent >= SILENT_CASES) this.#stopFor({ cause: "silent", reason: "the endpoint stopped answering" });
    this.#crashing = exchanges.length > 0 && exchanges.every(isCrash) ? this.#crashing + 1 : 0;
    if (this.#crashing >= CRASHING_CASES) this.stop("inconclusive", "the endpoint answers every request with a 5xx");
    this.noteAccess(accessLost);
  }

  noteAccess(why: WhyLost | undefined): void {
    if (why !== undefined) this.#stopFor(why);
  }
}
