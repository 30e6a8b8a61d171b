import { TargetGone } from "./target-gone.ts";
import type { AbortScope } from "./abort.ts";
import type { Clock } from "#endpoint/clock.ts";
import type { Ending } from "#endpoint/pacing/circuit-breaker.ts";
import type { Connections } from "./connections.ts";
import type { RawAnswer } from "./response-gatherer.ts";
import { withoutCoding } from "./content-coding.ts";
import type { Delivery, Exchange, FailureKind, Header, WireRequest } from "#protocol/exchange.ts";
import type { Lifeline } from "./lifeline.ts";
import type { Pacer } from "#endpoint/pacing/pacer.ts";
import { readResponse } from "#protocol/answers/reply.ts";
import { mayBePaced } from "#protocol/answers/throttling.ts";
import type { RefusedAlways } from "#endpoint/pacing/refused-always.ts";
import { retryAfterMs, retryDelay, retryReason, RETRY_TIME_MS, type RetryReason } from "#endpoint/pacing/retry.ts";
import type { Signer } from "#endpoint/signing/signer.ts";
import type { SendOptions } from "#endpoint/target.ts";

/** What every send through one target shares. */
export interface Sender {
  readonly origin: string;
  readonly basePath: string;
  readonly connections: Connections;
  /** The most bytes of a response body to read. */
  readonly bodyLimit: number;
  readonly pacer: Pacer;
  readonly refusedAlways?: RefusedAlways;
  readonly signer: Signer;
  readonly timeoutMs: number;
  readonly clock: Clock;
  /** Nothing but GET leaves. */
  readonly readOnly?: boolean;
  /** Called with how each attempt ended. */
  readonly watch?: (request: WireRequest, ended: AttemptEnd) => void;
  /** Whether anything has been answered. */
  readonly everAnswered?: () => boolean;
  /** Whether nothing has been answered for a while. */
  readonly seemsSilent?: (() => boolean) | undefined;
  /** Milliseconds after which no answer is to be expected any more, where others are not worth their whole time. */
  readonly hurriedMs?: (() => number | undefined) | undefined;
  readonly lifeline?: Lifeline | undefined;
  /** Called with each attempt. */
  readonly seen?: ((exchange: Exchange) => void) | undefined;
  /** What is handed on of each attempt, after it was seen. */
  readonly shown?: ((exchange: Exchange) => Exchange) | undefined;
  /** What leaves in the place of a request about what the account had before. */
  readonly meant?: ((request: WireRequest) => WireRequest) | undefined;
}

interface AttemptEnd {
  readonly ending: Ending;
  readonly ms: number;
  /** See Exchange. */
  readonly hurried: boolean;
}

export interface Sending {
  readonly request: WireRequest;
  readonly options: SendOptions;
  readonly scope: AbortScope | undefined;
}

/**
 * Sends a request until its answer can be judged, or attempts or time run out; earlier answers are returned as
 * evidence.
 */
export async function deliver(sender: Sender, sending: Sending): Promise<Delivery> {
  if (sender.readOnly === true) requireRead(sending.request);
  const { clock, pacer } = sender;
  const { options, scope } = sending;
  const earlier: Exchange[] = [];
  const seen: Partial<Record<RetryReason, number>> = {};
  const deadline = clock.now() + RETRY_TIME_MS;
  for (let attempt = 1; ; attempt += 1) {
    await pacer.acquire(attempt > 1, scope);
    const { exchange, reason, pauseMs } = await attemptOnce(sender, sending, attempt);
    if (reason === undefined || options.once === true) return { last: exchange, earlier };
    const nth = (seen[reason] ?? 0) + 1;
    seen[reason] = nth;
    const delay = retryDelay(reason, nth, pauseMs, clock);
    if (delay === undefined || clock.now() + delay > deadline) return { last: exchange, earlier };
    earlier.push(exchange);
    await clock.sleep(delay, scope);
  }
}

interface Attempt {
  readonly exchange: Exchange;
  /** Why the attempt is worth repeating, if it is. */
  readonly reason: RetryReason | undefined;
  readonly pauseMs: number;
}

/** Holds the slot that `acquire` gave, and releases it. */
async function attemptOnce(sender: Sender, sending: Sending, attempt: number): Promise<Attempt> {
  const { clock, pacer } = sender;
  const { request, options, scope } = sending;
  try {
    await sender.lifeline?.ready();
    await sender.connections.ready?.();
    const startedAt = clock.epoch();
    const meant = options.ofOthers === true ? (sender.meant?.(request) ?? request) : request;
    const headers = await signedHeaders(sender, { ...sending, request: meant }, startedAt);
    const sentAt = clock.now();
    const path = sender.basePath + meant.path;
    const named = options.ofOthers === true ? headers : [...headers, AGENT];
    const raw = { ...meant, path, headers: named.flat(), fresh: options.fresh === true };
    const { ms, isHurried } = patienceOf(sender, options);
    const coded = await sender.connections.exchange(raw, ms, scope);
    const answer = withoutCoding(coded, sender.bodyLimit);
    const hurried = isHurried && answer.failure?.kind === "timeout";
    const durationMs = Math.round((clock.now() - sentAt) * 1000) / 1000;
    if (answer.response !== undefined) pacer.answered(durationMs);
    const { mayChangeState = false } = options;
    const everAnswered = sender.everAnswered?.() === true;
    const reason = hurried ? undefined : retryReason(answer, { mayChangeState, everAnswered });
    const pauseMs = reason === undefined ? 0 : retryAfterMs(answer.response, clock.epoch());
    const isAlwaysRefused = seesRefusedAlways(sender, request, { answer, reason });
    const wasTooFast = !isAlwaysRefused && learnsPace(pacer, { answer, reason, sentAt, pauseMs });
    if (answer.failure?.kind === "reset" || answer.failure?.kind === "refused") sender.lifeline?.suspect();
    sender.watch?.(request, { ending: endingOf(answer, reason), ms: durationMs, hurried });
    const sent = { ...request, headers, url: sender.origin + sender.basePath + request.path };
    const marks = hurried ? { hurried } : {};
    const attempted = {
      request: sent,
      unsigned: request,
      ...outcomeOf(answer),
      startedAt,
      durationMs,
      attempt,
      ...marks,
    };
    sender.seen?.(attempted);
    const exchange = sender.shown?.(attempted) ?? attempted;
    if (isAlwaysRefused) return { exchange, reason: undefined, pauseMs: 0 };
    return { exchange, reason: wasTooFast ? "throttled" : reason, pauseMs };
  } finally {
    pacer.release();
  }
}

interface Ended {
  readonly answer: RawAnswer;
  readonly reason: RetryReason | undefined;
}

/** It is of an operation that is refused at whatever pace; what was learnt of the pace from it is forgotten. */
function seesRefusedAlways(
  { refusedAlways, pacer, clock }: Sender,
  request: WireRequest,
  { answer, reason }: Ended,
): boolean {
  if (refusedAlways === undefined || answer.response === undefined) return false;
  const refusal = reason === "throttled" || reason === "unavailable" ? reason : undefined;
  if (refusedAlways.see(request, refusal, clock.now())) pacer.forget();
  return refusedAlways.has(request);
}

/** True if the answer says, in other words, that requests come too fast. */
function learnsPace(
  pacer: Pacer,
  { answer, reason, sentAt, pauseMs }: Ended & { readonly sentAt: number; readonly pauseMs: number },
): boolean {
  const isPaced = reason === "unavailable" && mayBePaced(readResponse(answer.response));
  const wasTooFast = isPaced && pacer.throttledAmidOthers(sentAt);
  if (reason === "throttled") pacer.throttled(sentAt, pauseMs);
  else if (answer.response !== undefined && !isPaced) pacer.accepted();
  return wasTooFast;
}

/** How long an answer is waited for, and whether that is too short to show anything. */
interface Patience {
  readonly ms: number;
  readonly isHurried: boolean;
}

/** Half as long as usual if nothing seems to be there any more. */
function patienceOf({ timeoutMs, seemsSilent, hurriedMs }: Sender, given: Pick<SendOptions, "timeoutMs">): Patience {
  if (given.timeoutMs !== undefined) return { ms: given.timeoutMs, isHurried: false };
  const ms = seemsSilent?.() === true ? timeoutMs / 2 : timeoutMs;
  const shortMs = hurriedMs?.() ?? ms;
  return shortMs < ms ? { ms: shortMs, isHurried: true } : { ms, isHurried: false };
}

/** Gateways refuse requests of nobody. It is no part of what is judged, so the evidence leaves it out. */
const AGENT: Header = ["user-agent", "eks-conformance"];

function signedHeaders(
  { signer, basePath }: Sender,
  { request, options, scope }: Sending,
  epochMs: number,
): Promise<readonly Header[]> {
  const signing = options.signing ?? { kind: "sign" };
  return signer({ request, target: basePath + request.path, signing, epochMs, scope });
}

function outcomeOf({ response, failure }: RawAnswer): Pick<Exchange, "response" | "failure"> {
  return { ...(response && { response }), ...(failure && { failure }) };
}

function endingOf({ response, failure }: RawAnswer, reason: RetryReason | undefined): Ending {
  if (reason === "throttled" || reason === "unavailable") return reason;
  if (response !== undefined) return response.truncated ? "cut off" : "answered";
  return failure === undefined ? "answered" : ENDINGS[failure.kind];
}

const ENDINGS: Readonly<Record<FailureKind, Ending>> = {
  refused: "refused",
  dns: "refused",
  tls: "refused",
  reset: "reset",
  timeout: "timed out",
  // It is not HTTP, but something answers.
  malformed: "answered",
};

/** Throws `TargetGone`, which ends the run, for whatever is no plain GET. */
function requireRead({ method, path, body }: WireRequest): void {
  if (method === "GET" && (body === undefined || body.length === 0)) return;
  throw new TargetGone({ cause: "useless", reason: `${method} ${path} is not sent: this run only reads` });
}
