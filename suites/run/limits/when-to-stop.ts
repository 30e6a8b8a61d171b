import type { Lifeline } from "#endpoint/sending/lifeline.ts";
import type { IdleReason } from "#suites/record/events.ts";
import type { WhyLost } from "#endpoint/aws/access-lost.ts";
import { TIME_OVER } from "#endpoint/sending/target-gone.ts";
import type { Clock } from "#endpoint/clock.ts";
import type { Killing } from "#suites/session/context/target-turns.ts";
import type { CaseOutcome } from "#suites/run/rounds/run-rounds.ts";
import { paceSeen, type PaceWindow, type TrafficCount } from "./throttled-too-much.ts";
import type { CaseLabel } from "#suites/session/case.ts";
import type { Exchange, WireRequest } from "#protocol/exchange.ts";

/** After so many cases in a row in which every answer was a 5xx, further cases would show nothing new. */
const CRASHING_CASES = 24;

interface KnownOperations {
  /** The operation that a request is for, if any. */
  readonly operationOf: (request: WireRequest) => string | undefined;
  /** Operations that have been answered otherwise than with a 5xx so far. */
  readonly working: ReadonlySet<string>;
}

interface FailsAlways {
  /** Takes what a case met; true once the endpoint seems to answer every request with a 5xx. */
  see(exchanges: readonly Exchange[]): boolean;
}

/**
 * Counts cases that met nothing but 5xx. Once an operation has answered otherwise, only cases of such operations count:
 * one that is not there, and answers 501 or 500 as unknown paths may, says nothing about the others.
 */
export function failsAlways({ operationOf, working }: KnownOperations): FailsAlways {
  let inARow = 0;
  return {
    see: (exchanges) => {
      if (exchanges.length === 0 || !exchanges.every(isServerStatus)) inARow = 0;
      else if (working.size === 0 || exchanges.some(({ request }) => working.has(operationOf(request) ?? "")))
        inARow += 1;
      return inARow >= CRASHING_CASES;
    },
  };
}

function isServerStatus({ response }: Exchange): boolean {
  return response !== undefined && response.status >= 500;
}

export interface HangsAlways {
  /** True if the case proves that the endpoint hangs. */
  see(outcome: Pick<CaseOutcome, "case" | "judgements" | "exchanges">): boolean;
  /** Each requirement that the case exists to judge has hung: it would take as long, and show no more. */
  has(label: Pick<CaseLabel, "requirements">): boolean;
}

/**
 * Remembers requirements of cases that failed because a request was left without an answer for a whole time-out. One such
 * case is enough: it failed in two rounds, each of which had sent the request, if not twice. So is one that was left
 * without an answer when a hang had been proved already, and which was waited for less long.
 */
export function hangsAlways(): HangsAlways {
  const hung = new Set<string>();
  return {
    see: ({ case: { requirements }, judgements, exchanges }) => {
      const silent = judgements.flatMap(({ verdict, exchange: at }) => {
        const exchange = exchanges.at(at ?? -1);
        return exchange?.failure?.kind === "timeout" ? { verdict, hurried: exchange.hurried === true } : [];
      });
      const proves = silent.some(({ verdict }) => verdict === "fail");
      if (proves || silent.some(({ hurried }) => hurried)) for (const id of requirements) hung.add(id);
      return proves;
    },
    has: ({ requirements }) => requirements.length > 0 && requirements.every((id) => hung.has(id)),
  };
}

/** After so many cases, one after the other, without any answer, the endpoint counts as gone. */
const SILENT_CASES = 4;
/** Durations are rounded to a millisecond. */
const ROUNDED_MS = 1;
/** After so many deaths of a target that is restarted, enough is known about what kills it. */
const MANY_DEATHS = 24;
/** Requests that killed the target and are named. */
const NAMED = 5;

export interface StoppingOptions {
  readonly clock: Clock;
  readonly operationOf: KnownOperations["operationOf"];
  /** By `clock.now()`. */
  readonly startedAt: number;
  readonly timeLimitMs: number | undefined;
  readonly signal: AbortSignal | undefined;
  /** How much could not be removed so far. */
  readonly unremovable: () => number;
  readonly traffic: TrafficCount & Pick<KnownOperations, "working">;
  /** How often the target has died, as it is not restarted endlessly, and how it ended the last time. */
  readonly lifeline: Pick<Lifeline, "deaths" | "lastEnd"> | undefined;
  /** What the target died of, as far as it is known. */
  readonly killings?: readonly Killing[] | undefined;
  /** See Target. */
  readonly hurry?: (() => void) | undefined;
  /** The target has sent answers a second time, unasked. */
  readonly hasRepeatedAnswers?: (() => boolean) | undefined;
  /** The user has set the pace, so the run may take its time. */
  readonly paced: boolean;
  /** On AWS, a cluster that could not be removed is a reason to register no more. */
  readonly stopsAtLeftovers: boolean;
}

const REPEATED_ANSWERS =
  "The target sent answers a second time that no request had asked for (RFC 9112, section 9.2): from then on each request was given a connection of its own.";

/** Each request that killed, once, with the case that sends it again; the first few of many. */
function whatItDiedOf(killings: readonly Killing[]): string {
  const cases = new Map(
    killings.toReversed().map(({ caseId, request = "a request that it had answered" }) => [request, caseId]),
  );
  if (cases.size === 0) return "Nothing that was under way killed it again when sent alone.";
  const named = [...cases]
    .toReversed()
    .slice(0, NAMED)
    .map(([request, caseId]) => `${request} (case ${caseId})`);
  const more = cases.size > NAMED ? [`${cases.size - NAMED} more`] : [];
  return `It died of ${[...named, ...more].join(", ")}.`;
}

/**
 * Cases in a row without any answer, and when the last of them ended, by `clock.now()`. Of those side by side the first
 * alone counts: one hang holds up all of them.
 */
interface Silence {
  readonly cases: number;
  readonly until: number;
}

const ANSWERED: Silence = { cases: 0, until: -Infinity };

/** Why a run ends early, and its cause if that is outside the run. */
interface EarlyEnd extends IdleReason {
  readonly cause?: WhyLost["cause"];
}

/** Whether a run goes on, and why it does not. */
export class Stopping {
  readonly #options: StoppingOptions;
  #silence = ANSWERED;
  readonly #failing: FailsAlways;
  /** Cases that need not be started, though the run goes on. */
  readonly hanging = hangsAlways();
  #window: PaceWindow;
  #reason: EarlyEnd | undefined;
  #epitaph: string | undefined;

  constructor(options: StoppingOptions) {
    this.#options = options;
    this.#failing = failsAlways({ operationOf: options.operationOf, working: options.traffic.working });
    this.#window = { since: options.startedAt, requests: 0, throttled: 0 };
  }

  /** Why no further case is started, once there is a reason; the first one stays. */
  get reason(): IdleReason | undefined {
    return this.#reason;
  }

  get aborted(): boolean {
    return this.#options.signal?.aborted === true;
  }

  /** The endpoint did not answer the last case. */
  get silent(): boolean {
    return this.#silence.cases > 0;
  }

  stop(verdict: IdleReason["verdict"], reason: string): void {
    this.#reason ??= { verdict, reason };
  }

  #stopFor({ cause, reason }: WhyLost): void {
    this.#reason ??= { verdict: "inconclusive", cause, reason };
  }

  /** The run ended because the endpoint no longer answers. */
  get gone(): boolean {
    return this.#reason?.cause === "silent";
  }

  /** How the endpoint stopped answering, that it died and was started again, or answered unasked; in sentences, if so. */
  get epitaph(): string | undefined {
    const unasked = this.#options.hasRepeatedAnswers?.() === true ? REPEATED_ANSWERS : undefined;
    const known = [this.#epitaph ?? this.#deaths, unasked].filter((each) => each !== undefined);
    return known.length === 0 ? undefined : known.join(" ");
  }

  get #deaths(): string | undefined {
    const { deaths = 0, lastEnd } = this.#options.lifeline ?? {};
    if (deaths === 0) return undefined;
    const how = lastEnd === undefined ? "" : deaths === 1 ? `: ${lastEnd}` : `; the last time ${lastEnd}`;
    const died = `The target died ${deaths === 1 ? "once" : `${deaths} times`} during the run and was restarted${how}.`;
    const { killings } = this.#options;
    return killings === undefined ? died : `${died} ${whatItDiedOf(killings)}`;
  }

  /** Adds what was found out afterwards to how the endpoint stopped answering. */
  explain(more: string): void {
    if (this.#reason === undefined) return;
    const reason = `${this.#reason.reason}; ${more}`;
    this.#epitaph = `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
  }

  /** Checks the clock, what was left behind, and the state of the target; true if no further case may start. */
  mustStop(): boolean {
    const { timeLimitMs, clock, startedAt, unremovable, stopsAtLeftovers } = this.#options;
    if (timeLimitMs !== undefined && clock.now() - startedAt > timeLimitMs) {
      this.#stopFor(TIME_OVER);
    }
    if (stopsAtLeftovers && unremovable() > 0) {
      this.stop("inconclusive", "a cluster could not be removed, so no more are registered in this account");
    }
    if (!this.#options.paced) this.#watchPace();
    const deaths = this.#options.lifeline?.deaths ?? 0;
    if (deaths >= MANY_DEATHS) this.stop("inconclusive", `the target died ${deaths} times`);
    return this.#reason !== undefined || this.aborted;
  }

  #watchPace(): void {
    const { clock, traffic } = this.#options;
    const now = clock.now();
    const { isOver, why } = paceSeen(this.#window, traffic, now);
    if (!isOver) return;
    if (why !== undefined) this.stop("inconclusive", why);
    this.#window = { since: now, requests: traffic.requests, throttled: traffic.throttled };
  }

  /** Ends the run if the credentials have expired, or if nothing has answered for a while. */
  watch(outcome: Pick<CaseOutcome, "case" | "judgements" | "lost" | "accessLost" | "exchanges" | "ms">): void {
    const { accessLost, exchanges } = outcome;
    this.#silence = outcome.lost ? this.#silenceAfter(outcome) : ANSWERED;
    if (this.#silence.cases >= SILENT_CASES)
      this.#stopFor({ cause: "silent", reason: "the endpoint stopped answering" });
    if (this.hanging.see(outcome)) this.#options.hurry?.();
    if (this.#failing.see(exchanges)) this.stop("inconclusive", "the endpoint answers every request with a 5xx");
    this.noteAccess(accessLost);
  }

  #silenceAfter({ ms }: Pick<CaseOutcome, "ms">): Silence {
    const now = this.#options.clock.now();
    const { cases, until } = this.#silence;
    const isBeside = now - ms < until - ROUNDED_MS;
    return isBeside ? this.#silence : { cases: cases + 1, until: now };
  }

  noteAccess(why: WhyLost | undefined): void {
    if (why !== undefined) this.#stopFor(why);
  }
}
