import { describe, expect, test } from "@jest/globals";
import { runCase } from "#suites/registration/run-case.ts";
import { targetLives } from "#suites/run/open-run.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import { aCase } from "#tests/helpers/test-case.ts";
import { runSuite } from "#suites/registration/registration-run.ts";
import type { PlannedRequirement } from "#suites/record/events.ts";
import { planned } from "#tests/suites/bundled-contract.ts";
import { fakeTarget, type Fate } from "#tests/suites/fake-target.ts";
import { testContext, testRun } from "#tests/suites/test-run.ts";

function mortal() {
  return { deaths: 0, ready: () => undefined };
}

test("a target that nobody starts again has no lives", () => {
  expect(targetLives(undefined)).toBeUndefined();
});

test("cases share the target until it has died; then each has it alone", async () => {
  const lifeline = mortal();
  const lives = targetLives(lifeline);
  const [first, second] = [await lives?.turn(), await lives?.turn()];
  expect(first?.alone).toBe(false);
  expect(second?.alone).toBe(false);
  lifeline.deaths = 1;
  const order: string[] = [];
  const third = lives?.turn().then((turn) => {
    order.push("third begins");
    return turn;
  });
  expect(await first?.end()).toBe(true);
  order.push("second ends");
  await second?.end();
  expect((await third)?.alone).toBe(true);
  expect(order).toEqual(["second ends", "third begins"]);
});

describe("a failing case", () => {
  async function roundsOf(deathsBefore: number): Promise<number> {
    const lifeline = { ...mortal(), deaths: deathsBefore };
    const context = { ...testContext(), lives: targetLives(lifeline) };
    let rounds = 0;
    const subject = aCase((session) => {
      rounds += 1;
      if (rounds === 1) lifeline.deaths += 1;
      session.judge("register.route", { grade: "missed", expected: "x", received: "y" }, session.lastExchange);
      return Promise.resolve();
    });
    await runCase(context, subject);
    return rounds;
  }

  test("is run again where the target died while others were under way", async () => {
    expect(await roundsOf(0)).toBe(2);
  });

  test("is not where it had the target to itself: the death is its own doing", async () => {
    expect(await roundsOf(1)).toBe(1);
  });
});

describe("a target that dies of a tagging, is started again and knows its clusters no more", () => {
  const TAGGING = "tags/scenario/registered-cluster";

  async function recordOf(requirements: readonly PlannedRequirement[]) {
    const lifeline = mortal();
    let life = fakeTarget();
    const answer = async (request: WireRequest): Promise<Fate> => {
      const { response } = (await life.send(request)).last;
      return response ?? "reset";
    };
    const target = fakeTarget(async (request) => {
      if (request.method !== "POST" || !request.path.startsWith("/tags/")) return answer(request);
      lifeline.deaths += 1;
      life = fakeTarget();
      return ["reset", await answer(request)];
    });
    return runSuite(testRun({ target, lifeline, requirements, only: new Set([TAGGING]) }));
  }

  test("fails api.answers with the tagging, and nothing else with what the next life did not know", async () => {
    const { requirements } = await recordOf(planned);
    const failing = requirements.filter(({ verdict }) => verdict === "fail");
    expect(failing.map(({ id }) => id)).toEqual(["api.answers"]);
    const found = failing[0]?.cases.find(({ verdict }) => verdict === "fail");
    expect(found?.exchanges[found.judgement.exchange ?? -1]?.request).toMatchObject({
      method: "POST",
      path: expect.stringMatching(/^\/tags\//),
    });
    expect(found?.judgement.received).toMatch(/^no response .*, and the target died$/);
    const undecided = requirements.filter(({ reason }) => reason === "the target died before it could be judged");
    expect(undecided.map(({ id }) => id)).toContain("tag-resource.valid");
  });

  test("names the tagging where api.answers is not selected, too", async () => {
    const excluded = { verdict: "disabled", reason: "not selected" } as const;
    const selected = planned.map((each) => (each.id.startsWith("register.") ? each : { ...each, excluded }));
    const { run } = await recordOf(selected);
    expect(run.gone).toMatch(
      /^The target died \d times during the run .* It died of TagResource with .* \(case tag-resource\/control\)/,
    );
  });
});
