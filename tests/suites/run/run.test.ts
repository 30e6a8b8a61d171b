import { describe, expect, test } from "@jest/globals";
import type { Case } from "../../../suites/session/case.ts";
import type { CaseEvent, IdleEvent, RunEvent } from "../../../suites/record/events.ts";
import { RecordFold } from "../../../suites/record/fold.ts";
import type { RunRecord } from "../../../suites/record/record.ts";
import { runSuite } from "../../../suites/run/run.ts";
import type { CaseSession } from "../../../suites/session/session.ts";
import type { WireRequest, WireResponse } from "../../../protocol/exchange.ts";
import { aResponse, errorHeaders } from "../made-replies.ts";
import { planned } from "../bundled-contract.ts";
import { aCase } from "../../helpers/test-case.ts";
import { fakeTarget, type FakeTarget, type Script } from "../fake-target.ts";
import { SETTINGS, testRun, type TestRun, type TestRunOptions } from "../test-run.ts";
import { RecordingClock } from "../../helpers/recording-clock.ts";

const LIST: WireRequest = { method: "GET", path: "/clusters", headers: [] };
const error = (status: number, name: string): WireResponse =>
  aResponse({ status, headers: errorHeaders(name), body: { message: "no" } });

interface Finished {
  readonly record: RunRecord;
  readonly options: TestRun;
  /** Ids of the cases that were judged. */
  readonly fired: string[];
}

function isDeregistration({ method, path }: WireRequest): boolean {
  return method === "DELETE" && path.startsWith("/cluster-registrations/");
}

async function run(options: TestRunOptions = {}): Promise<Finished> {
  const given = testRun(options);
  const record = await runSuite(given);
  return { record, options: given, fired: caseEvents(given.events).map(({ id }) => id) };
}

function caseEvents(events: readonly RunEvent[]): CaseEvent[] {
  return events.filter((event) => event.type === "case");
}

function scripted(
  script: Script,
  options: Parameters<typeof fakeTarget>[1] = {},
): { target: FakeTarget; clock: RecordingClock } {
  const clock = new RecordingClock();
  return { clock, target: fakeTarget(script, { now: clock.now, ...options }) };
}

/** Cases that ask for the list, each once. */
function listings(count: number, judge: (session: CaseSession) => void = () => undefined): Case[] {
  return Array.from({ length: count }, (_, index) =>
    aCase(
      async (session) => {
        await session.send(LIST);
        judge(session);
      },
      { id: `case-${index}` },
    ),
  );
}

function registering(id: string, parts: Partial<Case> = {}): Case {
  return aCase(
    async (session) => {
      await session.call("RegisterCluster", session.inputs("RegisterCluster").minimal(session.salt()));
    },
    { id, effect: "create", live: 1, needs: ["RegisterCluster"], ...parts },
  );
}

function verdictOf(record: RunRecord, id: string): string | undefined {
  return record.requirements.find((requirement) => requirement.id === id)?.verdict;
}

function reasonOf(record: RunRecord, id: string): string | undefined {
  return record.requirements.find((requirement) => requirement.id === id)?.reason;
}

const isControl = (id: string): boolean => id.includes("control");
const miss = (session: CaseSession): void =>
  session.judge("register.route", { grade: "missed", expected: "x", received: "y" }, session.lastExchange);

describe("what a run tells", () => {
  test("begins with what is known before, and ends with the account", async () => {
    const { record, options, fired } = await run({ cases: listings(2) });
    const types = options.events.map(({ type }) => type);
    expect(types[0]).toBe("started");
    expect(types.at(-1)).toBe("ended");
    expect(types.filter((type) => type === "operation")).toHaveLength(7);
    expect(fired).toEqual(["register/control/minimal", "case-0", "case-1", "leftovers/list"]);
    expect(record.traffic).toMatchObject({ cases: 4, requests: options.target.sent.length });
    expect(record.clusters).toEqual({ registered: 1, deregistered: 1, left: [] });
    expect(record.run).toMatchObject({ interrupted: false, endedAt: "2026-11-24T12:00:00.000Z" });
  });

  test("makes the same record live and read back from its lines", async () => {
    const { record, options } = await run({ cases: [...listings(1, miss), registering("r")] });
    const fold = new RecordFold();
    for (const line of options.events.map((event) => JSON.stringify(event))) fold.apply(JSON.parse(line) as RunEvent);
    expect(fold.record()).toEqual(record);
    expect(JSON.stringify(fold.record())).toBe(JSON.stringify(record));
  });

  test("counts time from its beginning", async () => {
    const { target, clock } = scripted((_request, _number, work) => (clock.advance(100), work()));
    const { record } = await run({ target, clock, cases: [] });
    expect(record.run.durationMs).toBe(100 * target.sent.length);
  });

  test("counts what clean-up sends, too", async () => {
    const { record, options } = await run({ cases: [registering("r")] });
    expect(record.traffic.requests).toBe(options.target.sent.length);
    expect(record.traffic.latency.map(({ operation }) => operation).sort()).toEqual([
      "DeregisterCluster",
      "DescribeCluster",
      "ListClusters",
      "ListTagsForResource",
      "RegisterCluster",
      "TagResource",
      "UntagResource",
    ]);
  });
});

describe("an endpoint that cannot be judged", () => {
  test.each<[string, Script, string]>([
    ["refuses connections", () => "refused", "the endpoint cannot be reached: no answer"],
    ["has no address", () => "dns", "the endpoint cannot be reached: no answer"],
    ["cannot be trusted", () => "tls", "the endpoint cannot be reached: no answer"],
    [
      "denies access",
      () => error(403, "UnrecognizedClientException"),
      "the endpoint denies access: 403 UnrecognizedClientException",
    ],
  ])("that %s: the run is inconclusive, and registers nothing more", async (_what, script, reason) => {
    const { record, options, fired } = await run({ ...scripted(script), cases: listings(3) });
    expect(record.outcome).toMatchObject({ verdict: "inconclusive", exitCode: 3 });
    expect(fired).toEqual(["register/control/minimal"]);
    expect(options.target.sent.filter(({ method }) => method === "POST")).toHaveLength(1);
    expect(verdictOf(record, "register.valid")).toBe("inconclusive");
    expect(reasonOf(record, "register.valid")).toEqual(reason);
    expect(record.requirements.filter(({ verdict }) => verdict === "fail")).toEqual([]);
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
    expect(record.clusters).toEqual({ registered: 2, deregistered: 2, left: [] });
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

describe("a bug of the suite", () => {
  test("in a case is its verdict, and the run's", async () => {
    const { record } = await run({ cases: [aCase(() => Promise.reject(new TypeError("x is not a function")))] });
    expect(verdictOf(record, "register.route")).toBe("error");
    expect(reasonOf(record, "register.route")).toBe("x is not a function");
    expect(record.outcome).toMatchObject({ verdict: "suite-error", exitCode: 4 });
  });

  test("outside of the cases ends the run", async () => {
    const failing = testRun({
      cases: listings(1),
      emit: (event) => {
        if (event.type === "case" && event.id === "case-0") throw new Error("no space left on device");
      },
    });
    await expect(runSuite(failing)).rejects.toThrow("no space left on device");
  });

  test("outside of the cases leaves no cluster alive that can be removed", async () => {
    let busy = false;
    const { target, clock } = scripted((request, _number, work) =>
      isDeregistration(request) && busy ? error(409, "ResourceInUseException") : work(),
    );
    const alive: number[] = [];
    const failing = testRun({
      target,
      clock,
      cases: [registering("a")],
      emit: (event) => {
        if (event.type !== "case") return;
        busy = event.id !== "a";
        if (!busy) alive.push(target.reference.clusterNames().length);
        if (!busy) throw new Error("no space left on device");
      },
    });
    await expect(runSuite(failing)).rejects.toThrow("no space left on device");
    expect(alive).toEqual([1]);
    expect(target.reference.clusterNames()).toEqual([]);
  });
});

describe("operations that are not there", () => {
  const without =
    (...gone: readonly ("POST" | "DELETE" | "GET" | "LIST")[]): Script =>
    (request, _number, work) => {
      const kind =
        request.path.startsWith("/clusters") && !request.path.startsWith("/clusters/") ? "LIST" : request.method;
      return gone.includes(kind as "LIST") ? error(404, "UnknownOperationException") : work();
    };

  test("RegisterCluster: that is the verdict, said once, and no refusal counts as a pass", async () => {
    const { record, fired } = await run({ ...scripted(without("POST")) });
    expect(record.outcome).toMatchObject({ verdict: "not-implemented", exitCode: 1 });
    expect(record.operations.map(({ id, verdict }) => [id, verdict])).toContainEqual([
      "RegisterCluster",
      "not-implemented",
    ]);
    const passed = record.requirements.filter(({ id, verdict }) => id.startsWith("register.") && verdict === "pass");
    expect(passed).toEqual([]);
    expect(reasonOf(record, "register.valid")).toBe("RegisterCluster is not implemented");
    expect(reasonOf(record, "describe.after-register")).toBe("needs RegisterCluster, which is not implemented");
    const needing = record.requirements.find(({ id }) => id === "describe.after-register");
    expect(needing).toMatchObject({ operation: "DescribeCluster", missing: "RegisterCluster" });
    expect(fired).toContain("errors/describe.error.unknown-name");
    expect(fired).not.toContain("lifecycle/describe-after-register");
  });

  test("another operation: what needs it is not fired, and says so", async () => {
    const cases = [...listings(1).map((each) => ({ ...each, needs: ["ListClusters"] })), ...listings(1)];
    const made = scripted(without("LIST"));
    const { record, options } = await run({
      ...made,
      requirements: planned.filter(({ id }) => /^(register.route|list\.)/.test(id)),
      plan: ({ wanted }) => cases.filter(wanted),
    });
    expect(caseEvents(options.events).map(({ id }) => id)).toEqual(["register/control/minimal", "case-0"]);
    expect(verdictOf(record, "list.paging")).toBe("not-implemented");
    expect(reasonOf(record, "list.paging")).toBe("ListClusters is not implemented");
    expect(record.outcome).toMatchObject({ verdict: "non-conformant", exitCode: 1 });
    expect(record.operations.find(({ id }) => id === "ListClusters")).toMatchObject({
      verdict: "not-implemented",
      reason: expect.stringContaining("404 UnknownOperationException"),
    });
  });
});

describe("what is fired", () => {
  const wantedOf = async (subject: Case, options: TestRunOptions = {}): Promise<boolean | undefined> => {
    let wanted: boolean | undefined;
    await run({ ...options, plan: (given) => ((wanted = given.wanted(subject)), []) });
    return wanted;
  };

  test("is about a requirement that is selected", async () => {
    const subject = aCase(() => Promise.resolve(), { requirements: ["register.route", "register.valid"] });
    const excluded = { verdict: "disabled", reason: "" } as const;
    const without = (...ids: string[]) => planned.map((each) => (ids.includes(each.id) ? { ...each, excluded } : each));
    expect(await wantedOf(subject)).toBe(true);
    expect(await wantedOf(subject, { requirements: without("register.route") })).toBe(true);
    expect(await wantedOf(subject, { requirements: without("register.route", "register.valid") })).toBe(false);
  });

  test("is of this shard: its first requirement that is selected decides", async () => {
    const subject = aCase(() => Promise.resolve(), { requirements: ["register.route", "register.valid"] });
    const elsewhere = (...ids: string[]) =>
      planned.map((each) => (ids.includes(each.id) ? { ...each, elsewhere: true } : each));
    expect(await wantedOf(subject, { requirements: elsewhere("register.route") })).toBe(false);
    expect(await wantedOf(subject, { requirements: elsewhere("register.valid") })).toBe(true);
  });

  test("is among the cases asked for, and then nothing is searched or made smaller", async () => {
    const subject = aCase(() => Promise.resolve());
    expect(await wantedOf(subject, { only: new Set(["case"]) })).toBe(true);
    expect(await wantedOf(subject, { only: new Set(["other"]) })).toBe(false);
    const { fired } = await run({ only: new Set(["case-0"]), plan: ({ wanted }) => listings(3).filter(wanted) });
    expect(fired).toEqual(["register/control/minimal", "case-0"]);
  });

  const signed = aCase(() => Promise.resolve(), { requirements: ["api.auth.unsigned"] });
  const refusing =
    (...kinds: string[]): Script =>
    (_request, _number, work, options) =>
      kinds.includes(options?.signing?.kind ?? "right") ? error(403, "InvalidSignatureException") : work();
  const enforcing = refusing("none", "wrong-secret");

  test("is about signatures only where they are verified, or must be", async () => {
    expect(await wantedOf(signed)).toBe(false);
    expect(await wantedOf(signed, scripted(enforcing))).toBe(true);
    // To ask for the header alone, or to turn away every signature, is no verification.
    expect(await wantedOf(signed, scripted(refusing("none")))).toBe(false);
    expect(await wantedOf(signed, scripted(refusing("right", "none", "wrong-secret")))).not.toBe(true);
    expect(await wantedOf(signed, { settings: { ...SETTINGS, features: { auth: "required" } } })).toBe(true);
    const { record } = await run({ cases: [] });
    expect(verdictOf(record, "api.auth.unsigned")).toBe("not-applicable");
    expect(reasonOf(record, "api.auth.unsigned")).toBe("the endpoint does not verify signatures");
    const enforced = await run({ ...scripted(enforcing), cases: [] });
    expect(reasonOf(enforced.record, "api.auth.unsigned")).toBe("not exercised: no case of this run could judge it");
  });

  test("is random only where a valid registration succeeds", async () => {
    const random = aCase(() => Promise.resolve(), { kind: "random", needs: ["RegisterCluster"] });
    const broken = scripted((request, _number, work) =>
      request.path === "/cluster-registrations" ? error(400, "InvalidParameterException") : work(),
    );
    expect(await wantedOf(random)).toBe(true);
    expect(await wantedOf(random, broken)).toBe(false);
    expect(await wantedOf({ ...random, needs: ["ListClusters"] }, broken)).toBe(true);
    expect(await wantedOf({ ...random, kind: "boundary" }, broken)).toBe(true);
  });
});

describe("side by side", () => {
  const settle = () => new Promise((resolve) => setImmediate(resolve));

  /** Cases that note when they begin and end, and give way in between. */
  function noting(specs: readonly Partial<Case>[]) {
    let running = 0;
    const most = { lanes: 0, live: 0, beside: 0 };
    let live = 0;
    const cases = specs.map((parts, index) =>
      aCase(
        async () => {
          running += 1;
          live += parts.live ?? 0;
          most.lanes = Math.max(most.lanes, running);
          most.live = Math.max(most.live, live);
          if (parts.exclusive === true) most.beside = Math.max(most.beside, running - 1);
          for (let turn = 0; turn < 3; turn += 1) await settle();
          if (parts.exclusive === true) most.beside = Math.max(most.beside, running - 1);
          running -= 1;
          live -= parts.live ?? 0;
        },
        { id: `c${index}`, ...parts },
      ),
    );
    return { cases, most };
  }

  test("no more cases run than there are lanes, and all lanes are used", async () => {
    const { cases, most } = noting(Array.from({ length: 12 }, () => ({})));
    const { fired } = await run({ cases, settings: { ...SETTINGS, concurrency: 4 } });
    expect(most.lanes).toBe(4);
    expect(fired).toHaveLength(14);
  });

  test("three cases more than requests in flight, unless told otherwise", async () => {
    const { cases, most } = noting(Array.from({ length: 12 }, () => ({})));
    const told = testRun({ cases, settings: { ...SETTINGS, concurrency: 4 } });
    await runSuite({ ...told, limits: {} });
    expect(most.lanes).toBe(7);
  });

  test("no more clusters are alive than allowed", async () => {
    const { cases, most } = noting([3, 1, 2, 2, 1, 3, 1, 1].map((live) => ({ live, effect: "create" })));
    await run({ cases, settings: { ...SETTINGS, concurrency: 8, maxLive: 3 } });
    expect(most.live).toBe(3);
  });

  test("an exclusive case runs alone, and the others around it", async () => {
    const { cases, most } = noting([{}, {}, { exclusive: true }, {}, { exclusive: true }, {}, {}, {}]);
    const { fired } = await run({ cases, settings: { ...SETTINGS, concurrency: 3 } });
    expect(most.beside).toBe(0);
    expect(most.lanes).toBe(3);
    expect(fired.filter((id) => id.startsWith("c"))).toHaveLength(8);
  });
});

describe("why nothing judged a requirement", () => {
  const idle = (events: readonly RunEvent[]): IdleEvent[] => events.filter((event) => event.type === "idle");

  test("is told once for each reason, and not of what was judged or left out", async () => {
    const excluded = { verdict: "disabled", reason: "not selected" } as const;
    const requirements = planned.map((each) => (each.id === "register.valid" ? { ...each, excluded } : each));
    const { record, options } = await run({ cases: [], requirements });
    const events = idle(options.events);
    expect(new Set(events.map(({ reason }) => reason)).size).toBe(events.length);
    const told = events.flatMap((event) => event.requirements.map((place) => requirements[place]?.id));
    expect(new Set(told).size).toBe(told.length);
    expect(told).not.toContain("register.valid");
    expect(told).not.toContain("register.route");
    expect(reasonOf(record, "register.valid")).toBe("not selected");
    expect(reasonOf(record, "register.error.server.status")).toBe(
      "not exercised: nothing in this run brought the error about",
    );
    expect(reasonOf(record, "register.response.cluster.outpost-config")).toBe(
      "not exercised: the endpoint never returned the member",
    );
    expect(reasonOf(record, "register.token.replay")).toBe("not exercised: no case of this run could judge it");
  });

  test("may be another shard", async () => {
    const requirements = planned.map((each) => (each.id === "register.valid" ? { ...each, elsewhere: true } : each));
    const { record } = await run({ cases: [], requirements });
    expect(verdictOf(record, "register.valid")).toBe("disabled");
    expect(reasonOf(record, "register.valid")).toBe("in another shard");
  });

  test("may be the limits of the settings", async () => {
    const many = registering("many", { requirements: ["register.valid"], live: 5 });
    const dropped: unknown[] = [];
    const { record, fired } = await run({
      cases: [many],
      settings: { ...SETTINGS, maxLive: 4 },
      dropped: (subject, reason) => dropped.push([subject.id, reason]),
    });
    expect(fired).not.toContain("many");
    expect(verdictOf(record, "register.valid")).toBe("disabled");
    expect(dropped).toEqual([["many", "live"]]);
  });
});

describe("the account of registrations", () => {
  test("is never overdrawn, whatever the endpoint accepts", async () => {
    const cases = Array.from({ length: 9 }, (_, index) =>
      registering(`r${index}`, { requirements: ["register.valid"] }),
    );
    const { record, options } = await run({ cases, settings: { ...SETTINGS, maxRegistrations: 5, concurrency: 3 } });
    expect(options.target.log.filter((line) => line.startsWith("POST")).length).toBeLessThanOrEqual(5);
    expect(record.clusters.registered).toBeGreaterThan(2);
  });

  test("ends the run on AWS when a cluster cannot be removed", async () => {
    let refusals = 0;
    const script: Script = (request, _number, work) => {
      const removing =
        request.method === "DELETE" &&
        request.path.includes("registrations/ecf-") &&
        target.reference.clusterNames().length > 0;
      return removing && (refusals += 1) > 1 ? error(409, "ResourceInUseException") : work();
    };
    const { target, clock } = scripted(script);
    const cases = [registering("a"), registering("b"), registering("c")];
    const onAws = await run({ target, clock, cases, settings: { ...SETTINGS, kind: "aws" } });
    expect(onAws.fired.filter((id) => ["a", "b", "c"].includes(id))).toEqual(["a"]);
    expect(onAws.record.outcome.exitCode).toBe(5);
    expect(onAws.record.clusters.left).toHaveLength(1);
    expect(reasonOf(onAws.record, "register.valid")).toContain("could not be removed");
  });

  test("tells what is left behind, with the command that removes it", async () => {
    const { target, clock } = scripted((request, number, work) =>
      isDeregistration(request) && number > 6 ? error(409, "ResourceInUseException") : work(),
    );
    const { record } = await run({ target, clock, cases: [registering("a"), registering("b")] });
    const names = target.reference.clusterNames();
    expect(names).toHaveLength(2);
    expect(record.clusters.left).toEqual(
      names.map((name) => ({ name, reason: "status 409", command: `deregister ${name}` })),
    );
    expect(record.outcome.exitCode).toBe(5);
    expect(verdictOf(record, "register.rejected-leaves-no-state")).toBe("pass");
  });
});
