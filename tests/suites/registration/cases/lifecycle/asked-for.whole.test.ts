import { describe, expect, test } from "@jest/globals";
import type { Count } from "#custody/looking/count-registered.ts";
import type { ReferenceDependencies, ReferenceOptions } from "#reference/server/options.ts";
import { askedForCases } from "#suites/registration/cases/lifecycle/asked-for.ts";
import type { Judgement } from "#suites/record/record.ts";
import { type Features, KIND_SETTINGS } from "#suites/plan/target-kind-settings.ts";
import { runCase } from "#suites/registration/run-case.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import { fakeTarget } from "#tests/suites/fake-target.ts";
import { SETTINGS, testContext } from "#tests/suites/test-run.ts";

/** What the only case judges of a server. */
async function judged(
  features: Features,
  server: ReferenceOptions & ReferenceDependencies = {},
  others?: Count,
): Promise<{ judgement: Judgement | undefined; left: number }> {
  const clock = new RecordingClock();
  const target = fakeTarget(undefined, { now: clock.now, ...server });
  const settings = { ...SETTINGS, features };
  const context = { ...testContext({ target, clock, settings }), others };
  context.control.passed = true;
  const [subject] = askedForCases(settings);
  if (subject === undefined) throw new Error("no case");
  const { judgements } = await runCase(context, subject);
  const judgement = judgements.findLast(({ requirement }) => requirement === subject.requirements[0]);
  return { judgement, left: target.reference.clusterNames().length };
}

describe("a quota", () => {
  test.each([
    ["is met where it is refused to go beyond it", 3, {}, undefined, "pass"],
    ["is not met where there is none", undefined, {}, undefined, "fail"],
    ["is left open where a registration is refused too soon", 2, {}, undefined, "inconclusive"],
    ["is left open where others have clusters too", undefined, {}, { count: 2, atLeast: false }, "inconclusive"],
    [
      "is left open where nobody knows how many others have",
      undefined,
      {},
      { count: 0, atLeast: true },
      "inconclusive",
    ],
  ] as const)("%s", async (_what, quota, server, others, verdict) => {
    const limited = quota === undefined ? server : { ...server, quota };
    expect(await judged({ quota: 3 }, limited, others)).toMatchObject({ judgement: { verdict }, left: 0 });
  });
});

describe("the default page", () => {
  test("holds no more than 100 names", async () => {
    expect(await judged({ "default-page": "required" })).toMatchObject({ judgement: { verdict: "pass" }, left: 0 });
  });

  test.each(["default-page-without-limit", "default-page-is-all-there-is"])("%s fails", async (fault) => {
    const { judgement } = await judged({ "default-page": "required" }, { fault });
    expect(judgement).toMatchObject({ verdict: "fail" });
  });
});

describe("what takes many clusters is tried", () => {
  const planned = (kind: "emulator" | "aws", features: Features): string[] =>
    askedForCases({ ...KIND_SETTINGS[kind], features }).map(({ id }) => id);

  test("only where it is asked for", () => {
    expect(planned("emulator", {})).toEqual([]);
    expect(planned("emulator", { quota: 10 })).toEqual(["lifecycle/quota"]);
  });

  test("on aws for a quota alone", () => {
    expect(planned("aws", { quota: 10, "default-page": "required" })).toEqual(["lifecycle/quota"]);
  });

  test("for a page where the quota has room for it", () => {
    expect(planned("emulator", { quota: 100, "default-page": "required" })).toEqual(["lifecycle/quota"]);
  });
});
