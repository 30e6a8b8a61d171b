import { describe, expect, test } from "@jest/globals";
import { aCase } from "#tests/helpers/test-case.ts";
import { fakeTarget, type FakeTarget, type Script } from "#tests/suites/fake-target.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import {
  LIST,
  error,
  run,
  scripted,
  listings,
  registering,
  verdictOf,
  reasonOf,
  isControl,
  miss,
} from "./finished-run.ts";

describe("an endpoint that cannot be judged", () => {
  test.each<[string, Script, string]>([
    ["refuses connections", () => "refused", "the endpoint cannot be reached: no answer"],
    ["has no address", () => "dns", "the endpoint cannot be reached: no answer"],
    ["cannot be trusted", () => "tls", "the endpoint cannot be reached: no answer"],
    [
      "denies access",
      () => error(403, "UnrecognizedClientException"),
      "the endpoint denies access: 403 UnrecognizedClientException: no",
    ],
  ])("that %s: the run is inconclusive, and registers nothing more", async (_what, script, reason) => {
    const { record, options, fired } = await run({ ...scripted(script), cases: listings(3) });
    expect(record.outcome).toMatchObject({ verdict: "inconclusive", exitCode: 3 });
    expect(fired).toEqual(["register/control/minimal"]);
    expect(options.target.sent.filter(({ method }) => method === "POST")).toHaveLength(1);
    expect(verdictOf(record, "register.valid")).toBe("inconclusive");
    expect(reasonOf(record, "register.valid")).toEqual(reason);
    expect(record.requirements.filter(({ verdict }) => verdict === "fail")).toEqual([]);
    const reasons = record.requirements.filter(({ verdict }) => verdict === "inconclusive").map((one) => one.reason);
    expect([...new Set(reasons)]).toEqual([reason]);
  });

  test.each(["reset", "timeout"] as const)(
    "that never answers (%s): that fails, and nothing more is asked",
    async (kind) => {
      const { record, fired } = await run({ ...scripted(() => kind), cases: listings(3) });
      expect(fired).toEqual(["register/control/minimal"]);
      expect(verdictOf(record, "api.answers")).toBe("fail");
      expect(verdictOf(record, "register.route")).toBe("fail");
      expect(reasonOf(record, "register.valid")).toBe("the endpoint does not answer");
      expect(record.outcome.exitCode).toBe(1);
      expect(record.clusters.left).toEqual([]);
    },
  );
});

describe("an endpoint that falls silent", () => {
  /** Answers the control stage and `count` requests more, then no more. */
  function silentAfter(count: number, kind: "reset" | "refused", back = Infinity) {
    const made = scripted((request, _number, work) => {
      if (request.path !== LIST.path || request.method !== "GET") return work();
      asked += 1;
      return asked > count + 1 && asked <= back ? kind : work();
    });
    let asked = 0;
    return made;
  }

  test.each(["reset", "refused"] as const)("is left after four cases without an answer (%s)", async (kind) => {
    const { record, fired } = await run({ ...silentAfter(2, kind), cases: listings(20) });
    expect(fired.filter((id) => id.startsWith("case-"))).toEqual([
      "case-0",
      "case-1",
      "case-2",
      "case-3",
      "case-4",
      "case-5",
    ]);
    expect(reasonOf(record, "register.valid")).toBe("the endpoint stopped answering");
    expect(verdictOf(record, "api.answers")).toBe(kind === "reset" ? "fail" : "pass");
  });

  test("is not left when it comes back before that", async () => {
    const { fired } = await run({ ...silentAfter(0, "reset", 4), cases: listings(8) });
    expect(fired.filter((id) => id.startsWith("case-"))).toHaveLength(8);
  });
});

describe("--fail-fast", () => {
  test("starts no case after the first that fails", async () => {
    const cases = [...listings(2), ...listings(1, miss).map((each) => ({ ...each, id: "bad" })), ...listings(3)];
    const { record, fired } = await run({ cases, failFast: true });
    expect(fired.filter((id) => !isControl(id))).toEqual(["case-0", "case-1", "bad", "leftovers/list"]);
    expect(verdictOf(record, "register.valid")).toBe("disabled");
    expect(reasonOf(record, "register.valid")).toBe("stopped at the first failure");
  });

  test("stops at an error of the suite too, but at no warning, and not at the control", async () => {
    const broken = aCase(() => Promise.reject(new Error("x")), { id: "broken" });
    expect((await run({ cases: [broken, ...listings(1)], failFast: true })).fired).not.toContain("case-0");
    const warned = listings(2, (session) =>
      session.judge("api.request-id", { grade: "missed", expected: "x", received: "y" }, session.lastExchange),
    );
    expect((await run({ cases: warned, failFast: true })).fired).toContain("case-1");
    const made = scripted((request, _number, work) =>
      request.method === "POST" ? error(400, "InvalidParameterException") : work(),
    );
    expect((await run({ ...made, cases: listings(2), failFast: true })).fired).toContain("case-1");
  });

  test("without it the run goes on", async () => {
    expect((await run({ cases: listings(3, miss) })).fired).toContain("case-2");
  });
});

describe("--time-limit", () => {
  test("starts no case after it, and says so", async () => {
    const { target, clock } = scripted((request, _number, work) => {
      if (request.path === LIST.path) clock.advance(1_000);
      return work();
    });
    const { record, fired } = await run({ target, clock, cases: listings(9), timeLimitMs: 3_000 });
    expect(fired.filter((id) => id.startsWith("case-"))).toEqual(["case-0", "case-1", "case-2"]);
    expect(verdictOf(record, "register.valid")).toBe("inconclusive");
    expect(reasonOf(record, "register.valid")).toBe("the time limit was reached first");
    expect(record.run.partial).toBe(true);
    expect(record.outcome.exitCode).toBe(3);
  });

  test.each([
    ["one value of which was not sent does not pass", "boundary", "inconclusive"],
    ["of which only random values were not sent does", "random", "pass"],
  ] as const)("a limit %s", async (_what, kind, verdict) => {
    const { target, clock } = scripted((request, _number, work) => {
      if (request.path === LIST.path) clock.advance(1_000);
      return work();
    });
    const about = { kind: "boundary" as const, requirements: ["list.max-results.maximum"] };
    const judged = listings(9, (session) =>
      session.judge("list.max-results.maximum", { grade: "met", expected: "x", received: "x" }, session.lastExchange),
    );
    const cases = judged.map((each, index) => ({
      ...each,
      ...about,
      kind: index === 0 ? ("boundary" as const) : kind,
    }));
    const { record } = await run({ target, clock, cases, timeLimitMs: 3_000 });
    expect(verdictOf(record, "list.max-results.maximum")).toBe(verdict);
    expect(reasonOf(record, "list.max-results.maximum")).toBe(
      verdict === "pass" ? undefined : "the time limit was reached first, before all of its values were sent",
    );
  });
});

describe("an interrupted run", () => {
  function interrupted() {
    const controller = new AbortController();
    const clock = new RecordingClock();
    const cleanUpTarget = fakeTarget(undefined, { now: clock.now });
    const target: FakeTarget = {
      ...cleanUpTarget,
      send: (request, options) =>
        controller.signal.aborted ? Promise.reject(new Error("AbortError")) : cleanUpTarget.send(request, options),
    };
    return { controller, clock, target, cleanUpTarget };
  }

  test("stops, removes what is alive, and says what was not judged", async () => {
    const { controller, ...targets } = interrupted();
    const aborting = aCase(
      async (session) => {
        const input = session.inputs("RegisterCluster").minimal(session.salt());
        await session.call("RegisterCluster", input);
        expect(targets.target.reference.clusterNames()).toHaveLength(1);
        controller.abort();
        await session.describe(String(input["name"]));
      },
      { id: "aborting", effect: "create", live: 1 },
    );
    const { record, fired } = await run({
      ...targets,
      signal: controller.signal,
      cases: [...listings(1), aborting, ...listings(3)],
    });
    expect(fired).toEqual(["register/control/minimal", "case-0"]);
    expect(targets.target.reference.clusterNames()).toEqual([]);
    expect(record.clusters).toEqual({ registered: 3, deregistered: 3, left: [] });
    expect(record.run.interrupted).toBe(true);
    expect(record.outcome.exitCode).toBe(130);
    expect(reasonOf(record, "register.valid")).toBe("interrupted before a case of it was judged");
    expect(record.outcome.sentence).toContain("(interrupted)");
  });

  test("in the middle of a registration looks for what it may have made", async () => {
    const { controller, ...targets } = interrupted();
    const target: FakeTarget = {
      ...targets.target,
      send: async (request, options) => {
        if (request.method !== "POST" || targets.cleanUpTarget.log.length < 6)
          return targets.target.send(request, options);
        await targets.cleanUpTarget.send(request, options);
        controller.abort();
        throw new Error("AbortError");
      },
    };
    const { record } = await run({ ...targets, target, signal: controller.signal, cases: [registering("r")] });
    expect(targets.cleanUpTarget.reference.clusterNames()).toEqual([]);
    expect(record.run.interrupted).toBe(true);
    expect(record.clusters.left).toEqual([]);
    expect(targets.cleanUpTarget.log.filter((line) => line.startsWith("DELETE"))).not.toEqual([]);
  });

  test("during the control stage has judged nothing", async () => {
    const { controller, ...targets } = interrupted();
    controller.abort();
    const { record, fired, options } = await run({ ...targets, signal: controller.signal, cases: listings(1) });
    expect(fired).toEqual([]);
    expect(record.outcome.exitCode).toBe(130);
    expect(options.events.map(({ type }) => type)).toEqual(["started", "idle", "ended"]);
  });
});
