import { expect, test } from "@jest/globals";
import { columnsOf, triedRows } from "#reports/model/standing/tried.ts";
import { anOperation, aRecord, aRequirement } from "#tests/reports/producers.ts";

const record = aRecord({
  operations: [
    {
      ...anOperation("Make"),
      tried: [
        { kind: "control", area: "routing", cases: 1 },
        { kind: "boundary", area: "input-constraints", cases: 10 },
        { kind: "one-fault", area: "input-constraints", cases: 5 },
        { kind: "scenario", area: "authentication", cases: 4 },
        { kind: "scenario", area: "concurrency", cases: 3 },
        { kind: "history", area: "lifecycle", cases: 2 },
      ],
    },
    anOperation("Show"),
  ],
  requirements: [
    aRequirement({ id: "a", operation: "Make", verdict: "not-applicable", reason: "not exercised: it never came" }),
    aRequirement({ id: "b", operation: "Make", verdict: "not-applicable", reason: "not exercised: it never came" }),
    aRequirement({ id: "c", operation: "Make", verdict: "inconclusive", reason: "throttled" }),
    aRequirement({ id: "d", operation: "Show", verdict: "pass" }),
  ],
});

test("what was tried of an operation stands in a column by its sort, and what was not with its reasons", () => {
  expect(triedRows(record)).toEqual([
    {
      operation: "Make",
      requests: expect.any(Number),
      cases: { plain: 1, limits: 15, signing: 4, races: 3, stories: 2 },
      missing: ["2: it never came", "1: throttled"],
    },
  ]);
});

test("columns are those of which something was tried", () => {
  expect(columnsOf(triedRows(record))).toEqual(["plain", "limits", "signing", "races", "stories"]);
  expect(columnsOf([])).toEqual([]);
});
