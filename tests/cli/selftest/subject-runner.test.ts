import { describe, expect, test } from "@jest/globals";
import { SubjectRunner } from "../../../cli/selftest/subject-runner.ts";

// Whole runs: conforming-variants.test.ts and tests/long/verdicts/selftest.test.ts.
describe("a run in memory until the fault is caught", () => {
  const options = { seed: 3, cases: 0, untilCaught: true };
  const fault = { kind: "fault", id: "tags-limit-not-enforced" } as const;

  test("comes out the same each time, and judges no more than it must", async () => {
    const runner = new SubjectRunner(options);
    const first = await runner.run(fault);
    expect(first.findings).toContainEqual(
      expect.objectContaining({ requirement: "register.tags.max-properties", verdict: "fail" }),
    );
    expect(Object.values(first.verdicts)).toContain("inconclusive");
    expect(await runner.run(fault)).toEqual(first);
  });
});
