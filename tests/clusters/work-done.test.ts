import { afterEach, describe, expect, test } from "@jest/globals";
import { hostileTarget, type Answer } from "./hostile-target.ts";
import { hostileRun } from "./hostile-run.ts";
import { closeOpened } from "../endpoint/loopback.ts";

afterEach(closeOpened);

// Many more of them are in tests/long/work-done.test.ts.
const FEW: readonly (readonly [Answer, number])[] = [
  [404, 1],
  [504, 1],
];

describe("a target that does the work and does not say so is left with nothing", () => {
  test.each(FEW)("answered %s, every %i", async (answer, every) => {
    const server = await hostileTarget({ insteadOfSuccess: { every, answer } });
    const { record, outstanding } = await hostileRun(server);
    expect(server.ours()).toEqual([]);
    expect(record.clusters.left).toEqual([]);
    expect(outstanding).toEqual([]);
  });

  test("the finding says what it did", async () => {
    const server = await hostileTarget({ insteadOfSuccess: { every: 2, answer: 500 } });
    const { record } = await hostileRun(server);
    const found = record.requirements.find(({ id }) => id === "register.rejected-leaves-no-state");
    const words = found?.cases.map(({ judgement }) => judgement.received).join("\n");
    expect(found?.verdict).toBe("fail");
    expect(words).toMatch(/a cluster named ".*", although the registration was answered 500 WorkDoneAllTheSame/);
  });

  test("without a list, too", async () => {
    const server = await hostileTarget({ insteadOfSuccess: { every: 2, answer: 500 }, noList: true });
    const { outstanding } = await hostileRun(server);
    expect(server.ours()).toEqual([]);
    // No path can name the empty name, so nothing but a list can prove it absent.
    expect(outstanding.filter(({ name }) => name !== "")).toEqual([]);
  });
});
