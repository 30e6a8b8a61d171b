import { describe, expect, test } from "@jest/globals";
import type { IdleEvent, RunEvent } from "#suites/record/events.ts";
import { RecordFold } from "#suites/record/building/record-of-events.ts";
import { runSuite } from "#suites/registration/registration-run.ts";
import { planned } from "#tests/suites/bundled-contract.ts";
import { aCase } from "#tests/helpers/test-case.ts";
import type { Script } from "#tests/suites/fake-target.ts";
import { SETTINGS, testRun } from "#tests/suites/test-run.ts";
import {
  error,
  isDeregistration,
  run,
  caseEvents,
  scripted,
  listings,
  registering,
  verdictOf,
  reasonOf,
  miss,
} from "./finished-run.ts";

describe("what a run tells", () => {
  test("begins with what is known before, and ends with the account", async () => {
    const { record, options, fired } = await run({ cases: listings(2) });
    const types = options.events.map(({ type }) => type);
    expect(types[0]).toBe("started");
    expect(types.at(-1)).toBe("ended");
    expect(types.filter((type) => type === "operation")).toHaveLength(7);
    expect(fired).toEqual(["register/control/minimal", "case-0", "case-1", "leftovers/list"]);
    expect(record.traffic).toMatchObject({ cases: 4, requests: options.target.sent.length });
    // One of them to see whether signatures count.
    expect(record.clusters).toEqual({ registered: 2, deregistered: 2, left: [] });
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
      // Paths that do not exist, beside those that do.
      "other",
    ]);
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
    expect(alive).toEqual([2]);
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
    expect(reasonOf(record, "describe.after-register")).toBe("blocked by RegisterCluster, which is not implemented");
    const needing = record.requirements.find(({ id }) => id === "describe.after-register");
    expect(needing).toMatchObject({ operation: "DescribeCluster", missing: "RegisterCluster" });
    expect(fired).toContain("describe/scenario/unknown");
    expect(fired).not.toContain("lifecycle/describe-after-register");
  });

  test("another operation: what needs it of an operation that is there is blocked, and never not implemented", async () => {
    const { record } = await run({ ...scripted(without("DELETE")) });
    const { operations, requirements, coverage = [] } = record;
    const missing = new Set(operations.filter(({ verdict }) => verdict === "not-implemented").map(({ id }) => id));
    expect(missing).toContain("DeregisterCluster");
    const absent = requirements.filter(({ verdict }) => verdict === "not-implemented");
    expect(absent.filter(({ operation }) => !missing.has(operation))).toEqual([]);
    const blocked = requirements.find(({ id }) => id === "list.after-deregister");
    expect(blocked).toMatchObject({
      verdict: "not-applicable",
      missing: "DeregisterCluster",
      reason: "blocked by DeregisterCluster, which is not implemented",
    });
    expect(coverage.find(({ part }) => part === "operations")).toMatchObject({
      seen: operations.length - missing.size,
    });
  });

  test("another operation: what needs it is not fired, and says so", async () => {
    const cases = [...listings(1).map((each) => ({ ...each, needs: ["ListClusters"] })), ...listings(1)];
    const made = scripted(without("LIST"));
    const { record, options } = await run({
      ...made,
      requirements: planned.filter(({ id }) => /^(register.route|list\.)/.test(id)),
      plan: ({ wanted }) => cases.filter(wanted),
    });
    const ofPlan = caseEvents(options.events).filter(({ id }) => id.startsWith("case-"));
    expect(ofPlan.map(({ id }) => id)).toEqual(["case-0"]);
    expect(verdictOf(record, "list.paging")).toBe("not-implemented");
    expect(reasonOf(record, "list.paging")).toBe("ListClusters is not implemented");
    expect(record.outcome).toMatchObject({ verdict: "non-conformant", exitCode: 1 });
    expect(record.operations.find(({ id }) => id === "ListClusters")).toMatchObject({
      verdict: "not-implemented",
      reason: expect.stringContaining("404 UnknownOperationException"),
    });
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
    expect(reasonOf(record, "register.error.server.status")).toBe("not exercised: this error never occurred");
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
    const asked = options.target.log.filter((line) => line.startsWith("POST /cluster-registrations"));
    // A name that is asked for again is taken, and refused.
    expect(new Set(asked).size).toBeLessThanOrEqual(5);
    expect(record.clusters.registered).toBeGreaterThan(2);
    expect(record.clusters.registered).toBeLessThanOrEqual(5);
  });

  test("ends the run on AWS when a cluster cannot be removed", async () => {
    let refusals = 0;
    const script: Script = (request, _number, work) => {
      const removing =
        request.method === "DELETE" &&
        request.path.includes("registrations/ecf-") &&
        target.reference.clusterNames().length > 0;
      return removing && (refusals += 1) > 2 ? error(409, "ResourceInUseException") : work();
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
      isDeregistration(request) && number > 19 ? error(409, "ResourceInUseException") : work(),
    );
    const { record } = await run({ target, clock, cases: [registering("a"), registering("b")] });
    const names = target.reference.clusterNames();
    expect(names).toHaveLength(2);
    expect(record.clusters.left).toEqual(
      names.map((name) => ({
        name,
        reason: "DeregisterCluster answered 409 ResourceInUseException",
        command: `deregister ${name}`,
      })),
    );
    expect(record.outcome.exitCode).toBe(5);
    expect(verdictOf(record, "register.rejected-leaves-no-state")).toBe("pass");
  });
});
