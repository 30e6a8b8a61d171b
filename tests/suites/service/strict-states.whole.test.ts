import { describe, expect, test } from "@jest/globals";
import { STRICT_STATES } from "#reference/service/strict-states.ts";
import { answered, runWhole, withVerdict } from "./whole-service.ts";

const select = [
  "update-cluster-version.*",
  "associate-encryption-config.*",
  "update-nodegroup-version.*",
  "activate-certificate-authority.*",
  "create-certificate-authority.*",
  "cancel-update.*",
];

describe("a target that refuses what a resource is past", () => {
  test("is judged by resources in the right state, and comes out 0", async () => {
    const run = await runWhole({ habits: STRICT_STATES, select });
    expect(withVerdict(run, "fail", "warn", "inconclusive")).toEqual([]);
    expect(run.record.outcome.exitCode).toBe(0);
    expect(run.left).toEqual([]);
    expect(Object.fromEntries(run.verdicts)).toMatchObject({
      "update-cluster-version.force.type.accepts": "pass",
      "update-cluster-version.version.required": "pass",
      "associate-encryption-config.encryption-config.max-items": "pass",
      "update-nodegroup-version.client-request-token.type.accepts": "pass",
      "activate-certificate-authority.client-request-token.type.accepts": "pass",
      "create-certificate-authority.client-request-token.type.accepts": "pass",
      "cancel-update.valid": "not-applicable",
    });
  });

  test("is charged with what it takes although it breaks a limit, or refuses although it keeps one", async () => {
    const takes = await runWhole({
      habits: { ...STRICT_STATES, enforces: (_operation, { keyword }) => keyword !== "max" },
      select: ["associate-encryption-config.encryption-config.max-items"],
    });
    expect(takes.verdicts.get("associate-encryption-config.encryption-config.max-items")).toBe("fail");
    const refuses = await runWhole({
      habits: STRICT_STATES,
      instead: ({ body, path }) =>
        path.endsWith("/updates") && String(body).includes('"force":null')
          ? answered(400, { message: "No." }, "InvalidParameterException")
          : undefined,
      select: ["update-cluster-version.force.type.accepts"],
    });
    expect(refuses.verdicts.get("update-cluster-version.force.type.accepts")).toBe("fail");
    expect([...takes.left, ...refuses.left]).toEqual([]);
  });

  test("is asked of one that was made earlier, where what it makes by itself is past the state from the start", async () => {
    const run = await runWhole({
      habits: {
        ...STRICT_STATES,
        takes: ({ name }, input) => (name === "CreateCluster" ? { version: "1.36", ...input } : input),
        bars: (operation, resource, sent) =>
          sent["version"] === "1.37" ? "There is none." : STRICT_STATES.bars?.(operation, resource, sent),
      },
      select: ["update-cluster-version.*"],
    });
    expect(withVerdict(run, "fail", "warn", "inconclusive")).toEqual([]);
    expect(run.verdicts.get("update-cluster-version.applied")).toBe("pass");
    expect(run.left).toEqual([]);
  });

  test("has hardly more at one time than another", async () => {
    const sound = await runWhole({ select, maxLive: 3 });
    const run = await runWhole({ habits: STRICT_STATES, select, maxLive: 3 });
    expect(withVerdict(run, "fail", "warn", "inconclusive")).toEqual([]);
    expect(run.mostAlive).toBeLessThanOrEqual(sound.mostAlive + 1);
    expect(run.left).toEqual([]);
  });
});
