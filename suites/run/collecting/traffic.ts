import type { Exchange } from "#protocol/exchange.ts";
import { readResponse } from "#protocol/answers/reply.ts";
import { paceOf } from "#protocol/answers/throttling.ts";
import type { Target } from "#endpoint/target.ts";
import type { RefusedOperation } from "#suites/run/limits/throttled-too-much.ts";
import { LATENCY_BUCKETS_MS, type LatencySummary, type Traffic } from "#suites/record/parts/traffic-counts.ts";

/**
 * How many latencies are kept per operation for the percentiles: the first ones, then samples, so that memory is
 * bounded.
 */
const SAMPLES = 4_096;

/** A request so long before or after the others tells of a clock that was set. */
const CLOCK_SET_SECONDS = 600;

interface Latencies {
  count: number;
  max: number;
  readonly histogram: number[];
  readonly samples: number[];
}

/** The name under which requests are counted that are for no operation. */
export const NO_OPERATION = "other";

/** Counts what a run sends, by operation and by second. */
export class TrafficMeter {
  #startedAt: number;
  readonly #latencies = new Map<string, Latencies>();
  /** By operation: how often it was refused, until something else is answered; undefined from then on. */
  readonly #refusedOnly = new Map<string, RefusedOperation | undefined>();
  /** Operations that have been answered otherwise than with a 5xx. */
  readonly working = new Set<string>();
  readonly #perSecond: { requests: number; retries: number }[] = [];
  requests = 0;
  retries = 0;
  throttled = 0;
  lostReplies = 0;

  constructor(startedAt: number) {
    this.#startedAt = startedAt;
  }

  count(operation: string, exchange: Exchange): void {
    this.requests += 1;
    if (isRetry(exchange)) this.retries += 1;
    const status = exchange.response?.status;
    const isRefused = paceOf(readResponse(exchange.response)) !== undefined;
    if (isRefused) this.throttled += 1;
    if (status !== undefined) this.#countRefusals(operation, isRefused ? status : undefined);
    if (status !== undefined && status < 500 && operation !== NO_OPERATION) this.working.add(operation);
    const kind = exchange.failure?.kind;
    if (kind === "reset" || kind === "timeout") this.lostReplies += 1;
    this.#countSecond(exchange);
    if (status !== undefined) this.#countLatency(operation, exchange.durationMs);
  }

  get alwaysRefused(): RefusedOperation | undefined {
    const refused = [...this.#refusedOnly.values()].filter((each) => each !== undefined);
    return refused.toSorted((a, b) => b.attempts - a.attempts)[0];
  }

  summary(cases: number): Traffic {
    const { requests, retries, throttled, lostReplies } = this;
    const latency = [...this.#latencies].map(([operation, each]) => summarise(operation, each));
    return { requests, cases, retries, throttled, lostReplies, latency, perSecond: this.#perSecond };
  }

  #countRefusals(operation: string, status: number | undefined): void {
    const isKnown = this.#refusedOnly.has(operation);
    const before = this.#refusedOnly.get(operation);
    if (operation === NO_OPERATION || (isKnown && before === undefined)) return;
    const attempts = (before?.attempts ?? 0) + 1;
    this.#refusedOnly.set(operation, status === undefined ? undefined : { operation, attempts, status });
  }

  #countSecond(exchange: Exchange): void {
    const second = this.#secondOf(exchange);
    while (this.#perSecond.length <= second) this.#perSecond.push({ requests: 0, retries: 0 });
    const bucket = this.#perSecond[second];
    if (bucket === undefined) return;
    bucket.requests += 1;
    if (isRetry(exchange)) bucket.retries += 1;
  }

  /** Where the machine's clock was set meanwhile, counting goes on from the last second. */
  #secondOf({ startedAt }: Exchange): number {
    const last = Math.max(0, this.#perSecond.length - 1);
    const second = Math.floor((startedAt - this.#startedAt) / 1000);
    if (Math.abs(second - last) < CLOCK_SET_SECONDS) return Math.max(0, second);
    this.#startedAt += (second - last) * 1000;
    return last;
  }

  #countLatency(operation: string, ms: number): void {
    let each = this.#latencies.get(operation);
    if (each === undefined) {
      const histogram = new Array<number>(LATENCY_BUCKETS_MS.length + 1).fill(0);
      this.#latencies.set(operation, (each = { count: 0, max: 0, histogram, samples: [] }));
    }
    const bucket = LATENCY_BUCKETS_MS.findIndex((bound) => ms <= bound);
    const index = bucket < 0 ? LATENCY_BUCKETS_MS.length : bucket;
    each.histogram[index] = (each.histogram[index] ?? 0) + 1;
    each.max = Math.max(each.max, ms);
    if (each.samples.length < SAMPLES) each.samples.push(ms);
    else if (each.count % 16 === 0) each.samples[(each.count / 16) % SAMPLES] = ms;
    each.count += 1;
  }
}

function isRetry({ attempt }: Exchange): boolean {
  return attempt > 1;
}

function summarise(operation: string, { count, max, histogram, samples }: Latencies): LatencySummary {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return { operation, count, p50: at(0.5), p90: at(0.9), p99: at(0.99), max: round(max), histogram };
}

function round(ms: number): number {
  return Math.round(ms * 100) / 100;
}

/** The same target, with every attempt shown to `see` and each answer handed on untouched. */
export function observed(target: Target, see: (exchange: Exchange) => void): Target {
  return {
    ...target,
    send: async (request, options) => {
      const delivery = await target.send(request, options);
      for (const exchange of [...delivery.earlier, delivery.last]) see(exchange);
      return delivery;
    },
  };
}
