import type { Clock } from "#endpoint/clock.ts";
import { headerValue } from "#protocol/headers.ts";
import { readResponse } from "#protocol/answers/reply.ts";
import { paceOf, type Pace } from "#protocol/answers/throttling.ts";
import type { RawAnswer } from "#endpoint/sending/response-gatherer.ts";
import type { FailureKind, WireResponse } from "#protocol/exchange.ts";

/** Why an answer is worth another attempt. A 500 never is: it is the endpoint's answer to the request. */
export type RetryReason = Pace | "lost" | "timed-out" | "refused" | "away";

interface Backoff {
  readonly attempts: number;
  readonly baseMs: number;
  readonly capMs: number;
}

/** How many attempts may end this way, and the bounds between which the full-jitter delay doubles. */
const BACKOFF: Readonly<Record<RetryReason, Backoff>> = {
  throttled: { attempts: 10, baseMs: 100, capMs: 5_000 },
  unavailable: { attempts: 5, baseMs: 100, capMs: 5_000 },
  // New roles and service-linked roles take seconds to reach every host.
  propagating: { attempts: 7, baseMs: 500, capMs: 8_000 },
  lost: { attempts: 3, baseMs: 50, capMs: 1_000 },
  // Each costs a whole timeout.
  "timed-out": { attempts: 2, baseMs: 50, capMs: 1_000 },
  refused: { attempts: 3, baseMs: 50, capMs: 200 },
  // The endpoint was there before, and a restart takes some seconds.
  away: { attempts: 12, baseMs: 100, capMs: 1_000 },
};

/** No attempt starts later than this after the first one did. */
export const RETRY_TIME_MS = 90_000;
/** A longer Retry-After than this is shortened: two such answers must suffice to show that nothing gets through. */
const RETRY_AFTER_CAP_MS = 10_000;

/** An endpoint that does not speak TLS or HTTP never will; a name server may just be busy. */
const FAILURE_REASONS: Readonly<Record<FailureKind, RetryReason | undefined>> = {
  refused: "refused",
  reset: "lost",
  timeout: "timed-out",
  dns: "refused",
  tls: undefined,
  malformed: undefined,
};

export interface Retried {
  /** A request that was sent and got no reply is not repeated, since it may have been carried out. */
  readonly mayChangeState: boolean;
  /** The endpoint has answered before. */
  readonly everAnswered: boolean;
}

/** Why this answer should be tried again, if it should. */
export function retryReason(answer: RawAnswer, { mayChangeState, everAnswered }: Retried): RetryReason | undefined {
  const { response, failure, written, isNameServerBusy = false } = answer;
  if (response !== undefined) return response.status < 400 ? undefined : paceOf(readResponse(response));
  if (failure === undefined || (mayChangeState && written)) return undefined;
  if (failure.kind === "dns" && !isNameServerBusy) return undefined;
  const reason = FAILURE_REASONS[failure.kind];
  return reason === "refused" && everAnswered ? "away" : reason;
}

/** Milliseconds to wait after the `nth` answer of its kind, or undefined if no further attempt is allowed. */
export function retryDelay(reason: RetryReason, nth: number, pauseMs: number, clock: Clock): number | undefined {
  const { attempts, baseMs, capMs } = BACKOFF[reason];
  if (nth >= attempts) return undefined;
  const jitter = clock.random() * Math.min(capMs, baseMs * 2 ** (nth - 1));
  return pauseMs + jitter;
}

/** The pause an answer asks for, in milliseconds: seconds or a date, capped; 0 when it asks for none. */
export function retryAfterMs(response: WireResponse | undefined, epoch: number): number {
  const value = response === undefined ? undefined : headerValue(response.headers, "retry-after");
  if (value === undefined) return 0;
  const seconds = /^\s*\d+\s*$/.test(value);
  // Date.parse accepts far more than HTTP dates, for example "-5".
  if (!seconds && !/^\s*[A-Za-z]{3}/.test(value)) return 0;
  const ms = seconds ? Number(value) * 1000 : Date.parse(value) - epoch;
  return Number.isNaN(ms) ? 0 : Math.min(Math.max(ms, 0), RETRY_AFTER_CAP_MS);
}
