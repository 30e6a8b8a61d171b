import { describe, expect, test } from "@jest/globals";
import type { Case } from "#suites/registration/session/cluster-case.ts";
import { runCase } from "#suites/registration/run-case.ts";
import type { Grade } from "#suites/oracles/finding.ts";
import { AccessLost } from "#endpoint/aws/access-lost.ts";
import { TargetGone } from "#endpoint/sending/target-gone.ts";
import type { Killing } from "#suites/session/context/target-turns.ts";
import { LedgerError } from "#custody/journal/ledger.ts";
import { KIND_SETTINGS } from "#suites/plan/target-kind-settings.ts";
import { SetupFailure } from "#suites/session/round.ts";
import type { CaseSession } from "#suites/registration/session/session.ts";
import { aResponse, errorHeaders } from "#tests/suites/made-replies.ts";
import { aCase } from "#tests/helpers/test-case.ts";
import { fakeTarget, type Script } from "#tests/suites/fake-target.ts";
import { testContext } from "#tests/suites/test-run.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";

const LIST = { method: "GET", path: "/clusters", headers: [] };
const OTHER = "api.request-id"; // a SHOULD
const OWN = "register.route"; // a MUST

function setting(script?: Script) {
  const clock = new RecordingClock();
  const target = fakeTarget(script, { now: clock.now });
  return { clock, target, context: testContext({ target, clock }) };
}

/** A case that finds one grade after the other, a round each, in traffic that is disturbed or not. */
function finding(grades: readonly Grade[], options: { readonly disturbed: boolean; readonly about?: string }) {
  const rounds: number[] = [];
  const subject = aCase((session) => {
    rounds.push(session.round);
    if (options.disturbed) session.disturb();
    const grade = grades[session.round - 1] ?? grades.at(-1) ?? "met";
    session.judge(
      options.about ?? OWN,
      { grade, expected: "x", received: `round ${session.round}` },
      session.lastExchange,
    );
    return Promise.resolve();
  });
  return { subject, rounds };
}

async function run(subject: Case, parts = setting()) {
  const outcome = await runCase(parts.context, subject);
  return { ...parts, outcome, verdicts: outcome.judgements.map(({ verdict }) => verdict) };
}

describe("a case that judges", () => {
  test("hands over what it sent, saw and said", async () => {
    const { context, target, clock } = setting();
    const subject = aCase(async (session) => {
      await session.send(LIST, { signing: { kind: "none" } });
      clock.advance(25);
    });
    const outcome = await runCase(context, subject);
    expect(outcome.case).toBe(subject);
    expect(outcome.exchanges.map(({ request }) => request.path)).toEqual(["/clusters"]);
    expect([...outcome.signings.values()]).toEqual([{ kind: "none" }]);
    expect(outcome).toMatchObject({ lastRequest: LIST, lost: false, ms: 25 });
    expect(outcome.judgements.map(({ requirement }) => requirement)).toContain("api.json");
    expect(target.sent).toHaveLength(1);
  });

  test("says when its last request got no answer", async () => {
    const { outcome } = await run(
      aCase(async (session) => void (await session.send(LIST))),
      setting(() => "reset"),
    );
    expect(outcome.lost).toBe(true);
  });
});

describe("another look", () => {
  test.each<[string, readonly Grade[], number]>([
    ["a failure in disturbed traffic, gone in the second round", ["missed", "met"], 2],
    ["a failure in disturbed traffic, gone in the fourth", ["missed", "missed", "missed", "met"], 4],
    ["a failure in disturbed traffic that stays", ["missed"], 4],
    ["an unclear answer in disturbed traffic", ["unclear", "met"], 2],
    ["a tolerated answer in disturbed traffic", ["tolerated", "met"], 2],
    ["a pass in disturbed traffic", ["met"], 1],
    ["an observation in disturbed traffic", ["observed"], 1],
  ])("%s", async (_what, grades, count) => {
    const { subject, rounds } = finding(grades, { disturbed: true });
    const { clock, outcome } = await run(subject);
    expect(rounds).toEqual([1, 2, 3, 4].slice(0, count));
    const { repeatPauseMs } = KIND_SETTINGS.reference;
    expect(clock.naps).toEqual([1, 2, 4].slice(0, count - 1).map((times) => times * repeatPauseMs));
    expect(outcome.judgements.map(({ received }) => received)).toEqual([`round ${count}`]);
  });

  test.each<[Grade]>([["missed"], ["unclear"], ["tolerated"]])("is not taken in quiet traffic (%s)", async (grade) => {
    const { subject, rounds } = finding([grade], { disturbed: false });
    await run(subject);
    expect(rounds).toEqual([1]);
  });

  test("is taken for a failure of any requirement, but for less only of the case's own", async () => {
    const warned = finding(["missed"], { disturbed: true, about: OTHER });
    expect((await run(warned.subject)).verdicts).toEqual(["warn"]);
    expect(warned.rounds).toEqual([1]);
    const failed = finding(["missed"], { disturbed: true, about: "api.json" });
    await run(failed.subject);
    expect(failed.rounds).toEqual([1, 2, 3, 4]);
    const unclear = finding(["unclear"], { disturbed: true, about: "api.json" });
    await run(unclear.subject);
    expect(unclear.rounds).toEqual([1]);
  });

  test.each([
    ["reset", 4],
    ["timeout", 2],
  ] as const)(
    "is taken once where each attempt took all its time, and more often where each was cut off (%s)",
    async (kind, count) => {
      const rounds: number[] = [];
      const subject = aCase(async (session) => {
        rounds.push(session.round);
        session.disturb();
        await session.send(LIST);
      });
      const parts = setting(() => [kind, kind]);
      parts.context.control.passed = true;
      const { verdicts } = await run(subject, parts);
      expect(rounds).toEqual([1, 2, 3, 4].slice(0, count));
      expect(verdicts).toEqual(["fail"]);
    },
  );

  test("uses fresh values, and cleans up each time", async () => {
    const names: unknown[] = [];
    const subject = aCase(async (session) => {
      const input = session.inputs("RegisterCluster").minimal(session.salt());
      names.push(input["name"]);
      await session.call("RegisterCluster", input);
      session.disturb();
      session.judge(
        OWN,
        { grade: session.round === 1 ? "missed" : "met", expected: "x", received: "y" },
        session.lastExchange,
      );
    });
    const { target } = await run(subject);
    expect(new Set(names).size).toBe(2);
    expect(target.reference.clusterNames()).toEqual([]);
  });

  test("a foreign 409 is looked at again under another name, and said to be unclear when it stays", async () => {
    const taken: Script = (request, _number, work) =>
      request.method === "POST"
        ? aResponse({ status: 409, headers: errorHeaders("ResourceInUseException"), body: { message: "no" } })
        : work();
    const subject = aCase(async (session) => {
      const input = session.inputs("RegisterCluster").minimal(session.salt());
      await session.call("RegisterCluster", input);
      session.disturb();
      session.judge(OWN, { grade: "unclear", expected: "x", received: String(input["name"]) }, session.lastExchange);
    });
    const { target, verdicts } = await run(subject, setting(taken));
    expect(new Set(target.log.filter((line) => line.startsWith("POST"))).size).toBe(4);
    expect(verdicts).toContain("inconclusive");
  });
});

describe("a round among disturbed ones", () => {
  test("that was gone in the next is no failure of the server that passed", async () => {
    const parts = setting();
    const { outcome } = await run(finding(["missed", "met"], { disturbed: true }).subject, parts);
    expect(outcome.passed).toBeUndefined();
    const failing = { failures: 1, requests: 1 };
    const twice = [{ requirement: "a", failing, again: failing, among: 1 }];
    expect(parts.context.repeated.isBeyondChance(twice)).toBe(true);
    parts.context.repeated.pass();
    expect(parts.context.repeated.isBeyondChance(twice)).toBe(false);
  });
});

test("what the server has failed at twice is not looked at again in another case", async () => {
  const parts = setting(() => aResponse({ status: 500, headers: errorHeaders("ServerException"), body: {} }));
  parts.context.control.passed = true;
  const rounds: number[] = [];
  const subject = aCase(async (session) => {
    rounds.push(session.round);
    await session.call("ListClusters", {});
  });
  expect((await run(subject, parts)).verdicts).toContain("fail");
  expect(rounds).toEqual([1, 2]);
  expect((await run(subject, parts)).verdicts).toContain("fail");
  expect(rounds).toEqual([1, 2, 1]);
});

describe("a target that dies", () => {
  /** Runs a case that registers at a target which dies in so many rounds, of this case alone or not. */
  async function dying(deaths: number, alone: boolean) {
    const parts = setting((_request, _number, work) => (ended < deaths ? "reset" : work()));
    parts.context.control.passed = true;
    let ended = 0;
    const killings: Killing[] = [];
    const end = () => Promise.resolve((ended += 1) <= deaths);
    const lives = { turn: () => Promise.resolve({ alone, end }), deaths: () => ended, killings };
    const rounds: number[] = [];
    const subject = aCase(async (session) => {
      rounds.push(session.round);
      await session.send(LIST);
      session.judge(OWN, { grade: "met", expected: "x", received: "y" }, session.lastExchange);
    });
    const outcome = await runCase({ ...parts.context, lives }, subject);
    return { rounds, killings, failed: outcome.judgements.filter(({ verdict }) => verdict === "fail") };
  }

  test("of a case that had it to itself died of that, at once, and of the request that it left without an answer", async () => {
    const { rounds, killings, failed } = await dying(1, true);
    expect(rounds).toEqual([1]);
    expect(killings).toMatchObject([{ caseId: "case", request: "ListClusters" }]);
    expect(failed).toMatchObject([{ requirement: "api.answers" }]);
  });

  test("beside other cases may have died of any of them, so each is run again", async () => {
    const { rounds, killings, failed } = await dying(1, false);
    expect(rounds).toEqual([1, 2]);
    expect(killings).toEqual([]);
    expect(failed).toEqual([]);
  });

  test("no more is looked at once", async () => {
    const { rounds, killings } = await dying(0, true);
    expect(rounds).toEqual([1]);
    expect(killings).toEqual([]);
  });
});

describe("a case in which the credentials end", () => {
  const ends = (grade: Grade, rounds: number[] = []): Case =>
    aCase((session) => {
      rounds.push(session.round);
      session.disturb();
      session.judge("api.json", { grade, expected: "x", received: "y" }, session.lastExchange);
      return Promise.reject(new AccessLost("403 ExpiredTokenException"));
    });

  test("is not run again, and says nothing about its requirements but what it had found", async () => {
    const parts = setting();
    parts.context.control.passed = true;
    const rounds: number[] = [];
    const { outcome } = await run(ends("missed", rounds), parts);
    expect(rounds).toEqual([1]);
    expect(outcome.accessLost).toMatchObject({ cause: "credentials" });
    expect(outcome.judgements).toMatchObject([
      { requirement: "api.json", verdict: "fail" },
      { requirement: OWN, verdict: "inconclusive" },
    ]);
  });

  test("at an endpoint that never worked says nothing at all", async () => {
    const { outcome } = await run(ends("missed"));
    expect(outcome.judgements).toMatchObject([{ requirement: OWN, verdict: "inconclusive" }]);
  });
});

describe("a case in which the endpoint ends", () => {
  const why = { cause: "silent", reason: "the endpoint accepts no connections" } as const;
  const lost = aCase(async (session) => {
    await session.send(LIST);
    throw new TargetGone(why);
  });

  test("says nothing of the one answer that it lost: none can say whether it is lost again", async () => {
    const parts = setting(() => "reset");
    parts.context.control.passed = true;
    const { outcome } = await run(lost, parts);
    expect(outcome.judgements.filter(({ verdict }) => verdict === "fail")).toEqual([]);
    expect(outcome.passed).toHaveLength(1);
  });

  test("says what has been found before in as many cases as need be", async () => {
    const parts = setting(() => "reset");
    parts.context.control.passed = true;
    parts.context.repeated.add(["api.answers"]);
    const { outcome } = await run(lost, parts);
    expect(outcome.judgements).toContainEqual(expect.objectContaining({ requirement: "api.answers", verdict: "fail" }));
  });
});

test("what was found out at an endpoint that never worked stands where the case fails by itself", async () => {
  const subject = aCase((session) => {
    session.judge("api.json", { grade: "missed", expected: "x", received: "y" }, session.lastExchange);
    return Promise.reject(new SetupFailure("no cluster to begin with"));
  });
  expect((await run(subject)).verdicts).toEqual(["fail", "inconclusive"]);
});

describe("a case that throws", () => {
  const throwing = (error: unknown, requirements = [OWN, "register.valid"]): Case =>
    aCase(
      async (session: CaseSession) => {
        await session.call("RegisterCluster", session.inputs("RegisterCluster").minimal(session.salt()));
        session.judgements.length = 0;
        throw error;
      },
      { requirements },
    );

  test("because its setting could not be made says nothing about any of its requirements", async () => {
    const { outcome, target } = await run(throwing(new SetupFailure("no cluster to begin with")));
    expect(
      outcome.judgements.map(({ requirement, verdict, expected, received }) => [
        requirement,
        verdict,
        expected,
        received,
      ]),
    ).toEqual([
      [OWN, "inconclusive", "a setting", "no cluster to begin with"],
      ["register.valid", "inconclusive", "a setting", "no cluster to begin with"],
    ]);
    expect(target.reference.clusterNames()).toEqual([]);
  });

  test.each<[unknown, string]>([
    [new TypeError("x is not a function"), "x is not a function"],
    ["just text", "just text"],
    [undefined, "undefined"],
  ])("%p is a bug of the suite", async (error, received) => {
    const { outcome, target } = await run(throwing(error));
    expect(outcome.judgements).toEqual([
      { requirement: OWN, verdict: "error", expected: "the case to run", received },
      { requirement: "register.valid", verdict: "error", expected: "the case to run", received },
    ]);
    expect(target.reference.clusterNames()).toEqual([]);
  });

  test("is no bug when the run was aborted: the error goes on, after cleaning up", async () => {
    const { context, target } = setting();
    const controller = new AbortController();
    controller.abort();
    await expect(runCase(context, throwing(new Error("aborted")), controller.signal)).rejects.toThrow("aborted");
    await expect(runCase(context, throwing(new SetupFailure("aborted")), controller.signal)).rejects.toThrow("aborted");
    expect(target.reference.clusterNames()).toEqual([]);
  });

  test("is no bug when the account of clusters cannot be kept: the error goes on, after cleaning up", async () => {
    const { context, target } = setting();
    await expect(runCase(context, throwing(new LedgerError("disk full")))).rejects.toThrow("disk full");
    expect(target.reference.clusterNames()).toEqual([]);
  });

  test("while the run goes on is a bug, signal or not", async () => {
    const { context } = setting();
    const { judgements } = await runCase(context, throwing(new Error("x")), new AbortController().signal);
    expect(judgements.map(({ verdict }) => verdict)).toEqual(["error", "error"]);
  });
});
