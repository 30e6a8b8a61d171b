import { describeReply } from "#protocol/answers/describe-reply.ts";
import { readExchange } from "#protocol/answers/reply.ts";
import type { Judgement } from "#suites/record/record.ts";
import type { CaseLabel } from "#suites/session/case.ts";
import type { Killing } from "#suites/session/context/target-turns.ts";
import type { Round } from "#suites/session/round.ts";
import { ANSWERS, unansweredByDeath } from "./unanswered-by-death.ts";
import { requestInWords } from "./request-in-words.ts";

/** What a case found out about the death of the target. */
export interface JudgedDeath {
  readonly killing: Killing;
  /** In place of those of the round. */
  readonly judgements: readonly Judgement[];
}

/**
 * The target died of a case that had it to itself. What came after comes from another life of it, which knows none of
 * the clusters: only what was seen before its first request without an answer is judged, and that request.
 */
export function judgeDeath(round: Round, { id, requirements }: CaseLabel): JudgedDeath {
  const { exchanges, judgements, context } = round;
  const unanswered = exchanges.findIndex(({ response }) => response === undefined);
  if (unanswered < 0) return { killing: { caseId: id, request: undefined, unjudged: [] }, judgements };
  // Where nobody listened any more, the answer before was the last one.
  const isEarlier = unanswered > 0 && exchanges[unanswered]?.failure?.kind === "refused";
  const at = isEarlier ? unanswered - 1 : unanswered;
  const killer = exchanges[at];
  // What got no answer later in the round is sure to have had none.
  const isSure = (index: number): boolean => index <= at || exchanges[index]?.response === undefined;
  const kept = judgements.filter(({ exchange = -1 }) => exchange >= 0 && isSure(exchange));
  const isMissed = kept.some(({ requirement, verdict }) => requirement === ANSWERS && verdict === "fail");
  const isToTell = !isEarlier && !isMissed && context.requirements.has(ANSWERS);
  const unjudged = requirements.filter((each) => !kept.some(({ requirement }) => requirement === each));
  const request = killer === undefined ? undefined : requestInWords(context.contract, killer.request);
  const killing = { caseId: id, request, unjudged };
  if (killer === undefined || !isToTell) return { killing, judgements: kept };
  const received = `${describeReply(readExchange(killer))}, and the target died`;
  return { killing, judgements: [...kept, unansweredByDeath(received, at)] };
}
