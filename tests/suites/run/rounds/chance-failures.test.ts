import { describe, expect, test } from "@jest/globals";
import type { Case } from "#suites/registration/session/cluster-case.ts";
import { runCase } from "#suites/registration/run-case.ts";
import type { CaseOutcome } from "#suites/run/rounds/run-rounds.ts";
import { ChanceFailures } from "#suites/run/rounds/chance-failures.ts";
import { LEAVES_NO_STATE } from "#suites/session/round.ts";
import { scenario } from "#suites/registration/session/scenario.ts";
import type { Exchange } from "#protocol/exchange.ts";
import { aFailedExchange, anExchange, aResponse, errorHeaders } from "#tests/suites/made-replies.ts";
import { fakeTarget } from "#tests/suites/fake-target.ts";
import { testContext } from "#tests/suites/test-run.ts";
import { contract } from "#tests/suites/bundled-contract.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";

const CRASH = aResponse({ status: 500, headers: errorHeaders("ServerException"), body: { message: "no" } });

const UNKNOWN = aResponse({
  status: 404,
  headers: errorHeaders("ResourceNotFoundException"),
  body: { message: "no" },
});

const LISTING: Case = scenario({
  id: "listing",
  requirements: ["list.route"],
  summary: "",
  needs: [],
  effect: "read",
  live: 0,
  run: async (session) => void (await session.call("ListClusters", {})),
});

/** Runs the case against a server that answers so on these requests, counted from 1. */
async function outcomeOf(failing: readonly number[], failure = CRASH, passedBefore = 0): Promise<CaseOutcome> {
  const clock = new RecordingClock();
  const target = fakeTarget((_request, number, work) => (failing.includes(number) ? failure : work()), {
    now: clock.now,
  });
  const context = testContext({ target, clock });
  context.control.passed = true;
  for (let each = 0; each < passedBefore; each += 1) context.repeated.pass();
  return runCase(context, LISTING);
}

const crashes = ({ judgements }: Pick<CaseOutcome, "judgements">) =>
  judgements.filter(({ requirement, verdict }) => requirement === "api.no-server-error" && verdict === "fail").length;

describe("a 5xx", () => {
  test("that does not come again is kept beside the outcome", async () => {
    const outcome = await outcomeOf([1]);
    expect(crashes(outcome)).toBe(0);
    expect(outcome.passed?.map(crashes)).toEqual([1]);
  });

  test("that comes again fails", async () => {
    const outcome = await outcomeOf([1, 2]);
    expect(crashes(outcome)).toBe(1);
    expect(outcome.passed).toBeUndefined();
  });

  test("that comes again may be chance where another has passed before", async () => {
    const outcome = await outcomeOf([1, 2], CRASH, 1);
    expect(crashes(outcome)).toBe(0);
    expect(outcome.passed?.map(crashes)).toEqual([1, 1]);
    expect(crashes(await outcomeOf([1, 2, 3], CRASH, 1))).toBe(1);
    expect(crashes(await outcomeOf([1, 2, 3], CRASH, 8))).toBe(0);
    expect(crashes(await outcomeOf([1, 2, 3, 4], CRASH, 8))).toBe(1);
  });

  test("that names a client's error fails at once: a server that breaks down does not know what the client did", async () => {
    const headers = errorHeaders("InvalidParameterException");
    const outcome = await outcomeOf([1], aResponse({ status: 500, headers, body: { message: "no" } }));
    expect(crashes(outcome)).toBe(1);
    expect(outcome.passed).toBeUndefined();
  });
});

/** So many requests of an operation, of which every one in so many fails, each in a case of its own. */
function seen(
  chanceFailures: ChanceFailures,
  operation: string,
  requests: number,
  failing: (at: number) => boolean,
): void {
  for (let at = 1; at <= requests; at += 1) {
    const exchange = anExchange({ status: failing(at) ? 500 : 200 });
    chanceFailures.see(operation, exchange);
    if (failing(at)) chanceFailures.add(failedWith(exchange));
  }
}

function failedWith(exchange: Exchange): CaseOutcome {
  const judgement = { requirement: "api.no-server-error", verdict: "fail", expected: "", received: "" } as const;
  const judged = { judgements: [judgement], exchanges: [exchange], signings: new Map() };
  return { ...judged, case: LISTING, lastRequest: undefined, lost: false, ms: 0 };
}

const everyNth =
  (nth: number) =>
  (at: number): boolean =>
    at % nth === 0;

describe("failures that did not come again", () => {
  test.each([
    ["one", 10, 10, 0],
    ["two of few", 20, 10, 0],
    ["one in a hundred", 2_000, 100, 0],
    ["one in fifty", 2_000, 50, 0],
    ["one in ten of a hundred", 100, 10, 10],
    ["one in thirty of a run", 6_000, 30, 16],
  ])("%s: of %i requests every %ith, %i count", (_what, requests, nth, counted) => {
    const chanceFailures = new ChanceFailures(contract);
    seen(chanceFailures, "ListClusters", requests, everyNth(nth));
    expect(chanceFailures.tooMany()).toHaveLength(counted);
  });

  test("of one operation count, though they are few among all requests", () => {
    const chanceFailures = new ChanceFailures(contract);
    seen(chanceFailures, "RegisterCluster", 6_000, () => false);
    seen(chanceFailures, "ListClusters", 100, everyNth(10));
    expect(chanceFailures.tooMany()).toHaveLength(10);
  });

  test("of one operation do not count where a network loses as much of the others", () => {
    const countedOf = (isLost: (at: number) => boolean): number => {
      const chanceFailures = new ChanceFailures(contract);
      seen(chanceFailures, "DeregisterCluster", 50, everyNth(10));
      // These were asked again at once, and answered.
      for (let at = 1; at <= 500; at += 1)
        chanceFailures.see("DescribeCluster", isLost(at) ? aFailedExchange("reset") : anExchange({ status: 200 }));
      return chanceFailures.tooMany().length;
    };
    expect(countedOf(() => false)).toBe(5);
    expect(countedOf(everyNth(20))).toBe(0);
  });

  test("that are chance do not count for the failures of another operation", () => {
    const chanceFailures = new ChanceFailures(contract);
    seen(chanceFailures, "RegisterCluster", 6_000, everyNth(1_000));
    seen(chanceFailures, "ListClusters", 100, everyNth(10));
    expect(chanceFailures.tooMany()).toHaveLength(10);
  });

  test("count where they are many among all requests, though few of each operation", () => {
    const countedOf = (operations: number): number => {
      const chanceFailures = new ChanceFailures(contract);
      for (let each = 0; each < operations; each += 1) seen(chanceFailures, `Operation${each}`, 100, everyNth(25));
      return chanceFailures.tooMany().length;
    };
    expect(countedOf(1)).toBe(0);
    expect(countedOf(20)).toBe(80);
  });

  test("that come together, while the server is away for a moment, are one", () => {
    const chanceFailures = new ChanceFailures(contract);
    seen(chanceFailures, "ListClusters", 200, (at) => at > 100 && at <= 116);
    expect(chanceFailures.tooMany()).toHaveLength(0);
  });
});

describe("what is told of failures, whether they count or not", () => {
  const throttled = anExchange({ status: 503, headers: errorHeaders("ThrottlingException"), body: {} });

  function toldOf(...exchanges: readonly Exchange[]) {
    const chanceFailures = new ChanceFailures(contract);
    for (const exchange of exchanges) chanceFailures.see("ListClusters", exchange);
    return chanceFailures.told();
  }

  test("is how often each answer came in place of one, of all requests for the operation", () => {
    const [fine, crash, silence] = [anExchange({ status: 200 }), anExchange({ status: 500 }), aFailedExchange("reset")];
    const told = { operation: "ListClusters", requests: 6, registered: undefined };
    expect(toldOf(fine, crash, anExchange({ status: 502 }), crash, silence, fine)).toEqual([
      { ...told, answer: "500", failures: 2 },
      { ...told, answer: "502", failures: 1 },
      { ...told, answer: "nothing", failures: 1 },
    ]);
  });

  test("is nothing of answers, refusals, and requests that came too fast", () => {
    expect(toldOf(anExchange({ status: 200 }), anExchange({ status: 404 }), throttled)).toEqual([]);
  });

  test("is how many of them registered a cluster all the same", () => {
    const chanceFailures = new ChanceFailures(contract);
    const judged = { requirement: LEAVES_NO_STATE, expected: "", received: "" };
    const [crash, other, fine] = [
      anExchange({ status: 500 }),
      anExchange({ status: 500 }),
      anExchange({ status: 200 }),
    ];
    for (const exchange of [crash, other, fine]) chanceFailures.see("RegisterCluster", exchange);
    const outcome = { ...failedWith(crash), exchanges: [fine, crash, other] };
    chanceFailures.add({
      ...outcome,
      judgements: [
        { ...judged, verdict: "fail", exchange: 1 },
        { ...judged, verdict: "pass", exchange: 2 },
        { ...judged, verdict: "fail", exchange: 0 },
        { ...judged, verdict: "fail", requirement: "api.no-server-error", exchange: 2 },
      ],
    });
    expect(chanceFailures.told()).toMatchObject([{ answer: "500", failures: 2, registered: 1 }]);
  });
});

describe("a cluster that the case registered, and that is unknown soon after", () => {
  const DESCRIBING: Case = scenario({
    id: "describing",
    requirements: ["describe.after-register"],
    summary: "",
    needs: [],
    effect: "create",
    live: 1,
    run: async (session) => void (await session.register(session.registration.minimal(session.salt()))),
  });

  /** Runs the case against a server that forgets what it has so often, each time as soon as it has registered. */
  async function losing(times: number): Promise<CaseOutcome> {
    const clock = new RecordingClock();
    const lost = new Set<string>();
    const target = fakeTarget(
      (request, number, work) => {
        const name = String(target.log[number - 1])
          .split(" ")
          .at(2);
        if (name !== undefined && lost.size < times) lost.add(`/clusters/${name}`);
        return lost.has(request.path) ? UNKNOWN : work();
      },
      { now: clock.now },
    );
    const context = testContext({ target, clock });
    context.control.passed = true;
    return runCase(context, DESCRIBING);
  }

  const failures = ({ judgements }: Pick<CaseOutcome, "judgements">) =>
    judgements.flatMap(({ requirement, verdict }) => (verdict === "fail" ? [requirement] : []));

  test("once, is kept beside the outcome", async () => {
    const outcome = await losing(1);
    expect(failures(outcome)).toEqual([]);
    expect(outcome.passed?.map(failures)).toEqual([["describe.after-register"]]);
  });

  test("again in a fresh case, fails", async () => {
    const outcome = await losing(2);
    expect(failures(outcome)).toEqual(["describe.after-register"]);
    expect(outcome.passed).toBeUndefined();
  });

  test.each([
    [1, 0],
    [2, 0],
    [3, 3],
  ])("in %i cases once each, counts in %i", async (cases, counted) => {
    const chanceFailures = new ChanceFailures(contract);
    for (let each = 0; each < cases; each += 1) {
      for (const outcome of (await losing(1)).passed ?? []) chanceFailures.add(outcome);
    }
    expect(chanceFailures.tooMany()).toHaveLength(counted);
  });
});
