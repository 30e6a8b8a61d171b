import { expect } from "@jest/globals";
import { needing } from "../../helpers/needs/needing.ts";
import { type ScriptRunOptions, runScripts } from "../../helpers/finding-scripts.ts";

const { describe, test } = needing("curl");

/** The fault, the requirement that it breaks, and how the servers are otherwise. More: tests/long/reports/finding-scripts. */
const FAULTS: readonly (readonly [fault: string, select: string, servers: ScriptRunOptions])[] = [
  ["last-tag-dropped", "describe.after-register", { variant: "bodies-compressed" }],
  ["list-shows-connected-clusters", "list.excludes-connected", {}],
  ["unsigned-registrations-accepted", "api.auth.unsigned", { auth: true }],
];

describe("a finding's script exits 1 while the fault is there, 0 where it is not, 2 where nobody answers", () => {
  test.each(FAULTS)("%s", async (fault, select, servers) => {
    const { results, left } = await runScripts(fault, { select: [select], cases: 0, ...servers });
    expect(results).toEqual([{ requirement: select, faulty: 1, sound: 0, nobody: 2, leftBehind: [] }]);
    expect(left).toEqual([]);
  });
});

test("of a whole service, it makes what the finding is about, and removes it", async () => {
  const requirement = "describe-pod-identity-association.valid";
  const { results } = await runScripts("describe-pod-identity-association.status.wrong", {
    spec: "eks",
    select: [requirement],
  });
  expect(results).toEqual([{ requirement, faulty: 1, sound: 0, nobody: 2, leftBehind: [] }]);
});
