import { expect, test } from "@jest/globals";
import { registryServer } from "#tests/helpers/broken/registry.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import { runSuite } from "#suites/registration/registration-run.ts";
import { planned } from "#tests/suites/bundled-contract.ts";
import { fakeTarget } from "#tests/suites/fake-target.ts";
import { SETTINGS, testRun } from "#tests/suites/test-run.ts";

const ABOUT = "register.name.max-length";
const CASES = 40;

/** How many random cases there are about a limit of the name, and what came of it. */
async function randomCases(validates: boolean) {
  const clock = new RecordingClock();
  const target = fakeTarget(registryServer({ stores: true, validates }, clock.now), { now: clock.now });
  const settings = { ...SETTINGS, casesPerConstraint: CASES };
  const requirements = planned.filter(({ id }) => id === ABOUT);
  const options = testRun({ clock, target, settings, requirements });
  const record = await runSuite(options);
  const fired = options.events.filter((event) => event.type === "case" && event.kind === "one-fault");
  return { count: fired.length, verdict: record.requirements.find(({ id }) => id === ABOUT)?.verdict };
}

test("what has failed a dozen times is told, and not counted up to the last random case", async () => {
  const { count, verdict } = await randomCases(false);
  expect(verdict).toBe("fail");
  expect(count).toBeLessThan(15);
});

test("what holds is tried with every random case", async () => {
  expect(await randomCases(true)).toEqual({ count: CASES, verdict: "pass" });
});
