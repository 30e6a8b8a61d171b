import { describe, expect, test } from "@jest/globals";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { judgeCreation } from "#suites/oracles/registration/created-at.ts";
import { aReply, STARTED_AT } from "#tests/suites/made-replies.ts";
import { findingOf, gradesOf, hear } from "#tests/suites/oracles/findings.ts";

const NOW = STARTED_AT / 1000;
const judged = (cluster: JsonObject, date?: string) =>
  hear(judgeCreation(aReply({ status: 200, headers: date === undefined ? [] : [["Date", date]] }), cluster));

test("a cluster just made, that is pending, meets both", () => {
  expect(gradesOf(judged({ createdAt: NOW, status: "PENDING" }))).toEqual({
    "register.created-at": "met",
    "register.initial-status": "met",
  });
});

describe("the time", () => {
  const finding = (createdAt: JsonValue, date?: string) =>
    findingOf(judged({ createdAt }, date), "register.created-at");

  test.each<[off: number, grade: string, received: string]>([
    [0, "met", "as expected"],
    [300, "met", "as expected"],
    [-300, "met", "as expected"],
    [300.5, "tolerated", "300.5 s from now"],
    [-300.5, "tolerated", "-300.5 s from now"],
    [3540, "tolerated", "3540.0 s from now"],
    [-3540, "tolerated", "-3540.0 s from now"],
    [3541, "missed", "3541.0 s from now"],
    [-3541, "missed", "-3541.0 s from now"],
    [Infinity, "missed", "Infinity s from now"],
    [-Infinity, "missed", "-Infinity s from now"],
  ])("%d s from now is %s", (off, grade, received) => {
    expect(finding(NOW + off)).toMatchObject({ grade, received });
  });

  test.each<[JsonValue, string]>([
    [null, "null"],
    ["2026-11-24T12:00:00Z", '"2026-11-24T12:00:00Z"'],
    [[NOW], `[${NOW}]`],
    [false, "false"],
  ])("%j is tolerated as no time", (createdAt, received) => {
    expect(finding(createdAt)).toMatchObject({
      grade: "tolerated",
      alternative: "no time",
      received,
      differences: [{ at: "/cluster/createdAt", received }],
    });
  });

  test("may be left out", () => {
    expect(findingOf(judged({}), "register.created-at")).toMatchObject({
      grade: "tolerated",
      received: "absent",
      differences: [{ absent: true }],
    });
  });

  test("goes by the endpoint's clock, or by ours where that agrees: a Date header may be wrong itself", () => {
    const date = "Thu, 01 Jan 1970 00:01:00 GMT";
    expect(finding(60, date)?.grade).toBe("met");
    expect(finding(NOW, date)?.grade).toBe("met");
    expect(finding(NOW / 2, date)?.grade).toBe("missed");
  });

  test("says within which span it would be met", () => {
    expect(finding(0)?.condition).toEqual({
      members: [{ at: "/cluster/createdAt", secondsFromNow: { from: -3540, to: 3540 } }],
    });
    expect(finding(null)).not.toHaveProperty("condition");
  });
});

test.each<[JsonValue, "met" | "missed"]>([
  ["PENDING", "met"],
  ["CREATING", "met"],
  ["creating", "missed"],
  ["PENDING ", "missed"],
  ["ACTIVE", "missed"],
  ["DELETING", "missed"],
  [["PENDING"], "missed"],
  [null, "missed"],
  [0, "missed"],
])("a first status of %j is %s", (status, grade) => {
  expect(findingOf(judged({ status }), "register.initial-status")).toMatchObject({
    grade,
    expected: "PENDING or CREATING",
    received: JSON.stringify(status),
  });
});

test("a first status of null is absent", () => {
  const finding = findingOf(judged({ status: null }), "register.initial-status");
  expect(finding?.differences).toMatchObject([{ at: "/cluster/status", absent: true }]);
});
