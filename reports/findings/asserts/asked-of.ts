import { answersAsked } from "./answer-asserts.ts";
import { type AskedOfAnswer, type Deciding, isUntold, type Untold } from "./asked-of-answer.ts";
import { membersAsked } from "./member-asserts.ts";

/** What a file asks of the answer that decides a judgement; or why it cannot. */
export function askedOf(deciding: Deciding): AskedOfAnswer | Untold {
  const { condition } = deciding.judgement;
  if (condition === undefined) return { untold: "the judgement needs more than one answer" };
  if (condition.race === true) {
    return { untold: "a race decided: requests sent at the same time may behave differently in sequence" };
  }
  const parts: (AskedOfAnswer | Untold)[] = [answersAsked(condition, deciding), ...membersAsked(condition, deciding)];
  const untold = parts.find(isUntold);
  if (untold !== undefined) return untold;
  const all = parts as readonly AskedOfAnswer[];
  return {
    status: all.find(({ status }) => status !== undefined)?.status,
    captures: all.flatMap(({ captures }) => captures),
    asserts: all.flatMap(({ asserts }) => asserts),
  };
}
