import { describe, expect, test } from "@jest/globals";
import { hostileTarget, type Answer } from "./hostile-target.ts";
import { hostileRun, SOAK } from "./hostile-run.ts";

const ALL: readonly Answer[] = [400, 401, 403, 404, 405, 409, 429, 500, 501, 502, 503, 504, "cut off"];
const FEW: readonly (readonly [Answer, number])[] = [
  [400, 2],
  [401, 1],
  [403, 2],
  [404, 1],
  [405, 1],
  [500, 2],
  [501, 1],
  [504, 1],
  ["cut off", 2],
];
const CASES = SOAK > 0 ? ALL.flatMap((answer) => [1, 2, 20].map((every) => [answer, every] as const)) : FEW;

describe("a target that does the work and does not say so is left with nothing", () => {
  test.each(CASES)("answered %s, every %i", async (answer, every) => {
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
