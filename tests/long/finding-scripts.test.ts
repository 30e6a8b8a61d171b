import { expect } from "@jest/globals";
import { runScripts } from "../helpers/finding-scripts.ts";
import { sizes } from "../helpers/soak.ts";
import { needing } from "../helpers/needing.ts";

const { describe, test } = needing("curl");

const FAULTS = [
  "resource-not-found-message-as-object",
  "describe-of-latest-cluster",
  "tag-values-in-lower-case",
  "created-at-iso",
  "activation-code-same-for-all",
  "next-page-skips-a-name",
  "refused-for-its-name-but-registered",
  "success-body-with-trailing-comma",
  "crash-on-nul-in-name",
  "replay-carried-out-again",
  "last-tag-dropped",
  "describe-finds-nothing",
  "deregister-twice-succeeds",
  "name-max-length-not-enforced",
].slice(0, sizes(1, 14));

describe("every finding of a seeded fault has a script that shows it, and is content with a server that has no fault", () => {
  test.each(FAULTS)("%s", async (fault) => {
    const { results, left } = await runScripts(fault);
    expect(results.length).toBeGreaterThan(0);
    for (const result of results) {
      const told = result.untold === undefined ? { faulty: 1, sound: 0, nobody: 2 } : { faulty: 2, sound: 2 };
      expect(result).toMatchObject(told);
    }
    expect(results.some(({ untold }) => untold === undefined)).toBe(true);
    expect(left).toEqual([]);
  });
});

test("a finding of an unsigned registration has one, too", async () => {
  const { results } = await runScripts("unsigned-registrations-accepted", {
    select: ["api.auth.unsigned"],
    auth: true,
    cases: sizes(0, 2),
  });
  expect(results).toEqual([{ requirement: "api.auth.unsigned", untold: undefined, faulty: 1, sound: 0, nobody: 2 }]);
});
