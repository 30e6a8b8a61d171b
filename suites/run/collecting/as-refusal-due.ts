import type { Exchange } from "#protocol/exchange.ts";
import { wantsRefusal } from "#suites/record/condition.ts";
import type { Judgement } from "#suites/record/record.ts";
import type { CaseOutcome } from "#suites/run/rounds/run-rounds.ts";

/**
 * A judgement of an answer that should have been a refusal, as another one of the case says of the same request, whenever it
 * was sent: what else it asks for holds of any refusal.
 */
export function asRefusalDue(
  { judgements, exchanges }: Pick<CaseOutcome, "judgements" | "exchanges">,
  judgement: Judgement,
): Judgement {
  const { condition } = judgement;
  if (condition === undefined || wantsRefusal(judgement)) return judgement;
  const textOf = ({ exchange = -1 }: Judgement): string => requestText(exchanges[exchange]);
  const isRefusalDue = judgements.some((one) => wantsRefusal(one) && textOf(one) === textOf(judgement));
  return isRefusalDue ? { ...judgement, condition: { ...condition, ofSuccess: true } } : judgement;
}

function requestText(exchange: Exchange | undefined): string {
  const { method = "", path = "", body } = exchange?.request ?? {};
  return [method, path, Buffer.from(body ?? []).toString("latin1")].join("\n");
}
