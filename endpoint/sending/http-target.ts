import { AbortScope } from "./abort.ts";
import { abortAfter } from "./abort-after.ts";
import { systemClock, type Clock } from "#endpoint/clock.ts";
import { afterAttempt, closedBreaker, unansweredSince, seemsSilent } from "#endpoint/pacing/circuit-breaker.ts";
import { openConnections, type ConnectionOptions } from "./connections.ts";
import type { CredentialSource } from "#endpoint/aws/credentials.ts";
import { deliver, type Sender } from "./delivery.ts";
import type { Lifeline } from "./lifeline.ts";
import { Pacer } from "#endpoint/pacing/pacer.ts";
import { createSigner, type OtherCallers } from "#endpoint/signing/signer.ts";
import { refusedAlways } from "#endpoint/pacing/refused-always.ts";
import { TargetGone, TIME_OVER, type WhyGone } from "./target-gone.ts";
import type { Target } from "#endpoint/target.ts";
import type { Exchange, WireRequest } from "#protocol/exchange.ts";

export interface HttpTargetOptions {
  /** Origin and base path, such as `http://localhost:4566/eks`. */
  readonly endpoint: string;
  readonly region: string;
  /** The service that requests are signed for. Default: `eks`. */
  readonly service?: string;
  /** Absent: requests are sent unsigned, whatever signing a case asks for, except "verbatim". */
  readonly credentials?: CredentialSource;
  /** Nothing but GET is sent; anything else rejects with `TargetGone`. */
  readonly readOnly?: boolean | undefined;
  /** Other callers, who sign if a case asks for it. */
  readonly otherCallers?: OtherCallers | undefined;
  /** The most requests in flight, and the most connections. Default 16. */
  readonly concurrency?: number;
  /** The most requests in any one second. Default: no limit except what is learnt from the endpoint's throttling. */
  readonly rps?: number;
  /** Milliseconds for one response, headers and body together. Default 10 000. */
  readonly timeoutMs?: number | undefined;
  /** How many bytes of a response body are kept. Default 1 MiB. */
  readonly bodyLimit?: number;
  /** PEM certificates trusted instead of the system's. */
  readonly ca?: string;
  /** The variables that may name proxies. Absent: no proxy. */
  readonly env?: ConnectionOptions["env"];
  readonly connect?: ConnectionOptions["connect"];
  /** Opens the connections in place of `openConnections`. */
  readonly open?: typeof openConnections;
  /** Aborts everything, except what is sent through `withoutAbort()`. */
  readonly signal?: AbortSignal;
  /** Ends everything with `TargetGone`, since the run's time is over, except what is sent through `withoutAbort()`. */
  readonly deadline?: AbortSignal;
  readonly clock?: Clock;
  /** Restarts the target when it dies; nothing is sent meanwhile. */
  readonly lifeline?: Lifeline | undefined;
  /** Called with each attempt, before anybody judges it. */
  readonly seen?: (exchange: Exchange) => void;
  /** What the run is shown of each attempt, after it was seen. */
  readonly shown?: Sender["shown"];
  /** See SendOptions.ofOthers. */
  readonly meant?: Sender["meant"];
}

export interface HttpTarget extends Target {
  /**
   * The same target (pool and pacing), for cleaning up: it ignores the abort signal, and that the endpoint counts as
   * gone, but only for some seconds from then on. Rejects with `TargetGone` once they are over, which says so unless
   * nothing was answered in them: then it says why.
   */
  withoutAbort(): HttpTarget;
  readonly ends: TargetEnds;
}

/** When the work at a target must stop early, whatever the reason. */
export interface TargetEnds {
  /** From now on, only cleaning up is allowed. */
  readonly sending: AbortSignal;
  /** Waiting for what may appear late is over; what is found must still be removed. */
  readonly waiting: AbortSignal;
  /** Cleaning up is over, too. */
  readonly cleaningUp: AbortSignal;
  /** The endpoint is at work on what is cleaned up: its time begins anew, unless it has lasted longer than that in all. */
  prolong(mostMs: number): void;
}

/** Once a hang is proved, an answer is waited for so many times as long as the slowest took, and at least so many milliseconds. */
const HURRIED_TIMES = 3;
const HURRIED_MS = 1_000;
/** Milliseconds for cleaning up after the end of a run. */
const CLEAN_UP_MS = 8_000;
/**
 * The same after a signal: a CI that cancels a job sends a second signal after seven and a half seconds, and then
 * kills.
 */
const CLEAN_UP_INTERRUPTED_MS = 6_000;
/** How many of those may be spent waiting for clusters that appear late. */
const LATE_MS = 3_500;
/** The last of them, in which nothing more is removed: unanswered requests are looked into instead. */
const LAST_LOOKS_MS = 1_500;
const CLEAN_UP_OVER: WhyGone = { cause: "time", reason: "the time for cleaning up is over" };

const DEFAULTS = { concurrency: 16, timeoutMs: 10_000, bodyLimit: 1024 * 1024 } as const;

/** A target over HTTP or HTTPS. Opens connections as needed; `close()` closes them. */
export function createHttpTarget(options: HttpTargetOptions): HttpTarget {
  const clock = options.clock ?? systemClock;
  const gone = new AbortController();
  const closed = new AbortController();
  const ended = AbortSignal.any([gone.signal, options.signal, options.deadline].filter((each) => each !== undefined));
  const timedOut = new WeakSet<WireRequest>();
  let breaker = closedBreaker(clock.now());
  let slowestMs = 0;
  let isHurrying = false;
  const sender = openSender(options, clock, {
    watch: (request, { ending, ms, hurried }) => {
      const seen = { ending, method: request.method, again: hurried || timedOut.has(request), at: clock.now() };
      if (ending === "answered") slowestMs = Math.max(slowestMs, ms);
      breaker = afterAttempt(breaker, seen);
      if (ending === "timed out") timedOut.add(request);
      if (breaker.open !== undefined) gone.abort();
    },
    everAnswered: () => breaker.all.everAnswered,
    seemsSilent: () => seemsSilent(breaker, clock.now()),
    hurriedMs: () => (isHurrying ? Math.max(HURRIED_MS, HURRIED_TIMES * slowestMs) : undefined),
  });
  const facade = (signal: AbortSignal, whyOver: () => WhyGone | undefined): Target => ({
    endpoint: sender.origin + sender.basePath,
    region: options.region,
    send: sendUntil(sender, new AbortScope(signal), whyOver),
    isAlwaysRefused: (request) => sender.refusedAlways?.has(request) === true,
    hurry: () => void (isHurrying = true),
    hasRepeatedAnswers: () => sender.connections.hasRepeatedAnswers === true,
    close: () => {
      closed.abort();
      sender.pacer.close();
      return sender.connections.close();
    },
  });
  const cleanUpMs = (): number => (options.signal?.aborted === true ? CLEAN_UP_INTERRUPTED_MS : CLEAN_UP_MS);
  const endedAt = timeOf(ended, clock);
  let prolongedAt = -Infinity;
  const cleaning = { clock, closed: closed.signal, since: () => prolongedAt };
  const ends: TargetEnds = {
    sending: ended,
    waiting: abortAfter(ended, { ms: () => LATE_MS, clock, closed: closed.signal }),
    cleaningUp: abortAfter(ended, { ...cleaning, ms: cleanUpMs }),
    prolong: (mostMs) => {
      if (clock.now() <= endedAt() + mostMs) prolongedAt = clock.now();
    },
  };
  // More time would not have helped where nothing answered.
  const whyLeft = (): WhyGone => ({
    ...CLEAN_UP_OVER,
    reason: (unansweredSince(breaker, endedAt()) ?? CLEAN_UP_OVER).reason,
  });
  const removing = facade(abortAfter(ended, { ...cleaning, ms: () => cleanUpMs() - LAST_LOOKS_MS }), whyLeft);
  const looking = facade(ends.cleaningUp, whyLeft);
  const cleanUp: Target = {
    ...looking,
    send: (request, sending) => (request.method === "DELETE" ? removing : looking).send(request, sending),
  };
  const withoutAbort = (): HttpTarget => ({ ...cleanUp, withoutAbort, ends });
  return {
    ...facade(ended, () => breaker.open ?? (options.deadline?.aborted === true ? TIME_OVER : undefined)),
    withoutAbort,
    ends,
  };
}

function openSender(
  options: HttpTargetOptions,
  clock: Clock,
  watching: Pick<Sender, "watch" | "everAnswered" | "seemsSilent" | "hurriedMs">,
): Sender {
  const url = new URL(options.endpoint);
  const { concurrency = DEFAULTS.concurrency, bodyLimit = DEFAULTS.bodyLimit } = options;
  const { timeoutMs = DEFAULTS.timeoutMs } = options;
  return {
    basePath: url.pathname.replace(/\/+$/, ""),
    origin: url.origin,
    connections: (options.open ?? openConnections)({
      origin: url.origin,
      connections: concurrency,
      bodyLimit,
      ca: options.ca,
      env: options.env,
      connect: options.connect,
    }),
    bodyLimit,
    readOnly: options.readOnly === true,
    refusedAlways: refusedAlways(),
    pacer: new Pacer({ concurrency, timeoutMs, clock, rps: options.rps }),
    signer: createSigner({
      host: url.host,
      region: options.region,
      service: options.service ?? "eks",
      credentials: options.credentials,
      otherCallers: options.otherCallers,
    }),
    timeoutMs,
    clock,
    ...watching,
    lifeline: options.lifeline,
    seen: options.seen,
    shown: options.shown,
    meant: options.meant,
  };
}

/** Sends until the scope aborts; then it rejects with `TargetGone` if there is a reason, else with `AbortError`. */
function sendUntil(sender: Sender, scope: AbortScope, whyOver: () => WhyGone | undefined): Target["send"] {
  return async (request, options = {}) => {
    const delivered = await settled(deliver(sender, { request, options, scope }));
    // The answer that shows that the endpoint is gone must not be judged, either.
    const why = scope.aborted ? whyOver() : undefined;
    if (why !== undefined) throw new TargetGone(why);
    if (delivered.status === "rejected") throw delivered.reason;
    return delivered.value;
  };
}

async function settled<Value>(promise: Promise<Value>): Promise<PromiseSettledResult<Value>> {
  const [result] = await Promise.allSettled([promise]);
  return result;
}

/** When a signal aborted, by the clock; later than anything before it has. */
function timeOf(ended: AbortSignal, clock: Pick<Clock, "now">): () => number {
  let at = ended.aborted ? clock.now() : Infinity;
  ended.addEventListener("abort", () => void (at = clock.now()), { once: true });
  return () => at;
}
