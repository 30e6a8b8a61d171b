import { expect } from "@jest/globals";
import { needing } from "#tests/helpers/needs/needing.ts";
import { runFiles, TOLD } from "#tests/helpers/finding-files.ts";

const { test } = needing("Hurl");

// More: tests/long/reports/finding-files.test.ts.
test("a finding's file fails while the fault is there, and where nobody answers, and holds where it is not", async () => {
  const requirement = "list.excludes-connected";
  const { results, left } = await runFiles("list-shows-connected-clusters", { select: [requirement], cases: 0 });
  expect(results).toEqual([{ requirement, ...TOLD }]);
  expect(left).toEqual([]);
});

test("of a whole service, it makes what the finding is about, and removes it", async () => {
  const requirement = "describe-pod-identity-association.valid";
  const select = [requirement];
  const { results } = await runFiles("describe-pod-identity-association.status.wrong", { spec: "eks", select });
  expect(results).toEqual([{ requirement, ...TOLD }]);
});
