import { afterEach, describe, expect, test } from "@jest/globals";
import { hostileRun, SOAK } from "#tests/custody/hostile-run.ts";
import { hostileTarget, type Answer } from "#tests/helpers/servers/hostile-target.ts";
import { closeOpened } from "#tests/helpers/servers/loopback.ts";

afterEach(closeOpened);

const ALL: readonly Answer[] = [400, 401, 403, 404, 405, 409, 429, 500, 501, 502, 503, 504, "cut off"];
const FEW: readonly (readonly [Answer, number])[] = [
  [401, 1],
  [405, 1],
  [501, 1],
  ["cut off", 2],
];
const CASES = SOAK > 0 ? ALL.flatMap((answer) => [1, 2, 20].map((every) => [answer, every] as const)) : FEW;

/** Looks that names of a run have, each on few of them. */
const LOOKS: readonly (readonly [string, RegExp])[] = [
  ["of one character", /^.$/],
  ["of a hundred characters", /^.{100}$/],
  ["without a hyphen", /^[^-]+$/],
  ["with an underscore", /_/],
];

/** Each look with both answers; in the small size with one of them, in turn. */
const LOOKED_AT = LOOKS.flatMap(([look, names], at) =>
  ([400, 504] as const).filter((_, of) => SOAK > 0 || at % 2 === of).map((answer) => [look, answer, names] as const),
);

describe("a target that does the work and does not say so is left with nothing", () => {
  test.each(CASES)("answered %s, every %i", async (answer, every) => {
    const server = await hostileTarget({ insteadOfSuccess: { every, answer } });
    const slow = answer === 429 || answer === 503;
    const { record, outstanding } = await hostileRun(server, {}, { series: answer !== 429, slow });
    expect(server.ours()).toEqual([]);
    expect(record.clusters.left).toEqual([]);
    expect(outstanding).toEqual([]);
  });

  test.each(LOOKED_AT)("for names %s, answered %s", async (_look, answer, names) => {
    const server = await hostileTarget({ insteadOfSuccess: { every: 1, answer, names } });
    const { record, outstanding } = await hostileRun(server, {}, { series: true });
    expect(server.chosen()).toBeGreaterThan(0);
    expect(server.ours()).toEqual([]);
    expect(record.clusters.left).toEqual([]);
    expect(outstanding).toEqual([]);
  });
});
