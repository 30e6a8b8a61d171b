import { expect, test } from "@jest/globals";
import { serverClock } from "../../../protocol/answers/server-clock.ts";
import { aFailedReply, aReply } from "../../suites/made-replies.ts";

test("the endpoint's clock is that of its Date header, however the name is written", () => {
  for (const name of ["Date", "date"]) {
    const reply = aReply({ status: 200, headers: [[name, "Tue, 24 Nov 2026 12:00:07 GMT"]] });
    expect(serverClock(reply)).toBe(Date.UTC(2026, 10, 24, 12, 0, 7));
  }
});

test("without a date, with one that is none, and without an answer nothing is known of it", () => {
  expect(serverClock(aReply({ status: 200, headers: [] }))).toBeUndefined();
  expect(serverClock(aReply({ status: 200, headers: [["Date", "yesterday"]] }))).toBeUndefined();
  expect(serverClock(aFailedReply("reset"))).toBeUndefined();
});
