import type { Exchange } from "../../protocol/exchange.ts";
import type { Judgement } from "../record/record.ts";

/**
 * Requirements that an answer of the server's own failing speaks against: a 5xx, an answer that is none, or, where it
 * has answered before, none at all.
 */
export function failedByServer(
  { judgements, exchanges }: { readonly judgements: readonly Judgement[]; readonly exchanges: readonly Exchange[] },
  answeredBefore: boolean,
): string[] {
  const isServerFault = ({ failure, response }: Exchange): boolean => {
    if (failure?.kind === "reset" || failure?.kind === "timeout") return answeredBefore;
    return failure?.kind === "malformed" || (response !== undefined && (response.status >= 500 || response.truncated));
  };
  return judgements.flatMap(({ requirement, verdict, exchange }) => {
    const decisive = exchanges.at(exchange ?? -1);
    return verdict === "fail" && decisive !== undefined && isServerFault(decisive) ? [requirement] : [];
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
