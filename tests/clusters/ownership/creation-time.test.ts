import { expect, test } from "@jest/globals";
import { clockAhead } from "../../../clusters/ownership/creation-time.ts";
import { readExchange, type Reply } from "../../../protocol/answers/reply.ts";
import { anExchange, STARTED_AT } from "../../suites/made-replies.ts";

/** Answered within so many milliseconds, by a clock so many milliseconds ahead of ours. */
function answered(durationMs: number, ahead: number): Reply {
  const date = ["Date", new Date(STARTED_AT + ahead).toUTCString()] as const;
  return readExchange({ ...anExchange({ status: 200, headers: [date] }), startedAt: STARTED_AT, durationMs });
}

test("without a Date header nothing is known", () => {
  expect(clockAhead(readExchange(anExchange({ status: 200 })))).toBeUndefined();
});

test.each([
  [0, 0, { least: 0, most: 1_000 }],
  [2_000, 0, { least: -2_000, most: 1_000 }],
  [500, 600_000, { least: 599_500, most: 601_000 }],
  [500, -600_000, { least: -600_500, most: -599_000 }],
])("answered within %i ms by a clock %i ms ahead", (durationMs, ahead, range) => {
  expect(clockAhead(answered(durationMs, ahead))).toEqual(range);
});
