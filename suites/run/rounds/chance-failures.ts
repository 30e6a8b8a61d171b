import type { Exchange } from "#protocol/exchange.ts";
import type { Contract } from "#spec/contract/contract.ts";
import { isServerFailure, readExchange } from "#protocol/answers/reply.ts";
import { isThrottled } from "#protocol/answers/throttling.ts";
import { LEAVES_NO_STATE } from "#suites/session/round.ts";
import { answersOfFailures, isServerError } from "#suites/session/server-errors.ts";
import type { ServerFailures } from "#suites/record/parts/traffic-counts.ts";
import { failsTooOften, losesTooOften } from "./chance.ts";
import type { CaseOutcome } from "./run-rounds.ts";

/** How many outcomes are kept per operation, so that memory does not grow if a server fails all the time. */
const KEPT = 16;

interface OfOperation {
  requests: number;
  failures: number;
  readonly kept: CaseOutcome[];
  /** By what was answered in place of an answer: how often, and how many of these registered all the same. */
  readonly answers: Map<string, { failures: number; registered: number }>;
  /** Undefined once an answer shows that the server is back. */
  outage: Outage | undefined;
}

/** Consecutive failures of an operation, which count once: a server may be away for a moment. */
interface Outage {
  readonly of: OfOperation;
  counted: boolean;
}

/** Failures of the server that did not recur when their case was run again: chance, unless there are too many of them. */
export class ChanceFailures {
  readonly #contract: Contract;
  readonly #operations = new Map<string, OfOperation>();
  readonly #outages = new WeakMap<Exchange, Outage>();
  /** Rounds in which something was lost that the case had made, as it was not in the next. */
  readonly #losses: CaseOutcome[] = [];

  constructor(contract: Contract) {
    this.#contract = contract;
  }

  /** Called with every attempt, in the order in which they end. */
  see(operation: string, exchange: Exchange): void {
    const entry = this.#operations.get(operation) ?? {
      requests: 0,
      failures: 0,
      kept: [],
      answers: new Map(),
      outage: undefined,
    };
    this.#operations.set(operation, entry);
    entry.requests += 1;
    entry.outage = isServerError(this.#contract, exchange)
      ? (entry.outage ?? { of: entry, counted: false })
      : undefined;
    if (entry.outage === undefined) return;
    this.#outages.set(exchange, entry.outage);
    const counted = countedIn(entry, exchange);
    if (counted !== undefined) counted.failures += 1;
  }

  /** A round of a case in which the server failed, and the next did not reproduce it. */
  add(outcome: CaseOutcome): void {
    if ((outcome.failedByLoss ?? []).length > 0 && this.#losses.length < KEPT) this.#losses.push(outcome);
    const outages = new Set(
      answersOfFailures(this.#contract, outcome).flatMap((exchange) => this.#outages.get(exchange) ?? []),
    );
    for (const { requirement, verdict, exchange: at = -1 } of outcome.judgements) {
      const exchange = requirement === LEAVES_NO_STATE && verdict === "fail" ? outcome.exchanges.at(at) : undefined;
      const entry = exchange && this.#outages.get(exchange)?.of;
      const counted = entry && exchange && countedIn(entry, exchange);
      if (counted !== undefined) counted.registered += 1;
    }
    for (const outage of outages) {
      if (!outage.counted) outage.of.failures += 1;
      outage.counted = true;
    }
    for (const { kept } of new Set([...outages].map((outage) => outage.of))) if (kept.length < KEPT) kept.push(outcome);
  }

  /** How often each operation failed, whether that counts or not. */
  told(): ServerFailures[] {
    return [...this.#operations].flatMap(([operation, { requests, answers }]) =>
      [...answers].map(([answer, { failures, registered }]) => ({
        operation,
        answer,
        failures,
        requests,
        registered: registered === 0 ? undefined : registered,
      })),
    );
  }

  /**
   * The outcomes that count after all: none while failures are few, both among all requests and among those of each
   * operation, and losses fewer still.
   */
  tooMany(): readonly CaseOutcome[] {
    const all = [...this.#operations.values()];
    const looks = all.length + 1;
    const total = { requests: sum(all, "requests"), failures: sum(all, "failures") };
    const counting = failsTooOften(total, looks)
      ? all
      : all.filter((each) => failsTooOften(each, looks, lostAround(all, each)));
    const losses = losesTooOften(this.#losses.length) ? this.#losses : [];
    return [...new Set([...counting.flatMap(({ kept }) => kept), ...losses])];
  }
}

/** At what part of the requests of the other operations no answer came: a network that loses those loses these as well. */
function lostAround(all: readonly OfOperation[], one: OfOperation): number {
  const others = all.filter((each) => each !== one);
  const lost = others.reduce((total, { answers }) => total + (answers.get(NOTHING)?.failures ?? 0), 0);
  return lost / Math.max(1, sum(others, "requests"));
}

/** In place of a status, where no answer came. */
const NOTHING = "nothing";

/** Undefined for what is told elsewhere: a refusal for the pace. */
function countedIn({ answers }: OfOperation, exchange: Exchange): { failures: number; registered: number } | undefined {
  const reply = readExchange(exchange);
  if (isThrottled(reply) || (reply.status > 0 && !isServerFailure(reply))) return undefined;
  const answer = reply.status === 0 ? NOTHING : String(reply.status);
  const counted = answers.get(answer) ?? { failures: 0, registered: 0 };
  answers.set(answer, counted);
  return counted;
}

function sum(all: readonly OfOperation[], what: "requests" | "failures"): number {
  return all.reduce((total, entry) => total + entry[what], 0);
}
