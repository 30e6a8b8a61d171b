import { expect, test } from "@jest/globals";
import { renderTrendBadge } from "#reports/trend-badge.ts";
import type { RunRecord } from "#suites/record/record.ts";
import type { Verdict } from "#suites/record/verdicts/verdict.ts";
import { aRecord, aRequirement } from "./producers.ts";

function run(...verdicts: readonly Verdict[]): RunRecord {
  return aRecord({
    requirements: verdicts.map((verdict, index) => aRequirement({ id: `register.${index}`, verdict })),
  });
}

function badgeOf(...records: readonly RunRecord[]): unknown {
  return JSON.parse(renderTrendBadge(records));
}

test("it tells from where the target came, and is green after a run that is better than the one before", () => {
  expect(badgeOf(run("fail", "fail"), run("fail", "fail"), run("pass", "fail"))).toEqual({
    schemaVersion: 1,
    label: "EKS conformance over time (emulator)",
    message: "MUST 0/2 → 1/2 in 3 runs",
    color: "brightgreen",
  });
});

test("it is red where something newly fails, however much better the target is than at first", () => {
  expect(badgeOf(run("fail", "fail", "fail"), run("pass", "pass", "fail"), run("pass", "fail", "pass"))).toMatchObject({
    message: "MUST 0/3 → 2/3 in 3 runs, 1 newly failing",
    color: "red",
    isError: true,
  });
});

test.each([
  ["one run", [run("pass", "fail")], "MUST 1/2"],
  ["runs that end alike", [run("pass", "fail"), run("pass", "fail")], "MUST 1/2 → 1/2 in 2 runs"],
])("%s is blue", (_what, records, message) => {
  expect(badgeOf(...records)).toMatchObject({ message, color: "blue" });
});
