import { expect, test } from "@jest/globals";
import { runSuite } from "#suites/registration/registration-run.ts";
import { testRun } from "#tests/suites/test-run.ts";

test("a run's record tells what its requests and answers showed, and names the rest", async () => {
  const record = await runSuite(testRun({ only: new Set() }));
  const parts = Object.fromEntries((record.coverage ?? []).map((part) => [part.part, part]));
  expect(parts["operations"]?.never).not.toContain("RegisterCluster");
  expect(parts["statuses"]?.never).not.toContain("RegisterCluster 200");
  expect(parts["constraints-broken"]?.never).toContain("register.name.pattern");
});
