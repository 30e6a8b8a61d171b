import { type Exchange, readAs } from "#protocol/exchange.ts";
import { matchRoute } from "#protocol/route.ts";
import { readExchange } from "#protocol/answers/reply.ts";
import type { Contract } from "#spec/contract/contract.ts";
import { perObject } from "#spec/kept-per-object.ts";
import type { Judgement } from "#suites/record/record.ts";

export interface JudgedExchanges {
  readonly judgements: readonly Judgement[];
  readonly exchanges: readonly Exchange[];
}

/**
 * A 5xx, an answer that is not HTTP, or no answer at all. A 5xx that names a client error is a wrong status, not a
 * server failure.
 */
export function isServerError(contract: Contract, exchange: Exchange): boolean {
  const { failure, response } = exchange;
  if (failure !== undefined) return failure.kind === "malformed" || isLost(failure);
  if (response === undefined) return false;
  return response.truncated || (response.status >= 500 && !namesClientError(contract, exchange));
}

function namesClientError(contract: Contract, exchange: Exchange): boolean {
  const { name } = readExchange(exchange).error;
  return name !== undefined && clientErrors(contract).has(name);
}

/** Errors that operations document with a 4xx, and none with a 5xx. */
const clientErrors = perObject((contract: Contract): ReadonlySet<string> => {
  const errors = [...contract.operations.values()].flatMap((operation) => operation.errors);
  const servers = new Set(errors.filter(({ status }) => status >= 500).map(({ name }) => name));
  return new Set(errors.map(({ name }) => name).filter((name) => !servers.has(name)));
});

function isLost({ kind }: NonNullable<Exchange["failure"]>): boolean {
  return kind === "reset" || kind === "timeout";
}

/** At how many requests a server failed, of how many. */
export interface Failing {
  readonly failures: number;
  readonly requests: number;
}

/** A requirement that was not met because the server failed, and the operation at which it did. */
export interface ServerFailure {
  readonly requirement: string;
  /** Undefined where no operation was asked for, or none in particular failed. */
  readonly operation?: string | undefined;
  /** How often that operation failed in the round. */
  readonly failing: Failing;
  /** How many operations the round asked for: each may fail by chance. */
  readonly among: number;
}

/**
 * Requirements that were not met because the server failed, each by the operation at which it did. If it has never
 * answered, a missing answer does not count as such a failure.
 */
export function failedByServer(contract: Contract, judged: JudgedExchanges, answeredBefore: boolean): ServerFailure[] {
  const among = new Set(judged.exchanges.map((exchange) => operationOf(contract, exchange))).size;
  return failures(contract, judged).flatMap(({ requirement, exchange }) => {
    if (exchange.failure !== undefined && isLost(exchange.failure) && !answeredBefore) return [];
    const operation = operationOf(contract, exchange);
    return [{ requirement, operation, failing: failingAt(contract, judged.exchanges, operation), among }];
  });
}

/** Whether the same requirement is not met at the same operation. */
export function isAlike(one: FailedAt, other: FailedAt): boolean {
  return one.requirement === other.requirement && one.operation === other.operation;
}

type FailedAt = Pick<ServerFailure, "requirement" | "operation">;

/** The judgements but for those that were not met because the server failed in one of these ways. */
export function withoutServerFailures(
  contract: Contract,
  judged: JudgedExchanges,
  failed: readonly ServerFailure[],
): readonly Judgement[] {
  const { judgements, exchanges } = judged;
  return judgements.filter(({ requirement, verdict, exchange: at }) => {
    const exchange = exchanges.at(at ?? -1);
    if (verdict !== "fail" || exchange === undefined || !isServerError(contract, exchange)) return true;
    const operation = operationOf(contract, exchange);
    return !failed.some((each) => isAlike(each, { requirement, operation }));
  });
}

function failingAt(contract: Contract, exchanges: readonly Exchange[], operation: string | undefined): Failing {
  const all = exchanges.filter((exchange) => operationOf(contract, exchange) === operation);
  return { requests: all.length, failures: all.filter((exchange) => isServerError(contract, exchange)).length };
}

function operationOf(contract: Contract, exchange: Exchange): string | undefined {
  return matchRoute(contract, readAs(exchange))?.operation.id;
}

/** The exchanges in which the server failed and because of which a requirement is not met, each once. */
export function answersOfFailures(contract: Contract, judged: JudgedExchanges): Exchange[] {
  return [...new Set(failures(contract, judged).map(({ exchange }) => exchange))];
}

function failures(
  contract: Contract,
  { judgements, exchanges }: JudgedExchanges,
): { readonly requirement: string; readonly exchange: Exchange }[] {
  return judgements.flatMap(({ requirement, verdict, exchange: at }) => {
    const exchange = exchanges.at(at ?? -1);
    return verdict === "fail" && exchange !== undefined && isServerError(contract, exchange)
      ? [{ requirement, exchange }]
      : [];
  });
}
