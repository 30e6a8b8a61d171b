import { expect, test } from "@jest/globals";
import { serverClock } from "#protocol/answers/server-clock.ts";
import { aFailedReply, aReply } from "#tests/suites/made-replies.ts";

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

test.each([
  ["RFC 850's", "Tuesday, 24-Nov-26 12:00:07 GMT"],
  ["asctime's", "Tue Nov 24 12:00:07 2026"],
  ["asctime's, on a day of one digit", "Tue Nov  3 12:00:07 2026"],
])("the older form of a date, %s, is in GMT too", (_whose, date) => {
  const day = date.includes("  3") ? 3 : 24;
  expect(serverClock(aReply({ status: 200, headers: [["Date", date]] }))).toBe(Date.UTC(2026, 10, day, 12, 0, 7));
});

test.each([
  "2026-11-24 12:00:07",
  "2026-11-24T12:00:07Z",
  "24 Nov 2026 12:00:07",
  "1",
  "1795521607",
  "",
  "Tue, 99 Nov 2026 12:00:07 GMT",
])("%j is no date of HTTP, and would be read by our own time zone or not at all", (date) => {
  expect(serverClock(aReply({ status: 200, headers: [["Date", date]] }))).toBeUndefined();
});
