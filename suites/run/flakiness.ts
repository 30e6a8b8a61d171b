import type { Exchange } from "../../protocol/exchange.ts";
import type { Contract } from "../../spec/contract/contract.ts";
import { answersOfFailures, isServerFault } from "../session/server-faults.ts";
import type { CaseOutcome } from "./rounds.ts";

/** Answers that did not come again are let be up to one in so many requests, over the run and of each operation. */
const ONE_IN = 50;
/** How often a server may fail that is sound, and how seldom it may be taken for one that is not. */
const SOUND = 1 / 100;
const MISTAKEN = 1e-4;
/** Outcomes kept for each operation, so that memory does not grow with a server that fails all the time. */
const KEPT = 16;

interface OfOperation {
  requests: number;
  failures: number;
  readonly kept: CaseOutcome[];
  /** Undefined once an answer shows that the server has come back. */
  outage: Outage | undefined;
}

/** Failures with no other answer of their operation between them: a server that is away for a moment fails once. */
interface Outage {
  readonly of: OfOperation;
  counted: boolean;
}

/** Failures of the server that a second look did not see again: chance, unless there are too many of them. */
export class Flakiness {
  readonly #contract: Contract;
  readonly #operations = new Map<string, OfOperation>();
  readonly #outages = new WeakMap<Exchange, Outage>();

  constructor(contract: Contract) {
    this.#contract = contract;
  }

  /** Every attempt, in the order in which they end. */
  see(operation: string, exchange: Exchange): void {
    const entry = this.#operations.get(operation) ?? { requests: 0, failures: 0, kept: [], outage: undefined };
    this.#operations.set(operation, entry);
    entry.requests += 1;
    entry.outage = isServerFault(this.#contract, exchange)
      ? (entry.outage ?? { of: entry, counted: false })
      : undefined;
    if (entry.outage !== undefined) this.#outages.set(exchange, entry.outage);
  }

  /** A round of a case in which the server failed, where the next did not see it again. */
  add(outcome: CaseOutcome): void {
    const outages = new Set(
      answersOfFailures(this.#contract, outcome).flatMap((exchange) => this.#outages.get(exchange) ?? []),
    );
    for (const outage of outages) {
      if (!outage.counted) outage.of.failures += 1;
      outage.counted = true;
    }
    for (const { kept } of new Set([...outages].map((outage) => outage.of))) if (kept.length < KEPT) kept.push(outcome);
  }

  /** The outcomes that count after all: none while failures are few, among all requests and among those of an operation. */
  tooMany(): readonly CaseOutcome[] {
    const all = [...this.#operations.values()];
    const total = { requests: sum(all, "requests"), failures: sum(all, "failures") };
    const counting = isTooMany(total) ? all : all.filter(isTooMany);
    return [...new Set(counting.flatMap(({ kept }) => kept))];
  }
}

function sum(all: readonly OfOperation[], what: "requests" | "failures"): number {
  return all.reduce((total, entry) => total + entry[what], 0);
}

/** A few in few requests are chance, however large their share. */
function isTooMany({ requests, failures }: Pick<OfOperation, "requests" | "failures">): boolean {
  return failures * ONE_IN > requests && probabilityOf(failures, requests * SOUND) < MISTAKEN;
}

/** That as many or more come of what brings `mean` on average, each without regard to the others (Poisson). */
function probabilityOf(count: number, mean: number): number {
  let fewer = 0;
  let logarithm = -mean;
  for (let each = 0; each < count; each += 1) {
    fewer += Math.exp(logarithm);
    logarithm += Math.log(mean / (each + 1));
  }
  return 1 - fewer;
}
