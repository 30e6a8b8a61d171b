import { expect, test } from "@jest/globals";
import { Stopping, type StoppingOptions } from "#suites/run/limits/when-to-stop.ts";
import type { Clock } from "#endpoint/clock.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import { anExchange } from "#tests/suites/made-replies.ts";

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
  expect(stopping.reason).toEqual(reason && { verdict: "inconclusive", reason });
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
    ["a", "b", "c", "d", "e"].map((id) => killed(id, id)),
    "It died of a (case a), b (case b), c (case c), d (case d), e (case e).",
  ],
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

test("each minute is looked at by itself: one in which much got through says nothing for the next", async () => {
  const clock = new RecordingClock();
  const traffic = { requests: 0, throttled: 0, working: new Set<string>() };
  const stopping = stoppingBy(clock, { traffic, paced: false });
  await clock.sleep(60_000);
  Object.assign(traffic, { requests: 6_000, throttled: 90 });
  expect(stopping.mustStop()).toBe(false);
  await clock.sleep(30_000);
  Object.assign(traffic, { requests: 6_100, throttled: 180 });
  expect(stopping.mustStop()).toBe(false);
  await clock.sleep(30_000);
  expect(stopping.mustStop()).toBe(true);
});

test("one that throttles from the first request on ends the run at its first look", async () => {
  const clock = new RecordingClock();
  const traffic = { requests: 180, throttled: 90, working: new Set<string>() };
  const stopping = stoppingBy(clock, { traffic, paced: false });
  await clock.sleep(60_000);
  expect(stopping.mustStop()).toBe(true);
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

const lost = { case: LABEL, judgements: [], lost: true, exchanges: [], ms: 0 };
const answered = { ...lost, lost: false };

test("cases in a row without any answer end the run, and the endpoint is gone", () => {
  const stopping = stoppingBy(new RecordingClock());
  for (const outcome of [lost, lost, lost, answered, lost, lost, lost]) stopping.watch(outcome);
  expect(stopping.mustStop()).toBe(false);
  expect(stopping.gone).toBe(false);
  stopping.watch(lost);
  expect(stopping.mustStop()).toBe(true);
  expect(stopping.gone).toBe(true);
});

test("cases side by side that are left without an answer count as one: it may be one request that holds them up", async () => {
  const clock = new RecordingClock();
  const stopping = stoppingBy(clock);
  for (let together = 0; together < 4; together += 1) {
    await clock.sleep(20_000);
    expect(stopping.mustStop()).toBe(false);
    for (let beside = 0; beside < 4; beside += 1) stopping.watch({ ...lost, ms: 20_000 });
  }
  expect(stopping.gone).toBe(true);
});

test("the endpoint is silent from a case that it left without an answer to the next that it answers", () => {
  const stopping = stoppingBy(new RecordingClock());
  const silent = [answered, lost, answered].map((outcome) => {
    stopping.watch(outcome);
    return stopping.silent;
  });
  expect(silent).toEqual([false, true, false]);
});

test("the time limit ends the run once it is over, and does not say that the endpoint is gone", async () => {
  const clock = new RecordingClock();
  const [late, endless] = [stoppingBy(clock, { timeLimitMs: 1_000 }), stoppingBy(clock)];
  await clock.sleep(999);
  expect(late.mustStop()).toBe(false);
  await clock.sleep(2);
  expect(late.mustStop()).toBe(true);
  expect(late.gone).toBe(false);
  expect(endless.mustStop()).toBe(false);
});

test("an endpoint that answers each case with a 5xx ends the run", () => {
  const stopping = stoppingBy(new RecordingClock());
  const crashed = { ...answered, exchanges: [anExchange({ status: 500 })] };
  for (let count = 1; count < 24; count += 1) stopping.watch(crashed);
  expect(stopping.mustStop()).toBe(false);
  stopping.watch(crashed);
  expect(stopping.mustStop()).toBe(true);
  expect(stopping.reason).toMatchObject({ verdict: "inconclusive" });
});

test.each([
  ["on AWS no further case is started", true, 1, true],
  ["elsewhere the run goes on", false, 1, false],
  ["nothing of the kind ends no run", true, 0, false],
] as const)("of what could not be removed: %s", (_what, stopsAtLeftovers, left, ends) => {
  const stopping = stoppingBy(new RecordingClock(), { stopsAtLeftovers, unremovable: () => left });
  expect(stopping.mustStop()).toBe(ends);
  expect(stopping.reason?.verdict).toBe(ends ? "inconclusive" : undefined);
});

test("an interruption ends the run, and is no reason of the target's", () => {
  const stopping = stoppingBy(new RecordingClock(), { signal: AbortSignal.abort() });
  expect(stopping.mustStop()).toBe(true);
  expect(stopping.reason).toBeUndefined();
  expect(stoppingBy(new RecordingClock(), { signal: new AbortController().signal }).mustStop()).toBe(false);
});

test("after a case that proves a hang the target is waited for less long, and after no other", () => {
  let hurried = 0;
  const stopping = stoppingBy(new RecordingClock(), { hurry: () => (hurried += 1) });
  const judgement = { requirement: "api.answers", verdict: "fail", expected: "", received: "", exchange: 0 } as const;
  const crash = anExchange({ status: 500 });
  const silent = { ...crash, response: undefined, failure: { kind: "timeout", message: "" } } as const;
  stopping.watch({ ...answered, judgements: [judgement], exchanges: [crash] });
  expect(hurried).toBe(0);
  const hung = { ...answered, judgements: [judgement], exchanges: [silent] };
  stopping.watch(hung);
  expect(hurried).toBe(1);
  stoppingBy(new RecordingClock()).watch(hung);
});

test("what was found out afterwards is told only of a run that ended early", () => {
  const stopping = stoppingBy(new RecordingClock());
  stopping.explain("what was found out");
  expect(stopping.epitaph).toBeUndefined();
});
