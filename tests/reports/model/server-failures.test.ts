import { expect, test } from "@jest/globals";
import { toleratedFailures } from "../../../reports/model/server-failures.ts";
import { aRecord } from "../producers.ts";

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
