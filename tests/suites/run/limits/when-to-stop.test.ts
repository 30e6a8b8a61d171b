import { expect, test } from "@jest/globals";
import { Stopping, type StoppingOptions } from "../../../../suites/run/limits/when-to-stop.ts";
import type { Clock } from "../../../../endpoint/clock.ts";
import { RecordingClock } from "../../../helpers/recording-clock.ts";

const LABEL = { id: "one", kind: "scenario", requirements: [], summary: "" } as const;

function stoppingBy(clock: Clock, parts: Partial<StoppingOptions> = {}): Stopping {
  return new Stopping({
    clock,
    operationOf: () => undefined,
    startedAt: clock.now(),
    timeLimitMs: undefined,
    signal: undefined,
    unremovable: () => 0,
    traffic: { requests: 0, throttled: 0, working: new Set() },
    lifeline: undefined,
    paced: true,
    stopsAtLeftovers: false,
    ...parts,
  });
}

/** Looks a minute later at an endpoint that throttled every second of so many attempts. */
async function afterAMinuteOf(attempts: number, paced: boolean): Promise<Stopping> {
  const clock = new RecordingClock();
  const traffic = { requests: 0, throttled: 0, working: new Set<string>() };
  const stopping = stoppingBy(clock, { traffic, paced });
  expect(stopping.mustStop()).toBe(false);
  await clock.sleep(60_000);
  Object.assign(traffic, { requests: attempts, throttled: attempts / 2 });
  stopping.mustStop();
  return stopping;
}

test.each([
  [23, undefined],
  [24, "the target died 24 times"],
])("a target that died %i times: %s", (deaths, reason) => {
  const stopping = stoppingBy(new RecordingClock(), { lifeline: { deaths } });
  expect(stopping.mustStop()).toBe(reason !== undefined);
  expect(stopping.reason?.reason).toBe(reason);
});

test.each([
  [0, undefined, undefined],
  [1, undefined, "The target died once during the run and was restarted."],
  [1, "it ended with exit code 7", "The target died once during the run and was restarted: it ended with exit code 7."],
  [
    3,
    "it was ended by SIGSEGV",
    "The target died 3 times during the run and was restarted; the last time it was ended by SIGSEGV.",
  ],
])("of %i deaths, %s: %s", (deaths, lastEnd, epitaph) => {
  expect(stoppingBy(new RecordingClock(), { lifeline: { deaths, lastEnd } }).epitaph).toBe(epitaph);
});

const killed = (caseId: string, request?: string) => ({ caseId, request, unjudged: [] });

test.each([
  [[], "Nothing that was under way killed it again when sent alone."],
  [[killed("a", "X"), killed("b", "X")], "It died of X (case a)."],
  [[killed("a")], "It died of a request that it had answered (case a)."],
  [
    ["a", "b", "c", "d", "e", "f", "g"].map((id) => killed(id, id)),
    "It died of a (case a), b (case b), c (case c), d (case d), e (case e), 2 more.",
  ],
])("what it died of is told: %#", (killings, told) => {
  const { epitaph } = stoppingBy(new RecordingClock(), { lifeline: { deaths: 1 }, killings });
  expect(epitaph).toBe(`The target died once during the run and was restarted. ${told}`);
});

test("answers that came a second time are told, beside deaths", () => {
  const told = stoppingBy(new RecordingClock(), { hasRepeatedAnswers: () => true, lifeline: { deaths: 1 } }).epitaph;
  expect(told).toMatch(/^The target died once .* restarted\. The target sent answers a second time/);
  expect(stoppingBy(new RecordingClock(), { hasRepeatedAnswers: () => false }).epitaph).toBeUndefined();
});

test("an endpoint that throttles at whatever pace ends the run, which says what to do", async () => {
  const stopping = await afterAMinuteOf(180, false);
  expect(stopping.mustStop()).toBe(true);
  expect(stopping.reason).toMatchObject({ verdict: "inconclusive" });
  expect(stopping.reason?.reason).toMatch(/throttles so much .* --rps N/);
});

test.each([
  ["one that lets enough through", 6_000, false],
  ["one whose requests leave at a pace that was set", 180, true],
] as const)("%s does not", async (_which, attempts, paced) => {
  expect((await afterAMinuteOf(attempts, paced)).mustStop()).toBe(false);
});

test.each([
  ["silent", true],
  ["useless", false],
  ["time", false],
  ["credentials", false],
] as const)("an end for a cause that is %s: the endpoint is gone, %s", (cause, gone) => {
  const stopping = stoppingBy(new RecordingClock());
  stopping.noteAccess({ cause, reason: "in any words" });
  expect(stopping.gone).toBe(gone);
  stopping.explain("what was found out");
  expect(stopping.gone).toBe(gone);
  expect(stopping.reason).toMatchObject({ verdict: "inconclusive", reason: "in any words" });
  expect(stopping.epitaph).toBe("In any words; what was found out.");
});

test("cases in a row without any answer end the run, and the endpoint is gone; the time limit does not say so", async () => {
  const clock = new RecordingClock();
  const silent = stoppingBy(clock);
  for (let count = 0; count < 4; count += 1) silent.watch({ case: LABEL, judgements: [], lost: true, exchanges: [] });
  expect(silent.mustStop()).toBe(true);
  expect(silent.gone).toBe(true);
  const late = stoppingBy(clock, { timeLimitMs: 1_000 });
  await clock.sleep(1_001);
  expect(late.mustStop()).toBe(true);
  expect(late.gone).toBe(false);
});
