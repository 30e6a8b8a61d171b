import { expect, test } from "@jest/globals";
import type { RunRecord } from "#suites/record/record.ts";
import { runSuite } from "#suites/registration/registration-run.ts";
import { withVerdict } from "#tests/helpers/cli-process.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import { onlyRequirements } from "#tests/suites/bundled-contract.ts";
import { fakeTarget, type Script } from "#tests/suites/fake-target.ts";
import { SETTINGS, testRun, type TestRunOptions } from "#tests/suites/test-run.ts";

/** Enough requests for chance to strike, and few enough to be quick. */
const MANY = onlyRequirements(/^(register\.(valid|route|name\.m)|describe\.|deregister\.|list\.|api\.)/);
/** What is valid, of whatever kind. */
const VALID = onlyRequirements(/^(register\.(valid|route)|api\.)/);

/** A server that does all its work, and whose answers get lost as the script has it. */
async function runLosing(
  requirements: TestRunOptions["requirements"],
  loses: (number: number, body: string) => "reset" | "timeout" | undefined,
): Promise<RunRecord> {
  const clock = new RecordingClock();
  const script: Script = async ({ body }, number, work) => {
    const answer = await work();
    return loses(number, Buffer.from(body ?? []).toString()) ?? answer;
  };
  const target = fakeTarget(script, { now: clock.now });
  return runSuite(testRun({ clock, target, requirements, settings: { ...SETTINGS, casesPerConstraint: 0 } }));
}

test.each(["reset", "timeout"] as const)("one reply in 200 (%s) is chance", async (kind) => {
  const record = await runLosing(MANY, (number) => (number % 200 === 0 ? kind : undefined));
  expect(withVerdict(record, "fail", "error")).toEqual([]);
  expect(record.traffic.lostReplies).toBeGreaterThan(2);
});

test("one reply in eight is more than chance", async () => {
  const record = await runLosing(VALID, (number) => (number % 8 === 0 ? "reset" : undefined));
  expect(withVerdict(record, "fail")).toContain("api.answers");
});

test.each(["reset", "timeout"] as const)("every reply to one kind of input (%s) is a fault", async (kind) => {
  const record = await runLosing(VALID, (_number, body) => (body.includes('"provider":"GKE"') ? kind : undefined));
  expect(withVerdict(record, "fail")).toEqual(expect.arrayContaining(["api.answers", "register.valid"]));
});
