import { expect } from "@jest/globals";
import { needing } from "../../helpers/needs/needing.ts";
import { runScripts } from "../../helpers/finding-scripts.ts";

const { test } = needing("curl");

// More: tests/long/reports/finding-scripts.test.ts.
test("a finding's script exits 1 while the fault is there, 0 where it is not, 2 where nobody answers", async () => {
  const requirement = "list.excludes-connected";
  const { results, left } = await runScripts("list-shows-connected-clusters", { select: [requirement], cases: 0 });
  expect(results).toEqual([{ requirement, faulty: 1, sound: 0, nobody: 2, leftBehind: [] }]);
  expect(left).toEqual([]);
});

test("of a whole service, it makes what the finding is about, and removes it", async () => {
  const requirement = "describe-pod-identity-association.valid";
  const { results } = await runScripts("describe-pod-identity-association.status.wrong", {
    spec: "eks",
    select: [requirement],
  });
  expect(results).toEqual([{ requirement, faulty: 1, sound: 0, nobody: 2, leftBehind: [] }]);
});
