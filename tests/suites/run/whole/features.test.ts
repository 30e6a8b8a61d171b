import { describe, expect, test } from "@jest/globals";
import { findById } from "#reference/find-by-id.ts";
import { FAULTS } from "#reference/faults.ts";
import { VARIANTS } from "#reference/variants.ts";
import { runSuite } from "#suites/registration/registration-run.ts";
import type { Features, FeatureState } from "#suites/plan/target-kind-settings.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import { fakeTarget } from "#tests/suites/fake-target.ts";
import { SETTINGS, testRun } from "#tests/suites/test-run.ts";

/** A run against an endpoint without operations on tags. */
async function runWithoutTags(tags: FeatureState) {
  const clock = new RecordingClock();
  const { patch } = findById("variant", VARIANTS, "no-tagging");
  const target = fakeTarget(undefined, { now: clock.now, patches: [patch] });
  const settings = { ...SETTINGS, features: { ...SETTINGS.features, tags } };
  const record = await runSuite(testRun({ clock, target, settings, cases: [] }));
  const about = record.requirements.filter(({ operation }) => operation === "TagResource");
  return { record, verdicts: new Set(about.map(({ verdict }) => verdict)), reason: about[0]?.reason };
}

test("what a target may lack is not applicable where it lacks it, and fails nothing", async () => {
  const { verdicts, reason, record } = await runWithoutTags("detect");
  expect([...verdicts]).toEqual(["not-applicable"]);
  expect(reason).toBe("TagResource is not there, and not required: --feature tags=required");
  expect(record.outcome.verdict).toBe("conformant");
  const { verdict } = record.operations.find(({ id }) => id === "TagResource") ?? {};
  expect(verdict).toBe("not-implemented");
});

test("a target that is held to a feature must have it", async () => {
  const { verdicts, record } = await runWithoutTags("required");
  expect([...verdicts]).toEqual(["not-implemented"]);
  expect(record.outcome.verdict).toBe("non-conformant");
});

describe("without RegisterCluster, what it is to refuse", () => {
  const { patch } = findById("fault", FAULTS, "emulator-register-below-a-cluster");
  const judged = async (id: string, asked: Features) => {
    const clock = new RecordingClock();
    const target = fakeTarget(undefined, { now: clock.now, patches: [patch] });
    const settings = { ...SETTINGS, features: { ...SETTINGS.features, ...asked } };
    const { requirements } = await runSuite(testRun({ clock, target, settings, cases: [] }));
    return requirements.find((requirement) => requirement.id === id);
  };

  test.each([
    ["register.quota", "quota=N", { quota: 5 }],
    ["api.auth.no-permission", "no-permission=PROFILE", { "no-permission": { profile: "other" } }],
  ])("is not applicable until it is asked for: %s by --feature %s", async (id, flag, asked) => {
    expect(await judged(id, {})).toMatchObject({
      verdict: "not-applicable",
      reason: expect.stringContaining(`RegisterCluster is not there, and not required: --feature ${flag}`),
    });
    expect(await judged(id, asked)).toMatchObject({ verdict: "not-implemented" });
  });
});
