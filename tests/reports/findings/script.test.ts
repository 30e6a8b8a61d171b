import { expect } from "@jest/globals";
import { needing } from "../../helpers/needs/needing.ts";
import { runScripts } from "../../helpers/finding-scripts.ts";

const { describe, test } = needing("curl");

/** The fault, and the requirement that it breaks; signed where signatures are judged. More: tests/long/reports/finding-scripts. */
const FAULTS: readonly (readonly [fault: string, select: string, auth?: boolean])[] = [
  ["last-tag-dropped", "describe.after-register"],
  ["unsigned-registrations-accepted", "api.auth.unsigned", true],
];

describe("a finding's script exits 1 while the fault is there, 0 where it is not, 2 where nobody answers", () => {
  test.each(FAULTS)("%s", async (fault, select, auth = false) => {
    const { results, left } = await runScripts(fault, { select: [select], auth, cases: 0 });
    expect(results).toEqual([
      { requirement: select, untold: undefined, faulty: 1, sound: 0, nobody: 2, leftBehind: [] },
    ]);
    expect(left).toEqual([]);
  });
});

test("a body that came compressed is read as it was before", async () => {
  const requirement = "describe.after-register";
  const at = { select: [requirement], cases: 0, variant: "bodies-compressed" };
  const { results } = await runScripts("last-tag-dropped", at);
  expect(results).toEqual([{ requirement, untold: undefined, faulty: 1, sound: 0, nobody: 2, leftBehind: [] }]);
});

test("of a whole service, it makes what the finding is about, and removes it", async () => {
  const requirement = "describe-pod-identity-association.valid";
  const { results } = await runScripts("describe-pod-identity-association.status.wrong", {
    spec: "eks",
    select: [requirement],
  });
  expect(results).toEqual([{ requirement, untold: undefined, faulty: 1, sound: 0, nobody: 2, leftBehind: [] }]);
});
