import { describe, expect, test } from "@jest/globals";
import { hostileRun, SOAK } from "../clusters/hostile-run.ts";
import { hostileTarget, type Answer } from "../clusters/hostile-target.ts";

const ALL: readonly Answer[] = [400, 401, 403, 404, 405, 409, 429, 500, 501, 502, 503, 504, "cut off"];
const FEW: readonly (readonly [Answer, number])[] = [
  [400, 2],
  [401, 1],
  [403, 2],
  [405, 1],
  [501, 1],
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
});
