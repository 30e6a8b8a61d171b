import { describe, expect, test } from "@jest/globals";
import { ServerRunner } from "#cli/selftest/server-runner.ts";
import { VARIANTS } from "#reference/variants.ts";

// Nothing here is a fault to be caught, so each run is a whole one.
const runner = new ServerRunner({ seed: 7, cases: 0, untilCaught: true });

// The selftest runs every one of them; here are two.
const SOME = VARIANTS.filter(({ id }) =>
  ["repeat-with-another-activation-code", "reads-are-now-and-then-behind"].includes(id),
);

describe("a target that conforms in another way comes out 0, and no cluster is left on it", () => {
  test.each(SOME.map(({ id }) => id))("%s", async (id) => {
    const result = await runner.run({ kind: "variant", id });
    expect(result.findings.filter(({ verdict }) => verdict !== "warn")).toEqual([]);
    expect(result).toMatchObject({ verdict: "conformant", exitCode: 0, left: [] });
    expect(Object.values(result.verdicts).join()).not.toContain("inconclusive");
  });
});
