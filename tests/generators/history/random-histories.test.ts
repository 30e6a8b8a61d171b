import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { registerFree } from "../../../generators/history/history-commands.ts";
import { HistoryMismatch, type HistoryExpectation } from "../../../generators/history/history-system.ts";
import { FakeRegister, type Faults } from "../fake-register.ts";
import { historyCommands, randomHistories, runHistory } from "../../../generators/history/random-histories.ts";

const NAMES = ["one", "two", "three"];

async function mismatches(faults: Faults): Promise<Set<HistoryExpectation>> {
  const found = new Set<HistoryExpectation>();
  for (const { commands } of randomHistories(1, 300)) {
    try {
      await runHistory(new FakeRegister(faults), commands, NAMES);
    } catch (error) {
      if (!(error instanceof HistoryMismatch)) throw error;
      found.add(error.foretold.expectation);
    }
  }
  return found;
}

describe("histories", () => {
  test("hold on a register that keeps its promises", async () => {
    expect(await mismatches({})).toEqual(new Set());
  });

  test.each<[keyof Faults, HistoryExpectation[]]>([
    ["overwrites", ["register-taken"]],
    ["replaysAnew", ["register-replay"]],
    ["forgetsDeregistration", ["describe-absent", "list-gone", "register-again"]],
    ["reusesActivation", ["register-again"]],
    ["listsConnected", ["list-without-connected"]],
    ["hidesSecond", ["list-all"]],
    ["ignoresPageSize", ["list-page-size"]],
    ["deregistersAnything", ["deregister-absent"]],
  ])("find a register that %s", async (fault, expected) => {
    const found = await mismatches({ [fault]: true });
    for (const expectation of expected) expect(found).toContain(expectation);
  });

  test("shrink to the shortest that shows the fault", async () => {
    const outcome = await fc.check(
      fc.asyncProperty(historyCommands(), (commands) =>
        runHistory(new FakeRegister({ overwrites: true }), commands, NAMES),
      ),
      { seed: 1 },
    );
    expect(String(outcome.counterexample?.[0])).toMatch(/^register\(free \d\),register\(taken \d\)/);
  });

  test("are the same for the same seed, and long enough", () => {
    const texts = (seed: number) => Array.from(randomHistories(seed, 30), ({ key, steps }) => [key, ...steps]);
    expect(texts(3)).toEqual(texts(3));
    expect(texts(3)).not.toEqual(texts(4));
    expect(Math.max(...texts(3).map(([_key, ...steps]) => steps.length))).toBe(12);
  });

  test("let what the system throws pass through", async () => {
    const silent = new FakeRegister();
    silent.register = () => Promise.reject(new Error("no connection"));
    await expect(runHistory(silent, [registerFree(0)], NAMES)).rejects.toThrow("no connection");
  });
});
