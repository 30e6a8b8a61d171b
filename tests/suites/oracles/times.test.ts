import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { nowFor, timeFinding, withinTime, WRONG_TIME } from "#suites/oracles/times.ts";
import { aReply, STARTED_AT } from "#tests/suites/made-replies.ts";

const DIFFERENCE = { at: "/t", expected: "then", received: "now" };

describe("a time that is off", () => {
  test.each([
    [-Infinity, "met"],
    [-1, "met"],
    [0, "met"],
    [300, "met"],
    [300.001, "tolerated"],
    [WRONG_TIME, "tolerated"],
    [WRONG_TIME + 0.001, "missed"],
    [3600, "missed"],
    [Infinity, "missed"],
  ])("by %d s is %s", (off, grade) => {
    expect(timeFinding(off, DIFFERENCE).grade).toBe(grade);
  });

  test("names what it is tolerated as, and the difference all the same", () => {
    expect(timeFinding(301, DIFFERENCE)).toEqual({
      grade: "tolerated",
      alternative: "within an hour of it",
      expected: "then",
      received: "now",
      differences: [DIFFERENCE],
    });
    expect(timeFinding(3600, DIFFERENCE)).not.toHaveProperty("alternative");
    expect(timeFinding(0, DIFFERENCE)).toEqual({ grade: "met", expected: "then", received: "as expected" });
  });

  test("is never better than one that is less off", () => {
    const GRADES = ["met", "tolerated", "missed"];
    const off = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(off, off, (one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)].map((each) =>
          GRADES.indexOf(timeFinding(each, DIFFERENCE).grade),
        );
        expect(less).toBeLessThanOrEqual(more ?? -1);
      }),
    );
  });
});

test("the condition is a span from now", () => {
  expect(withinTime("/t", { from: -1, to: 2 })).toEqual({
    members: [{ at: "/t", secondsFromNow: { from: -1, to: 2 } }],
  });
});

describe("the endpoint's now", () => {
  const now = (date: string | undefined, durationMs = 0, due = date === undefined ? 0 : Date.parse(date) / 1000) =>
    nowFor(aReply({ status: 200, headers: date === undefined ? [] : [["date", date]], durationMs }), due);

  test.each<[what: string, date: string | undefined, seconds: number]>([
    ["is that of its Date header", "Tue, 24 Nov 2026 12:00:07 GMT", STARTED_AT / 1000 + 7],
    ["is that of its Date header, years away", "Thu, 01 Jan 1970 00:00:00 GMT", 0],
    ["is ours where it shows none", undefined, STARTED_AT / 1000 + 1.5],
    ["is ours where what it shows is no date", "yesterday", STARTED_AT / 1000 + 1.5],
    ["is ours where what it shows is empty", "", STARTED_AT / 1000 + 1.5],
    ["is ours where what it shows is a number alone", "1", STARTED_AT / 1000 + 1.5],
    ["is ours where what it shows is no date of HTTP", "2026-11-24 12:00:00", STARTED_AT / 1000 + 1.5],
  ])("%s", (_what, date, seconds) => {
    expect(now(date, 1_500)).toBe(seconds);
  });

  test("is ours where that is closer to the time that is judged", () => {
    const ours = STARTED_AT / 1000;
    expect(now("Mon, 01 Jan 2001 00:00:00 GMT", 0, ours - 250)).toBe(ours);
    expect(now("Tue, 24 Nov 2026 13:00:00 GMT", 0, ours + 3_000)).toBe(ours + 3_600);
  });
});
