import type { Exchange } from "../../protocol/exchange.ts";
import type { Judgement } from "../record/record.ts";

interface JudgedExchanges {
  readonly judgements: readonly Judgement[];
  readonly exchanges: readonly Exchange[];
}

/** A 5xx, an answer that is none, or none at all. */
export function isServerFault({ failure, response }: Exchange): boolean {
  if (failure !== undefined) return failure.kind === "malformed" || isLost(failure);
  return response !== undefined && (response.status >= 500 || response.truncated);
}

function isLost({ kind }: NonNullable<Exchange["failure"]>): boolean {
  return kind === "reset" || kind === "timeout";
}

/**
 * Requirements that an answer of the server's own failing speaks against; where it has not answered before, that it
 * does not answer is no such failing.
 */
export function failedByServer(judged: JudgedExchanges, answeredBefore: boolean): string[] {
  return failures(judged).flatMap(({ requirement, exchange: { failure } }) =>
    failure !== undefined && isLost(failure) && !answeredBefore ? [] : [requirement],
  );
}

/** Each exchange once in which the server failed, and which a requirement is not met for. */
export function answersOfFailures(judged: JudgedExchanges): Exchange[] {
  return [...new Set(failures(judged).map(({ exchange }) => exchange))];
}

function failures({
  judgements,
  exchanges,
}: JudgedExchanges): { readonly requirement: string; readonly exchange: Exchange }[] {
  return judgements.flatMap(({ requirement, verdict, exchange: at }) => {
    const exchange = exchanges.at(at ?? -1);
    return verdict === "fail" && exchange !== undefined && isServerFault(exchange) ? [{ requirement, exchange }] : [];
  });
}

/** Once is chance: what a second look has shown to come again, so that no third is taken for the same requirement. */
export class Repeated {
  readonly #requirements = new Set<string>();

  hasAll(requirements: readonly string[]): boolean {
    return requirements.every((id) => this.#requirements.has(id));
  }

  add(requirements: readonly string[]): void {
    for (const id of requirements) this.#requirements.add(id);
  }
}
