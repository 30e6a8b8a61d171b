import type { Contract } from "#spec/contract/contract.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { perObject } from "#spec/kept-per-object.ts";
import { type Exchange, readAs } from "#protocol/exchange.ts";
import { readResponse } from "#protocol/answers/reply.ts";
import { classify } from "#suites/oracles/request/expectation.ts";
import { COVERAGE_PARTS, type CoveragePart, type PartCoverage } from "#suites/record/parts/contract-seen.ts";
import { constraintGoals } from "./constraint-goals.ts";
import { answerGoals, type Goal } from "./goal.ts";
import { memberGoals } from "./member-goals.ts";

const goalsOf = perObject((operation: Operation): readonly Goal[] => [
  ...answerGoals(operation),
  ...memberGoals(operation),
  ...constraintGoals(operation),
]);

/**
 * How much of the contract a run has seen, told from the bytes of the exchanges that were answered. Memory is that of
 * the contract: what was seen is crossed off.
 */
export class CoverageMeter {
  readonly #contract: Contract;
  readonly #goals: ReadonlyMap<string, readonly Goal[]>;
  readonly #open: Map<string, readonly Goal[]>;

  constructor(contract: Contract) {
    this.#contract = contract;
    this.#goals = new Map([...contract.operations].map(([id, operation]) => [id, goalsOf(operation)]));
    this.#open = new Map(this.#goals);
  }

  /** `operation`: the id of the one that the request's line names; any other word for none. */
  add(operation: string, exchange: Exchange): void {
    const { response } = exchange;
    const open = this.#open.get(operation);
    if (response === undefined || open === undefined) return;
    const answer = once(() => readResponse(response));
    const seen = {
      status: response.status,
      request: once(() => classify(this.#contract, readAs(exchange))),
      json: () => answer().json,
      error: () => answer().error.name,
    };
    const left = open.filter((goal) => !goal.isSeenIn(seen));
    if (left.length < open.length) this.#open.set(operation, left);
  }

  /** Each part of the contract that has anything to be seen; whatever answered in place of what is missing showed none. */
  summary(missing: ReadonlySet<string> = new Set()): PartCoverage[] {
    const all = [...this.#goals.values()].flat();
    const ofEach = (part: CoveragePart): Readonly<Record<string, number>> =>
      Object.fromEntries(
        [...this.#goals].flatMap(([id, goals]) => {
          const count = goals.filter((goal) => goal.part === part).length;
          return count === 0 ? [] : [[id, count]];
        }),
      );
    const open = new Set(
      [...this.#goals.keys()].flatMap((id) => (missing.has(id) ? this.#goals : this.#open).get(id) ?? []),
    );
    return COVERAGE_PARTS.flatMap((part) => {
      const goals = all.filter((goal) => goal.part === part);
      const never = goals.filter((goal) => open.has(goal)).map(({ name }) => name);
      return goals.length === 0
        ? []
        : [{ part, of: goals.length, seen: goals.length - never.length, never, ofEach: ofEach(part) }];
    });
  }
}

function once<Value extends object>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => (made ??= make());
}
