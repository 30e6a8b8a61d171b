import { expect, test } from "@jest/globals";
import { notTested } from "../../../reports/model/not-tested.ts";
import { aRecord, aRequirement } from "../producers.ts";
import { interrupted } from "../records.ts";

test("what was not tested is grouped by verdict and reason, the gravest first", () => {
  expect(notTested(interrupted).map(({ verdict, reason }) => [verdict, reason])).toEqual([
    ["error", "TypeError in the oracle: please report."],
    ["disabled", "Not selected."],
  ]);
  const shared = aRecord({
    requirements: ["r.a", "r.b"].map((id) => aRequirement({ id, verdict: "not-applicable", reason: "No auth." })),
  });
  expect(notTested(shared).map(({ requirements }) => requirements.length)).toEqual([2]);
});
