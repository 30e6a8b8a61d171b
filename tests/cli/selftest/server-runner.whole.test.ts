import { describe, expect, test } from "@jest/globals";
import { ServerRunner } from "#cli/selftest/server-runner.ts";

// Whole runs: tests/long/verdicts/variants-in-memory.test.ts and selftest.test.ts.
describe("a run in memory until the fault is caught", () => {
  const options = { seed: 3, cases: 0, untilCaught: true };
  const fault = { kind: "fault", id: "tags-limit-not-enforced" } as const;

  test("comes out the same each time, and judges no more than it must", async () => {
    const runner = new ServerRunner(options);
    const first = await runner.run(fault);
    expect(first.findings).toContainEqual(
      expect.objectContaining({ requirement: "register.tags.max-properties", verdict: "fail" }),
    );
    expect(Object.values(first.verdicts)).toContain("MUST disabled");
    expect(await runner.run(fault)).toEqual(first);
  });

  test.each([
    ["of a SHOULD", "max-results-minimum-0", "list.max-results.minimum", "warn"],
    ["of a SHOULD about bodies", "json-trailing-text-accepted", "api.body.trailing-text", "warn"],
    ["of a MUST", "unsigned-reads-accepted", "api.auth.unsigned", "fail"],
  ])("begins with what the fault breaks, and ends there: %s", async (_what, id, requirement, verdict) => {
    const { findings, requests } = await new ServerRunner(options).run({ kind: "fault", id });
    expect(findings).toContainEqual(expect.objectContaining({ requirement, verdict }));
    expect(requests).toBeLessThan(100);
  });
});

describe("a run in memory against what is taken for EKS itself", () => {
  const runner = new ServerRunner({ seed: 3, cases: 1, kind: "aws" });

  test("is content with a server that conforms, within the registrations that an account may have", async () => {
    const { verdict, exitCode, left } = await runner.run({ kind: "variant", id: "capital-Message" });
    expect(verdict).toBe("conformant");
    expect(exitCode).toBe(0);
    expect(left).toEqual([]);
  });

  test("finds a fault of one that does not", async () => {
    const { findings } = await runner.run({ kind: "fault", id: "tags-limit-not-enforced" });
    expect(findings.map(({ requirement }) => requirement)).toContain("register.tags.max-properties");
  });
});
