import { expect, test } from "@jest/globals";
import { createRedactor } from "#endpoint/redaction/redactor.ts";
import { KIND_SETTINGS } from "#suites/plan/target-kind-settings.ts";
import { openRun } from "#suites/run/open-run.ts";
import { aCase } from "#tests/helpers/test-case.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import { planned } from "#tests/suites/bundled-contract.ts";
import { exchangeOf, fakeTarget } from "#tests/suites/fake-target.ts";
import { aResponse, errorHeaders } from "#tests/suites/made-replies.ts";
import { testRun, type TestRunOptions } from "#tests/suites/test-run.ts";

const LIST = { method: "GET", path: "/clusters", headers: [] };
const DESCRIBE = { ...LIST, path: "/clusters/a" };
const UNAVAILABLE = aResponse({ status: 503, headers: errorHeaders("ServiceUnavailableException"), body: {} });

test("opening the account of a run sends and says nothing", () => {
  const options = testRun();
  openRun(options);
  expect(options.target.log).toEqual([]);
  expect(options.events).toEqual([]);
});

test("each attempt is counted with its operation, of the cases and of the clean-up, and answers are handed on", async () => {
  const target = fakeTarget((_request, _number, work) => work().then((answer) => [UNAVAILABLE, answer]));
  const { target: observed, afterwards, meter } = openRun(testRun({ target }));
  await observed.send({ ...LIST, path: "/nowhere" });
  await afterwards.send(DESCRIBE);
  const { last, earlier } = await observed.send(LIST, { once: true });
  expect(earlier.map(({ response }) => response?.status)).toEqual([503]);
  expect(last.response?.status).toBe(200);
  expect(target.options.at(-1)).toEqual({ once: true });
  const { requests, retries, latency } = meter.summary(0);
  expect(requests).toBe(6);
  expect(retries).toBe(3);
  expect(latency.map(({ operation, count }) => [operation, count])).toEqual([
    ["other", 2],
    ["DescribeCluster", 2],
    ["ListClusters", 2],
  ]);
});

test("what is answered counts as seen of the contract", async () => {
  const { target, coverage } = openRun(testRun());
  const seen = () => coverage.summary().reduce((total, part) => total + part.seen, 0);
  expect(seen()).toBe(0);
  await target.send(LIST);
  expect(seen()).toBeGreaterThan(0);
});

test("what is said is said without secrets, and is what the record then holds", () => {
  const redactor = createRedactor({ secrets: ["hunter2-and-more"], salt: "test" });
  const options = testRun({ redactor });
  const { emit, record } = openRun(options);
  emit(options.started);
  emit({ type: "idle", verdict: "inconclusive", reason: "no answer to hunter2-and-more", requirements: [0] });
  const reason = `no answer to ${redactor.text("hunter2-and-more")}`;
  expect(reason).not.toContain("hunter2");
  expect(options.events.slice(1)).toEqual([expect.objectContaining({ reason })]);
  expect(record().requirements[0]).toMatchObject({ id: planned[0]?.id, verdict: "inconclusive", reason });
});

test("a kept case tells what the contract says of the bytes that were sent, not of what was meant", () => {
  const { collector } = openRun(testRun());
  const exchanges = [exchangeOf({ ...LIST, path: "/clusters?maxResults=0" }, "reset")];
  const judgements = [{ requirement: "list.route", verdict: "fail", expected: "", received: "", exchange: 0 }] as const;
  const listing = aCase(() => Promise.resolve(), { requirements: ["list.route"] });
  const outcome = { case: listing, judgements, exchanges, signings: new Map(), lastRequest: LIST, lost: false, ms: 1 };
  const [[, kept] = []] = collector.add(outcome, 1).kept;
  expect(kept?.expectation).toBe("must-reject");
});

const MINUTE = 60_000;

test.each<[what: string, halts: boolean, TestRunOptions, unremovable: number]>([
  ["a cluster is left in an account of AWS", true, { settings: KIND_SETTINGS.aws }, 1],
  ["a cluster is left at an emulator", false, { settings: KIND_SETTINGS.emulator }, 1],
  ["the time since it began is over", true, { timeLimitMs: 3 * MINUTE - 1 }, 0],
  ["there is time left", false, { timeLimitMs: 3 * MINUTE }, 0],
  ["it was interrupted", true, { signal: AbortSignal.abort() }, 0],
])("where %s, no further case starts: %s", (_what, halts, given, unremovable) => {
  const clock = new RecordingClock();
  const options = testRun({ clock, ...given });
  const { stopping } = openRun(options, () => unremovable);
  clock.advance(3 * MINUTE);
  expect(stopping.mustStop()).toBe(halts);
});

test.each([
  ["as it likes", true, KIND_SETTINGS.emulator],
  ["at a pace that was set", false, { ...KIND_SETTINGS.emulator, rps: 2 }],
])("a run that sends %s ends where nothing but throttling comes back: %s", async (_how, halts, settings) => {
  const clock = new RecordingClock();
  const target = fakeTarget(() => aResponse({ status: 429, body: {} }), { now: clock.now });
  const options = testRun({ clock, target, settings });
  const { stopping, target: observed } = openRun(options);
  for (let sent = 0; sent < 40; sent += 1) await observed.send(LIST);
  clock.advance(MINUTE);
  expect(stopping.mustStop()).toBe(halts);
});
