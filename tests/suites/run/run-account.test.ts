import { expect, test } from "@jest/globals";
import type { Case } from "#suites/registration/session/cluster-case.ts";
import { openRun } from "#suites/run/open-run.ts";
import { prepare } from "#suites/registration/prepared-registration.ts";
import { runCase } from "#suites/registration/run-case.ts";
import type { CaseOutcome } from "#suites/run/rounds/run-rounds.ts";
import { countChanceFailures, endedEvent, noteOutcome } from "#suites/run/run-account.ts";
import type { Verdict } from "#suites/record/verdicts/verdict.ts";
import { scenario } from "#suites/registration/session/scenario.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import { aCase } from "#tests/helpers/test-case.ts";
import { fakeTarget } from "#tests/suites/fake-target.ts";
import { anExchange, aResponse, errorHeaders } from "#tests/suites/made-replies.ts";
import { testRun, type TestRunOptions } from "#tests/suites/test-run.ts";

const ABOUT = "list.route";
const LISTING: Case = scenario({
  id: "listing",
  requirements: [ABOUT],
  summary: "",
  needs: [],
  effect: "read",
  live: 0,
  run: async (session) => void (await session.call("ListClusters", {})),
});

function account(given: TestRunOptions = {}) {
  const options = testRun(given);
  return { ...openRun(options), options };
}

function outcomeOf(verdict: Verdict, parts: Partial<CaseOutcome> = {}): CaseOutcome {
  const judgements = [{ requirement: ABOUT, verdict, expected: "e", received: "r" }];
  const sent = { exchanges: [anExchange({ status: 200 })], signings: new Map(), lastRequest: undefined };
  return { case: aCase(() => Promise.resolve(), { id: "c" }), judgements, ...sent, lost: false, ms: 1, ...parts };
}

test.each<[Verdict, failed: boolean]>([
  ["fail", true],
  ["error", true],
  ["inconclusive", false],
  ["warn", false],
  ["pass", false],
])("a case of verdict %s failed: %s, and the record has it with the requests sent so far", (verdict, failed) => {
  const run = account();
  run.meter.requests = 12;
  expect(noteOutcome(run, outcomeOf(verdict), run.options)).toBe(failed);
  expect(run.options.events).toEqual([expect.objectContaining({ type: "case", id: "c", verdict, requests: 12 })]);
});

test.each<[what: string, ends: boolean, failFast: boolean | undefined, Verdict, Case["kind"]]>([
  ["a failure", true, true, "fail", "boundary"],
  ["an error of the suite", true, true, "error", "boundary"],
  ["a failing control, which ends a run in its own words", false, true, "fail", "control"],
  ["what is not to be told", false, true, "inconclusive", "boundary"],
  ["a failure that nobody said should end it", false, undefined, "fail", "boundary"],
])("a run to end at the first failure ends at %s: %s", (_what, ends, failFast, verdict, kind) => {
  const run = account({ failFast });
  noteOutcome(run, outcomeOf(verdict, { case: aCase(() => Promise.resolve(), { kind }) }), run.options);
  const reason = { verdict: "disabled", reason: "stopped at the first failure" };
  expect(run.stopping.mustStop()).toEqual(ends);
  expect(run.stopping.reason).toEqual(ends ? reason : undefined);
});

test("a known failure ends no run", () => {
  const run = account({ failFast: true });
  const { started } = run.options;
  const requirements = started.requirements.map((each) =>
    each.id === ABOUT ? { ...each, expectedFailure: { pattern: ABOUT, reason: "known" } } : each,
  );
  noteOutcome(run, outcomeOf("fail"), { ...run.options, started: { ...started, requirements } });
  expect(run.stopping.mustStop()).toBe(false);
  noteOutcome(run, outcomeOf("fail"), run.options);
  expect(run.stopping.mustStop()).toBe(true);
});

test("credentials that are gone end a run, and for that reason although it was to end at the first failure", () => {
  const run = account({ failFast: true });
  const accessLost = { cause: "credentials", reason: "the credentials have expired" } as const;
  noteOutcome(run, outcomeOf("fail", { accessLost }), run.options);
  expect(run.stopping.reason?.reason).toBe("the credentials have expired");
});

test.each<[how: string, oneIn: number, verdicts: readonly Verdict[]]>([
  ["often", 2, ["pass", "fail"]],
  ["once in a while", 100, ["pass"]],
])(
  "a server that fails %s, never twice at the same case, is told of at the end or not at all",
  async (_how, oneIn, verdicts) => {
    let requests = 0;
    const clock = new RecordingClock();
    const failure = aResponse({ status: 500, headers: errorHeaders("ServerException"), body: { message: "No." } });
    const target = fakeTarget((_request, _number, work) => (++requests % oneIn === 1 ? failure : work()), {
      now: clock.now,
    });
    const options = testRun({ target, clock });
    const { service, context } = prepare(options);
    const { run } = service;
    context.control.passed = true;
    const told = () => new Set(options.events.flatMap((event) => (event.type === "case" ? [event.verdict] : [])));
    for (let each = 0; each < 8; each += 1) noteOutcome(run, await runCase(context, LISTING), options);
    expect(told()).toEqual(new Set(["pass"]));
    countChanceFailures(run);
    expect(told()).toEqual(new Set(verdicts));
  },
);

test("the last event tells when and how a run ended, and what it sent", () => {
  const clock = new RecordingClock();
  const abort = new AbortController();
  const run = account({ clock, signal: abort.signal });
  clock.advance(1_499.6);
  abort.abort();
  noteOutcome(run, outcomeOf("pass"), run.options);
  const clusters = { registered: 3, deregistered: 2, left: [] };
  const pairs = { seen: 1, wanted: 2, classes: {} };
  expect(endedEvent(run, run.options, { clusters, pairs })).toMatchObject({
    type: "ended",
    endedAt: new Date(clock.epoch()).toISOString(),
    durationMs: 1_500,
    interrupted: true,
    clusters,
    pairs,
    traffic: { cases: 1 },
    coverage: run.coverage.summary(),
  });
});
