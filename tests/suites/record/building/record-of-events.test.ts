import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { CaseEvent, EndedEvent, PlannedRequirement, RunEvent, StartedEvent } from "#suites/record/events.ts";
import { RecordFold } from "#suites/record/building/record-of-events.ts";
import type { CaseResult, RequirementResult, RunRecord } from "#suites/record/record.ts";
import type { Verdict } from "#suites/record/verdicts/verdict.ts";
import { planned } from "#tests/suites/bundled-contract.ts";
import { startedEvent } from "#tests/suites/test-run.ts";

const [first, second] = planned;
if (first === undefined || second === undefined) throw new Error("too few requirements");

function started(changes: Partial<PlannedRequirement> = {}, ...more: readonly PlannedRequirement[]): StartedEvent {
  return startedEvent(7, [{ ...(first as PlannedRequirement), ...changes }, ...more]);
}

function aCase(
  verdict: Verdict,
  parts: { readonly place?: number; readonly id?: string; readonly kept?: boolean; readonly requests?: number } = {},
): CaseEvent {
  const { place = 0, id = "c", kept = true, requests = 1 } = parts;
  const result = aResult(id, verdict);
  return {
    type: "case",
    id,
    kind: "boundary",
    verdict,
    ms: 1,
    requests,
    tally: [[place, verdict]],
    kept: kept ? [[place, result]] : [],
  };
}

function aResult(id: string, verdict: Verdict, received = `${id} ${verdict}`): CaseResult {
  const judgement = { requirement: first?.id ?? "", verdict, expected: "x", received };
  return { id, kind: "boundary", summary: "", expectation: "must-accept", verdict, judgement, exchanges: [] };
}

const ended: EndedEvent = {
  type: "ended",
  endedAt: "2026-11-24T12:00:05.000Z",
  durationMs: 5_000,
  interrupted: false,
  clusters: { registered: 2, deregistered: 2, left: [] },
  traffic: { requests: 9, cases: 3, retries: 1, throttled: 1, lostReplies: 0, latency: [], perSecond: [] },
};

function recordOf(...events: readonly RunEvent[]): RunRecord {
  const fold = new RecordFold();
  for (const event of events) fold.apply(event);
  return fold.record();
}

function firstOf(...events: readonly RunEvent[]): RequirementResult {
  const [result] = recordOf(...events).requirements;
  if (result === undefined) throw new Error("no requirement");
  return result;
}

describe("a requirement's verdict", () => {
  test.each<[readonly Verdict[], Verdict]>([
    [["pass"], "pass"],
    [["pass", "fail"], "fail"],
    [["pass", "warn"], "warn"],
    [["info"], "info"],
    [["inconclusive"], "inconclusive"],
    [["pass", "error"], "error"],
  ])("of cases that came to %j is %s", (verdicts, verdict) => {
    expect(firstOf(started(), ...verdicts.map((each) => aCase(each)), ended).verdict).toBe(verdict);
  });

  test("counts what each case came to, and counts what it does not know as inconclusive", () => {
    const verdicts: Verdict[] = ["pass", "pass", "fail", "warn", "info", "inconclusive", "error", "disabled"];
    expect(firstOf(started(), ...verdicts.map((verdict) => aCase(verdict))).counts).toEqual({
      pass: 2,
      fail: 1,
      warn: 1,
      info: 1,
      inconclusive: 2,
      error: 1,
    });
  });

  test.each(["inconclusive", "error"] as const)(
    "says why it is %s, from the first such case that was kept",
    (verdict) => {
      const events = [
        aCase("info", { id: "a" }),
        aCase(verdict, { id: "b", kept: false }),
        aCase(verdict, { id: "c" }),
        aCase(verdict, { id: "d" }),
      ];
      expect(firstOf(started(), ...events)).toMatchObject({ verdict, reason: `c ${verdict}` });
      expect(firstOf(started(), aCase(verdict, { kept: false }))?.reason).toBeUndefined();
      expect(firstOf(started(), aCase("fail"))?.reason).toBeUndefined();
    },
  );

  test("of one that was left out beforehand is the reason for that", () => {
    const excluded = { verdict: "disabled", reason: "not selected" } as const;
    expect(firstOf(started({ excluded }), aCase("fail"))).toMatchObject(excluded);
  });

  test("of one that nothing judged is the idle reason, the first of several", () => {
    const idle = (reason: string, ...requirements: number[]): RunEvent => ({
      type: "idle",
      verdict: "not-applicable",
      reason,
      requirements,
    });
    expect(firstOf(started(), idle("one", 0, 9), idle("two", 0), ended)).toMatchObject({
      verdict: "not-applicable",
      reason: "one",
    });
    expect(firstOf(started(), idle("one", 0), aCase("pass"), ended).verdict).toBe("pass");
    expect(firstOf(started())).toMatchObject({
      verdict: "inconclusive",
      reason: "the run ended before a case of it was judged",
    });
  });

  describe("where a failure was expected", () => {
    const known = (expires?: string) => ({
      expectedFailure: { pattern: "register.*", reason: "known", expires },
    });

    test.each<[Verdict, string | undefined, Verdict, string | undefined]>([
      ["fail", undefined, "fail", undefined],
      ["warn", undefined, "warn", undefined],
      ["fail", "2026-11-24", "fail", undefined],
      ["fail", "2026-11-25", "fail", undefined],
      ["fail", "2026-11-23", "stale", "the expectation expired on 2026-11-23"],
      ["pass", undefined, "stale", "expected to fail (register.*), and passed"],
      ["pass", "2026-11-23", "stale", "expected to fail (register.*), and passed"],
      ["inconclusive", "2026-11-23", "inconclusive", "c inconclusive"],
      ["error", "2026-11-23", "error", "c error"],
    ])("%s, until %s: %s", (verdict, expires, result, reason) => {
      const found = firstOf(started(known(expires)), aCase(verdict));
      expect(found).toMatchObject({ verdict: result, reason: reason });
      expect(found.expectedFailure).toEqual(known(expires).expectedFailure);
    });
  });
});

describe("evidence", () => {
  test("keeps the cases it is given and counts those left out, passes not among them", () => {
    const found = firstOf(
      started(),
      aCase("pass", { id: "a" }),
      aCase("pass", { id: "b", kept: false }),
      aCase("fail", { id: "c" }),
      aCase("fail", { id: "d", kept: false }),
      aCase("info", { id: "e", kept: false }),
    );
    expect(found.cases.map(({ id }) => id)).toEqual(["a", "c"]);
    expect(found.casesLeftOut).toBe(2);
  });

  test("puts a smaller request in the place of the one it was made from", () => {
    const smaller = aResult("b", "fail", "smaller");
    const events = [aCase("fail", { id: "a" }), aCase("fail", { id: "b" })];
    const found = firstOf(started(), ...events, { type: "reduced", requirement: 0, result: smaller });
    expect(found.cases.map(({ judgement }) => judgement.received)).toEqual(["a fail", "smaller"]);
    const strange = firstOf(
      started(),
      ...events,
      { type: "reduced", requirement: 0, result: aResult("z", "fail") },
      { type: "reduced", requirement: 5, result: smaller },
    );
    expect(strange.cases.map(({ id }) => id)).toEqual(["a", "b"]);
  });

  test("knows after how many requests a requirement failed first", () => {
    const events = [aCase("warn", { requests: 3 }), aCase("fail", { requests: 5 }), aCase("fail", { requests: 9 })];
    expect(firstOf(started(), ...events).firstFailureAtRequest).toBe(5);
    expect(firstOf(started(), aCase("warn"))?.firstFailureAtRequest).toBeUndefined();
  });

  test("of requirements that the run does not know is dropped", () => {
    expect(firstOf(started(), aCase("fail", { place: 5 }))).toMatchObject({ cases: [], verdict: "inconclusive" });
  });
});

describe("operations", () => {
  const operation = (verdict: Verdict): RunEvent => ({
    type: "operation",
    operation: { id: "RegisterCluster", method: "POST", path: "/", verdict },
  });
  const of = (...verdicts: Verdict[]): Verdict | undefined => {
    const requirements = verdicts.map((_, index) => ({
      ...(first as PlannedRequirement),
      id: `r${index}`,
      operation: "RegisterCluster",
    }));
    const other = { ...(second as PlannedRequirement), id: "other", operation: "ListClusters" };
    const cases = verdicts.map((verdict, place) => aCase(verdict, { place }));
    const events = [
      startedEvent(7, [...requirements, other]),
      operation("pass"),
      ...cases,
      aCase("error", { place: verdicts.length }),
    ];
    return recordOf(...events).operations[0]?.verdict;
  };

  test.each<[readonly Verdict[], Verdict]>([
    [["pass", "info"], "pass"],
    [[], "pass"],
    [["warn", "pass"], "warn"],
    [["warn", "inconclusive"], "inconclusive"],
    [["inconclusive", "fail"], "fail"],
    [["fail", "error"], "error"],
  ])("whose requirements came to %j is %s", (verdicts, verdict) => {
    expect(of(...verdicts)).toBe(verdict);
  });

  test("that are not there stay so, and one told twice is told as at last", () => {
    const requirement = { operation: "RegisterCluster" };
    expect(recordOf(started(requirement), operation("not-implemented"), aCase("fail")).operations).toMatchObject([
      { verdict: "not-implemented" },
    ]);
    expect(recordOf(started(requirement), operation("not-implemented"), operation("pass")).operations).toMatchObject([
      { verdict: "inconclusive" },
    ]);
  });
});

describe("the record as a whole", () => {
  test("takes over what the first and the last event say", () => {
    const event = started();
    expect(recordOf(event, aCase("pass"), ended)).toMatchObject({
      schemaVersion: 1,
      tool: event.tool,
      run: { ...event.run, endedAt: ended.endedAt, durationMs: 5_000, interrupted: false, partial: false },
      target: event.target,
      contract: event.contract,
      contradictions: event.contradictions,
      clusters: ended.clusters,
      traffic: ended.traffic,
      outcome: { verdict: "conformant", exitCode: 0 },
    });
  });

  test("is strict where the run was", () => {
    expect(recordOf({ ...started(), strict: true }, aCase("warn"), ended).outcome.exitCode).toBe(1);
  });

  test.each<[Partial<PlannedRequirement>, readonly RunEvent[], boolean]>([
    [{}, [aCase("pass")], false],
    [{}, [aCase("inconclusive")], true],
    [{ excluded: { verdict: "disabled", reason: "" } }, [], true],
    [{ excluded: { verdict: "not-applicable", reason: "" } }, [], false],
  ])("is partial when something was not judged that could have been", (requirement, events, partial) => {
    expect(recordOf(started(requirement), ...events, ended).run.partial).toBe(partial);
  });

  test("of a run that was cut off says so, and how far it came", () => {
    const record = recordOf(started(), aCase("pass", { requests: 3 }), aCase("pass", { requests: 8 }));
    expect(record.run).toMatchObject({ interrupted: true, durationMs: 0, endedAt: record.run.startedAt });
    expect(record.traffic).toMatchObject({ requests: 8, cases: 2 });
    expect(record.outcome).toMatchObject({ verdict: "inconclusive", exitCode: 130 });
  });

  test("needs a beginning", () => {
    expect(() => new RecordFold().record()).toThrow("no run has started in these events");
    expect(new RecordFold().started).toBeUndefined();
    const fold = new RecordFold();
    const event = started();
    fold.apply(event);
    expect(fold.started).toBe(event);
  });
});

describe("law: the record is the same live and read back from its lines", () => {
  const verdict = fc.constantFrom<Verdict>("pass", "fail", "warn", "info", "inconclusive", "error");
  const place = fc.nat({ max: 3 });
  const id = fc.constantFrom("a", "b", "c");
  const event: fc.Arbitrary<RunEvent> = fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .tuple(verdict, place, id, fc.boolean(), fc.nat())
        .map(([each, at, name, kept, requests]) => aCase(each, { place: at, id: name, kept, requests })),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(place, id).map(([requirement, name]): RunEvent => ({
        type: "reduced",
        requirement,
        result: aResult(name, "fail", "smaller"),
      })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.array(place), fc.string())
        .map(([requirements, reason]): RunEvent => ({ type: "idle", verdict: "not-applicable", reason, requirements })),
    },
    {
      weight: 1,
      arbitrary: verdict.map((each): RunEvent => ({
        type: "operation",
        operation: { id: "RegisterCluster", method: "POST", path: "/", verdict: each },
      })),
    },
  );
  const run = fc
    .tuple(fc.array(event, { maxLength: 20 }), fc.boolean())
    .map(([events, whole]): RunEvent[] => [
      started(
        {},
        { ...(second as PlannedRequirement), expectedFailure: { pattern: "*", reason: "known" } },
        ...planned.slice(2, 4),
      ),
      ...events,
      ...(whole ? [ended] : []),
    ]);

  test("as lines", () => {
    fc.assert(
      fc.property(run, (events) => {
        const lines = events.map((each) => JSON.stringify(each)).join("\n");
        const back = lines.split("\n").map((line) => JSON.parse(line) as RunEvent);
        expect(JSON.stringify(recordOf(...back))).toBe(JSON.stringify(recordOf(...events)));
        expect(recordOf(...back)).toEqual(recordOf(...events));
      }),
    );
  });

  test("and asking for it in between changes nothing", () => {
    fc.assert(
      fc.property(run, (events) => {
        const fold = new RecordFold();
        for (const each of events) {
          fold.apply(each);
          fold.record();
        }
        expect(fold.record()).toEqual(recordOf(...events));
      }),
    );
  });
});
