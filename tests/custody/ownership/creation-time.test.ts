import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type AskedAt, clockAhead, madeInTime } from "#custody/ownership/creation-time.ts";
import type { JsonValue } from "#spec/json/json.ts";
import { readExchange, type Reply } from "#protocol/answers/reply.ts";
import { anExchange, aReply, JSON_TYPE, STARTED_AT } from "#tests/suites/made-replies.ts";

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

const DATE = ["date", new Date(STARTED_AT).toUTCString()] as const;
const dated = aReply({ status: 200, headers: [JSON_TYPE, DATE], body: {} });
const undated = aReply({ status: 200, headers: [JSON_TYPE], body: {} });
const NOW = STARTED_AT / 1000;
const MINUTE = 60_000;

const isInTime = (shown: JsonValue | undefined, reply: Reply, asked: AskedAt): boolean | undefined =>
  madeInTime(shown, reply, asked)?.isInTime;

describe("the time at which it was made", () => {
  const within = { times: [{ from: STARTED_AT - MINUTE, to: STARTED_AT }] };

  test("is compared by the endpoint's clock, to a second or two", () => {
    expect(isInTime(NOW - 30, dated, within)).toBe(true);
    expect(isInTime(NOW - 63, dated, within)).toBe(false);
    expect(isInTime(NOW + 4, dated, within)).toBe(false);
  });

  test("may be five minutes off where the endpoint does not say what time it is", () => {
    expect(isInTime(NOW - 300, undated, within)).toBe(true);
    expect(isInTime(NOW - 362, undated, within)).toBe(false);
    expect(isInTime(NOW + 302, undated, within)).toBe(false);
  });

  test.each<[string, JsonValue | undefined]>([
    ["absent", undefined],
    ["no time", "some day"],
    ["of another type", {}],
    ["nothing", null],
    ["zero", 0],
    ["in a unit that nobody knows", NOW * 1e9],
    ["of no time zone", "2026-11-24T12:00:00"],
  ])("tells nothing where it is %s", (_what, shown) => {
    expect(isInTime(shown, dated, within)).toBeUndefined();
  });

  test("is in no time where there was no request", () => {
    expect(isInTime(NOW, dated, { times: [] })).toBe(false);
  });

  test("is the same in seconds, in milliseconds and as a text", () => {
    fc.assert(
      fc.property(fc.integer({ min: -600, max: 600 }), (off) => {
        const seconds = Math.floor(NOW) + off;
        const [bySeconds, ...others] = [seconds, seconds * 1000, new Date(seconds * 1000).toISOString()].map((shown) =>
          isInTime(shown, dated, within),
        );
        expect(others).toEqual([bySeconds, bySeconds]);
      }),
    );
  });
});
