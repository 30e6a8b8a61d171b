import { expect, test } from "@jest/globals";
import { failuresTitle, toleratedFailures } from "#reports/model/standing/server-failures.ts";
import { aRecord, aRequirement } from "#tests/reports/producers.ts";

test("what failed every time is no chance, and not told as such", () => {
  const { traffic } = aRecord();
  const failures = [
    { operation: "RegisterCluster", answer: "nothing", failures: 1, requests: 1 },
    { operation: "ListClusters", answer: "500", failures: 1, requests: 60 },
  ];
  expect(toleratedFailures(aRecord({ traffic: { ...traffic, failures } }))).toEqual([
    "ListClusters answered 500 to 1 of 60 requests",
  ]);
});

test.each([
  ["pass", "Failed now and then, tolerated as chance"],
  ["disabled", "Failed, which this run does not judge (api.answers, api.no-server-error)"],
] as const)("where api.answers is %s, the heading says %s", (verdict, title) => {
  expect(failuresTitle({ requirements: [aRequirement({ id: "api.answers", verdict })] })).toBe(title);
});
