import { status } from "#suites/record/condition.ts";
import type { Judgement } from "#suites/record/record.ts";

export const ANSWERS = "api.answers";

/** The failure of the request that ended the target; `exchange` is its index in the case. */
export function unansweredByDeath(received: string, exchange: number): Judgement {
  const expected = "a whole HTTP response, and a target that survives it";
  return {
    requirement: ANSWERS,
    verdict: "fail",
    expected,
    received,
    exchange,
    condition: { answers: [status(100, 999)] },
  };
}
