import type { AbortScope } from "./abort.ts";
import type { Clock } from "../clock.ts";
import type { Connections, RawAnswer, RawRequest } from "./connections.ts";
import type { Delivery, Exchange, Header, WireRequest } from "../../protocol/exchange.ts";
import type { Mutable } from "./mutable.ts";
import type { Pacer } from "./pacer.ts";
import { retryAfterMs, retryDelay, retryReason, RETRY_TIME_MS, type RetryReason } from "./retry.ts";
import type { Signer } from "../signing/signing.ts";
import type { SendOptions } from "../target.ts";
import type { Turns } from "./turns.ts";

/** Counts since the target was created, every attempt counted. */
export interface TargetStats {
  readonly requests: number;
  readonly retries: number;
  readonly throttled: number;
  /** Requests that left and got no whole response. */
  readonly lostReplies: number;
}

/** What every send through one target shares. */
export interface Sender {
  readonly origin: string;
  readonly basePath: string;
  readonly connections: Connections;
  readonly pacer: Pacer;
  /** Absent where answers come without the event loop. */
  readonly turns?: Turns;
  readonly signer: Signer;
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly stats: Mutable<TargetStats>;
}

/** Sends a request until its answer is one to judge, or attempts or time are spent; earlier answers come as evidence. */
export async function deliver(
  sender: Sender,
  request: WireRequest,
  options: SendOptions,
  scope: AbortScope | undefined,
): Promise<Delivery> {
  const earlier: Exchange[] = [];
  const seen: Partial<Record<RetryReason, number>> = {};
  const deadline = sender.clock.now() + RETRY_TIME_MS;
  for (let attempt = 1; ; attempt += 1) {
    // Signed before its turn comes: then the request ahead of it is on its way, and there is time.
    const signing = sign(sender, request, options);
    const signed = signing instanceof Promise ? await signing : signing;
    const waiting = sender.pacer.acquire(attempt > 1, scope);
    if (waiting !== undefined) await waiting;
    const { exchange, reason, pauseMs } = await attemptOnce(sender, request, signed, options, attempt, scope);
    if (reason === undefined || options.once === true) return { last: exchange, earlier };
    const nth = (seen[reason] ?? 0) + 1;
    seen[reason] = nth;
    const delay = retryDelay(reason, nth, pauseMs, sender.clock);
    if (delay === undefined || sender.clock.now() + delay > deadline) return { last: exchange, earlier };
    earlier.push(exchange);
    await sender.clock.sleep(delay, scope);
  }
}

interface Signed {
  readonly headers: readonly Header[];
  /** The same in the form in which they are sent. */
  readonly flat: readonly string[];
  /** Epoch milliseconds. */
  readonly at: number;
}

/** At once, unless credentials must be fetched first. */
function sign(sender: Sender, request: WireRequest, options: SendOptions): Signed | Promise<Signed> {
  const at = sender.clock.epoch();
  const headers = sender.signer(request, sender.basePath + request.path, options.signing ?? SIGN, at);
  const signed = (given: readonly Header[]): Signed => ({ headers: given, flat: flattened(given), at });
  return headers instanceof Promise ? headers.then(signed) : signed(headers);
}

const SIGN = { kind: "sign" } as const;

/** One that waited for longer is signed again, so that a signature is as old as the request, in its unit, the second. */
const SIGNATURE_HOLDS_MS = 1_000;

interface Attempt {
  readonly exchange: Exchange;
  /** Why it is worth another, if it is. */
  readonly reason: RetryReason | undefined;
  readonly pauseMs: number;
}

/** Holds the slot that `acquire` gave, and gives it back; who waited for it sends before the answer is handed on. */
async function attemptOnce(
  sender: Sender,
  request: WireRequest,
  signedBefore: Signed,
  options: SendOptions,
  attempt: number,
  scope: AbortScope | undefined,
): Promise<Attempt> {
  const { clock, pacer, turns } = sender;
  const path = sender.basePath + request.path;
  try {
    const startedAt = clock.epoch();
    const stale = startedAt - signedBefore.at >= SIGNATURE_HOLDS_MS;
    const { headers, flat } = stale ? await sign(sender, request, options) : signedBefore;
    const sentAt = clock.now();
    const raw = rawRequest(request.method, path, flat, request.body);
    turns?.requestLeaves();
    const answer = await sender.connections.exchange(raw, options.timeoutMs ?? sender.timeoutMs, scope);
    const durationMs = Math.round((clock.now() - sentAt) * 1000) / 1000;
    turns?.answerCame(durationMs);
    const reason = retryReason(answer, options.mayChangeState === true);
    const pauseMs = reason === undefined ? 0 : retryAfterMs(answer.response, clock.epoch());
    count(sender.stats, attempt, answer, reason);
    if (reason === "throttled") pacer.throttled(sentAt, pauseMs);
    else if (answer.response !== undefined) pacer.accepted();
    const sent = requestAsSent(request, headers, sender.origin + path);
    return { exchange: exchangeOf(sent, answer, startedAt, durationMs, attempt), reason, pauseMs };
  } finally {
    pacer.release();
    // Judging what came back then overlaps with the requests of others instead of holding them up.
    await turns?.next();
  }
}

// Built member by member: conditional spreads cost as much as a signature here.
function rawRequest(
  method: string,
  path: string,
  headers: readonly string[],
  body: Uint8Array | undefined,
): RawRequest {
  const raw: Mutable<RawRequest> = { method, path, headers };
  if (body !== undefined) raw.body = body;
  return raw;
}

function requestAsSent(request: WireRequest, headers: readonly Header[], url: string): Exchange["request"] {
  const sent: Mutable<Exchange["request"]> = { method: request.method, path: request.path, headers, url };
  if (request.body !== undefined) sent.body = request.body;
  return sent;
}

function exchangeOf(
  request: Exchange["request"],
  { response, failure }: RawAnswer,
  startedAt: number,
  durationMs: number,
  attempt: number,
): Exchange {
  const exchange: Mutable<Exchange> = { request, startedAt, durationMs, attempt };
  if (response !== undefined) exchange.response = response;
  if (failure !== undefined) exchange.failure = failure;
  return exchange;
}

/** `flat()` takes as long as the signature. */
function flattened(headers: readonly Header[]): string[] {
  const flat: string[] = [];
  for (const [name, value] of headers) flat.push(name, value);
  return flat;
}

function count(stats: Sender["stats"], attempt: number, answer: RawAnswer, reason: RetryReason | undefined): void {
  stats.requests += 1;
  if (attempt > 1) stats.retries += 1;
  if (reason === "throttled") stats.throttled += 1;
  if (answer.response === undefined && answer.written) stats.lostReplies += 1;
}
