import { describeReply } from "../../protocol/answers/describe-reply.ts";
import { readExchange } from "../../protocol/answers/reply.ts";
import { check, wanting } from "../oracles/finding.ts";
import { status } from "../record/condition.ts";
import type { Judgement } from "../record/record.ts";
import type { CaseLabel } from "../session/case.ts";
import type { Killing } from "../session/context/target-turns.ts";
import type { Round } from "../session/round.ts";
import { requestInWords } from "./request-in-words.ts";

const ANSWERS = "api.answers";

function isFailedAnswer({ requirement, verdict }: Judgement): boolean {
  return requirement === ANSWERS && verdict === "fail";
}

/**
 * The target died of a case that had it to itself. What came after comes from another life of it, which knows none of
 * the clusters: only what was seen before its first request without an answer is judged, and that request.
 */
export function judgeDeath(session: Round, { id, requirements }: CaseLabel): Killing {
  const { exchanges, judgements, context } = session;
  const unanswered = exchanges.findIndex(({ response }) => response === undefined);
  if (unanswered < 0) return { caseId: id, request: undefined, unjudged: [] };
  // Where nobody listened any more, the answer before was the last one.
  const isEarlier = unanswered > 0 && exchanges[unanswered]?.failure?.kind === "refused";
  const at = isEarlier ? unanswered - 1 : unanswered;
  const killer = exchanges[at];
  // What got no answer later in the round is sure to have had none.
  const isSure = (index: number): boolean => index <= at || exchanges[index]?.response === undefined;
  const kept = judgements.filter(({ exchange = -1 }) => exchange >= 0 && isSure(exchange));
  judgements.splice(0, judgements.length, ...kept);
  if (!isEarlier && killer !== undefined && !kept.some(isFailedAnswer)) {
    const received = `${describeReply(readExchange(killer))}, and the target died`;
    const finding = check(false, "a whole HTTP response, and a target that survives it", received);
    session.judge(ANSWERS, wanting(finding, { answers: [status(100, 999)] }), killer);
  }
  const unjudged = requirements.filter((each) => !kept.some(({ requirement }) => requirement === each));
  const request = killer === undefined ? undefined : requestInWords(context.contract, killer.request);
  return { caseId: id, request, unjudged };
}
