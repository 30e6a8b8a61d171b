import type { Exchange } from "../../protocol/exchange.ts";
import type { Judgement } from "../record/record.ts";

/** Requirements that an answer of the server's own failing speaks against: a 5xx, or an answer that is none. */
export function failedByServer(judgements: readonly Judgement[], exchanges: readonly Exchange[]): string[] {
  return judgements
    .filter(({ verdict, exchange }) => verdict === "fail" && isServerFault(exchanges.at(exchange ?? -1)))
    .map(({ requirement }) => requirement);
}

function isServerFault(exchange: Exchange | undefined): boolean {
  if (exchange?.failure?.kind === "malformed") return true;
  return exchange?.response !== undefined && (exchange.response.status >= 500 || exchange.response.truncated);
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
