import { describe, expect, test } from "@jest/globals";
import { SITUATIONS } from "#scripts/bounds/bounds-situations.ts";
import { roughRun } from "#tests/helpers/rough/rough-run.ts";

/** Requests a second of a run on two idle cores, whose time this clock does not count. */
const AT_WORK = 2_000;

/** Whatever happens at a certain request, or ends the target, takes a process: `npm run bounds`. */
const UNTIMED = Object.entries(SITUATIONS).flatMap(([name, situation]) => {
  const { seconds, treat, flags, interruptAt, changesAt } = situation;
  const isHere = treat !== undefined && flags === undefined && interruptAt === undefined && changesAt === undefined;
  return seconds !== undefined && isHere ? [{ name, situation, seconds }] : [];
});

describe("what a run waits for ends within its bound, whatever it is that is slow", () => {
  test.each(UNTIMED)("$name", async ({ situation, seconds }) => {
    const { record, tookS } = await roughRun(situation);
    expect(situation.codes).toContain(record.outcome.exitCode);
    expect(tookS + record.traffic.requests / AT_WORK).toBeLessThan(seconds);
  });
});

test.each(["long-names", "provider", "eks-names", "eks-values"])(
  "%s: what has nothing to do with it is judged, all of it",
  async (name) => {
    const situation = SITUATIONS[name];
    if (situation === undefined) throw new Error(`no situation is called ${name}`);
    const { record } = await roughRun(situation);
    const met = record.requirements.filter(({ verdict }) => verdict === "pass");
    expect(met.length).toBeGreaterThan(0.5 * record.requirements.length);
  },
);
