import { describe, expect, test } from "@jest/globals";
import type { Case } from "../../../suites/session/case.ts";
import { runCase, type CaseOutcome } from "../../../suites/run/case-runner.ts";
import { Chance } from "../../../suites/run/chance.ts";
import { scenario } from "../../../suites/session/scenario.ts";
import { aResponse, errorHeaders } from "../made-replies.ts";
import { fakeTarget } from "../fake-target.ts";
import { testContext } from "../test-run.ts";
import { RecordingClock } from "../../helpers/recording-clock.ts";

const CRASH = aResponse({ status: 500, headers: errorHeaders("ServerException"), body: { message: "no" } });

const LISTING: Case = scenario({
  id: "listing",
  requirements: ["list.route"],
  summary: "",
  needs: [],
  effect: "read",
  live: 0,
  run: async (session) => void (await session.call("ListClusters", {})),
});

/** Runs the case against a server that fails with 500 on these requests, counted from 1. */
async function outcomeOf(failing: readonly number[]): Promise<CaseOutcome> {
  const clock = new RecordingClock();
  const target = fakeTarget((_request, number, work) => (failing.includes(number) ? CRASH : work()), {
    now: clock.now,
  });
  const context = testContext({ target, clock });
  context.control.passed = true;
  return runCase(context, LISTING);
}

const crashes = ({ judgements }: Pick<CaseOutcome, "judgements">) =>
  judgements.filter(({ requirement, verdict }) => requirement === "api.no-server-error" && verdict === "fail").length;

describe("a 5xx", () => {
  test("that does not come again is kept beside the outcome", async () => {
    const outcome = await outcomeOf([1]);
    expect(crashes(outcome)).toBe(0);
    expect(outcome.once === undefined ? 0 : crashes(outcome.once)).toBe(1);
  });

  test("that comes again fails", async () => {
    const outcome = await outcomeOf([1, 2]);
    expect(crashes(outcome)).toBe(1);
    expect(outcome.once).toBeUndefined();
  });
});

describe("failures that did not come again", () => {
  const failures = (count: number, outcome: CaseOutcome): Chance => {
    const chance = new Chance();
    for (let each = 0; each < count; each += 1) chance.add(outcome);
    return chance;
  };

  test.each([
    [1, 10, 0],
    [2, 100, 0],
    [3, 149, 3],
    [100, 1_000, 64],
  ])("%i in %i requests: %i count", async (count, requests, counted) => {
    expect(failures(count, await outcomeOf([1])).tooMany(requests)).toHaveLength(counted);
  });
});
