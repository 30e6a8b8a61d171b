import { describe, test } from "@jest/globals";
import { onlyRequirements } from "#tests/suites/bundled-contract.ts";
import { fewOfEach } from "#tests/suites/test-run.ts";
import { expectFindings, ODD_SHAPES } from "./odd-shapes.ts";

/** What tells of clusters, and of the other parts a little; all of it: tests/long/verdicts/odd-shapes.test.ts. */
const FEWER = onlyRequirements(
  /^(register\.(route|cluster|arn|echo|token\.again|name\.max|response)|describe|deregister|list|api\.route)[.-]?/,
);

describe("an odd shape of answer is a finding about the target, never a bug of the suite", () => {
  test.each(ODD_SHAPES)("%s", (_what, change, failing) =>
    expectFindings(change, failing, { requirements: FEWER, plan: fewOfEach }),
  );
});
