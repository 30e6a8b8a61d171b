import { expect, test } from "@jest/globals";
import { asRefusalDue } from "#suites/run/collecting/collector.ts";
import type { Condition } from "#suites/record/condition.ts";
import type { Judgement } from "#suites/record/record.ts";
import { anExchange } from "#tests/suites/made-replies.ts";

const REFUSED: Condition = { answers: [{ from: 404, to: 404, error: "NotThere" }] };
const SHOWN: Condition = { members: [{ at: "/box", present: true }] };

/** What the second of two judgements comes to, by exchange. */
function second(first: Condition | undefined, at: number, condition: Condition | undefined): Condition | undefined {
  const judged = (exchange: number, one: Condition | undefined): Judgement => ({
    requirement: "a",
    verdict: "fail",
    expected: "",
    received: "",
    exchange,
    ...(one && { condition: one }),
  });
  const [asked, again, other] = ["/boxes/a", "/boxes/a", "/boxes/b"].map((path) => {
    const exchange = anExchange({ status: 200 });
    return { ...exchange, request: { ...exchange.request, path } };
  });
  const exchanges = [asked, again, other].filter((one) => one !== undefined);
  const judgement = judged(at, condition);
  return asRefusalDue({ judgements: [judged(0, first), judgement], exchanges }, judgement).condition;
}

test("what else is asked of an answer that should have been a refusal is asked of a success alone", () => {
  expect(second(REFUSED, 0, SHOWN)).toEqual({ ...SHOWN, ofSuccess: true });
  expect(second(REFUSED, 1, SHOWN)).toEqual({ ...SHOWN, ofSuccess: true });
  expect(second(REFUSED, 2, SHOWN)).toEqual(SHOWN);
  expect(second({ answers: [{ from: 200, to: 200 }] }, 0, SHOWN)).toEqual(SHOWN);
  expect(second(REFUSED, 0, REFUSED)).toEqual(REFUSED);
  expect(second(REFUSED, 0, undefined)).toBeUndefined();
});
