import { AbortScope } from "./abort.ts";
import { systemClock, type Clock } from "../clock.ts";
import { afterAttempt, closedBreaker, seemsSilent } from "./circuit-breaker.ts";
import { openConnections, type ConnectionOptions } from "./connections.ts";
import type { CredentialSource } from "../aws/credentials.ts";
import { deliver, type Sender } from "./delivery.ts";
import type { Lifeline } from "./lifeline.ts";
import { Pacer } from "./pacer.ts";
import { createSigner, type OtherCallers } from "../signing/signing.ts";
import { TargetGone, TIME_OVER, type WhyGone } from "./target-gone.ts";
import type { Target } from "../target.ts";
import type { Exchange, WireRequest } from "../../protocol/exchange.ts";

export interface HttpTargetOptions {
  /** Origin and base path, such as `http://localhost:4566/eks`. */
  readonly endpoint: string;
  readonly region: string;
  /** What requests are signed for. Default: `eks`. */
  readonly service?: string;
  /** Absent: requests go unsigned, whatever signing a case asks for but "verbatim". */
  readonly credentials?: CredentialSource;
  /** Who else may sign, where a case asks for it. */
  readonly otherCallers?: OtherCallers | undefined;
  /** Requests in flight, and connections, at most. Default 16. */
  readonly concurrency?: number;
  /** Requests in any one second at most. Default: no limit but what the endpoint's throttling teaches. */
  readonly rps?: number;
  /** For one response, headers and body together. Default 10 000. */
  readonly timeoutMs?: number | undefined;
  /** Bytes of a response body kept. Default 1 MiB. */
  readonly bodyLimit?: number;
  /** PEM certificates trusted instead of the system's. */
  readonly ca?: string;
  /** Where the variables stand that name proxies. Absent: no proxy. */
  readonly env?: ConnectionOptions["env"];
  readonly connect?: ConnectionOptions["connect"];
  /** Aborts everything sent but through `withoutAbort()`. */
  readonly signal?: AbortSignal;
  /** Ends everything sent but through `withoutAbort()`, with `TargetGone`: the run's time is over. */
  readonly deadline?: AbortSignal;
  readonly clock?: Clock;
  /** Who starts the target again when it dies: nothing is sent to it meanwhile. */
  readonly lifeline?: Lifeline | undefined;
  /** Told of each attempt, before anybody judges it. */
  readonly seen?: (exchange: Exchange) => void;
}

export interface HttpTarget extends Target {
  /**
   * The same target (pool and pacing) deaf to the abort signal and to an endpoint that counts as gone, but for some
   * seconds only from then on: for cleaning up. Rejects with `TargetGone` once they are over.
   */
  withoutAbort(): HttpTarget;
  readonly ends: TargetEnds;
}

/** When what is done at a target ends before its time, whatever ends it. */
export interface TargetEnds {
  /** From now on there is only cleaning up. */
  readonly sending: AbortSignal;
  /** Waiting for what may come late is over: what comes must still be removed. */
  readonly waiting: AbortSignal;
  /** So is cleaning up. */
  readonly cleaningUp: AbortSignal;
}

/** Milliseconds for cleaning up, from the end of a run on. */
const CLEAN_UP_MS = 8_000;
/** The same after a signal: a CI that cancels a job sends another seven seconds and a half later, and then kills. */
const CLEAN_UP_INTERRUPTED_MS = 6_000;
/** Of them, those in which it may be waited for clusters that come late. */
const LATE_MS = 3_500;
/** Of them, the last ones, in which nothing more is removed: what no answer came to is looked for. */
const LAST_LOOKS_MS = 1_500;
const CLEAN_UP_OVER: WhyGone = { cause: "time", reason: "the time for cleaning up is over" };

const DEFAULTS = { concurrency: 16, timeoutMs: 10_000, bodyLimit: 1024 * 1024 } as const;

/** A target over HTTP or HTTPS. Opens connections as requests need them; `close()` ends them. */
export function createHttpTarget(options: HttpTargetOptions): HttpTarget {
  const clock = options.clock ?? systemClock;
  const gone = new AbortController();
  const closed = new AbortController();
  const ended = AbortSignal.any([gone.signal, options.signal, options.deadline].filter((each) => each !== undefined));
  const timedOut = new WeakSet<WireRequest>();
  let breaker = closedBreaker(clock.now());
  const sender = openSender(options, clock, {
    watch: (request, ending) => {
      const seen = { ending, method: request.method, again: timedOut.has(request), at: clock.now() };
      breaker = afterAttempt(breaker, seen);
      if (ending === "timed out") timedOut.add(request);
      if (breaker.open !== undefined) gone.abort();
    },
    everAnswered: () => breaker.all.everAnswered,
    seemsSilent: () => seemsSilent(breaker, clock.now()),
  });
  const facade = (signal: AbortSignal, whyOver: () => WhyGone | undefined): Target => ({
    endpoint: sender.origin + sender.basePath,
    region: options.region,
    send: sendUntil(sender, new AbortScope(signal), whyOver),
    close: () => {
      closed.abort();
      sender.pacer.close();
      return sender.connections.close();
    },
  });
  const cleanUpMs = (): number => (options.signal?.aborted === true ? CLEAN_UP_INTERRUPTED_MS : CLEAN_UP_MS);
  const ends: TargetEnds = {
    sending: ended,
    waiting: abortAfter(ended, { ms: () => LATE_MS, clock, closed: closed.signal }),
    cleaningUp: abortAfter(ended, { ms: cleanUpMs, clock, closed: closed.signal }),
  };
  const removingMs = (): number => cleanUpMs() - LAST_LOOKS_MS;
  const removing = facade(abortAfter(ended, { ms: removingMs, clock, closed: closed.signal }), () => CLEAN_UP_OVER);
  const looking = facade(ends.cleaningUp, () => CLEAN_UP_OVER);
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
  watching: Pick<Sender, "watch" | "everAnswered" | "seemsSilent">,
): Sender {
  const url = new URL(options.endpoint);
  const { concurrency = DEFAULTS.concurrency, bodyLimit = DEFAULTS.bodyLimit } = options;
  return {
    basePath: url.pathname.replace(/\/+$/, ""),
    origin: url.origin,
    connections: openConnections({
      origin: url.origin,
      connections: concurrency,
      bodyLimit,
      ca: options.ca,
      env: options.env,
      connect: options.connect,
    }),
    bodyLimit,
    pacer: new Pacer({ concurrency, clock, rps: options.rps }),
    signer: createSigner({
      host: url.host,
      region: options.region,
      service: options.service ?? "eks",
      credentials: options.credentials,
      otherCallers: options.otherCallers,
    }),
    timeoutMs: options.timeoutMs ?? DEFAULTS.timeoutMs,
    clock,
    ...watching,
    lifeline: options.lifeline,
    seen: options.seen,
  };
}

/** Sends until the scope aborts; then it rejects with `TargetGone` where there is a reason, else with `AbortError`. */
function sendUntil(sender: Sender, scope: AbortScope, whyOver: () => WhyGone | undefined): Target["send"] {
  return async (request, options = {}) => {
    const delivered = await settled(deliver(sender, { request, options, scope }));
    // The answer that shows that the endpoint is gone is none to judge either.
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

interface Delay {
  /** Asked when the other signal aborts. */
  readonly ms: () => number;
  readonly clock: Clock;
  readonly closed: AbortSignal;
}

/** Aborts so long after the other signal, unless the target was closed before. */
function abortAfter(ended: AbortSignal, { ms, clock, closed }: Delay): AbortSignal {
  const over = new AbortController();
  const begin = (): void => {
    clock.sleep(ms(), new AbortScope(closed)).then(
      () => over.abort(),
      () => undefined,
    );
  };
  if (ended.aborted) begin();
  else ended.addEventListener("abort", begin, { once: true });
  return over.signal;
}
