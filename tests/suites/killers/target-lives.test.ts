import { describe, expect, test } from "@jest/globals";
import { runCase } from "../../../suites/run/rounds/run-rounds.ts";
import { targetLives } from "../../../suites/killers/target-lives.ts";
import { aCase } from "../../helpers/test-case.ts";
import { testContext } from "../test-run.ts";

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
