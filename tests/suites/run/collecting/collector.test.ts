import { describe, expect, test } from "@jest/globals";
import type { Case } from "#suites/registration/session/cluster-case.ts";
import type { CaseOutcome } from "#suites/run/rounds/run-rounds.ts";
import { Collector } from "#suites/run/collecting/collector.ts";
import type { PlannedRequirement, RunEvent } from "#suites/record/events.ts";
import type { Judgement } from "#suites/record/record.ts";
import type { Verdict } from "#suites/record/verdicts/verdict.ts";
import type { Exchange, Signing } from "#protocol/exchange.ts";
import { toEvidence } from "#suites/run/collecting/to-evidence.ts";
import { createRedactor } from "#endpoint/redaction/redactor.ts";
import { anExchange } from "#tests/suites/made-replies.ts";
import { planned } from "#tests/suites/bundled-contract.ts";

const REQUIREMENTS: readonly PlannedRequirement[] = ["a", "b", "off"].map((id) => ({
  ...(planned[0] as PlannedRequirement),
  id,
  ...(id === "off" ? { excluded: { verdict: "disabled", reason: "off" } } : {}),
}));

const SUBJECT: Case = {
  id: "case",
  kind: "wire",
  requirements: ["a"],
  summary: "what is sent",
  needs: [],
  effect: "read",
  live: 0,
  run: () => Promise.resolve(),
};

function judgement(requirement: string, verdict: Verdict, parts: Partial<Judgement> = {}): Judgement {
  return { requirement, verdict, expected: "e", received: "r", ...parts };
}

function outcome(judgements: readonly Judgement[], parts: Partial<CaseOutcome> = {}): CaseOutcome {
  const exchanges = [anExchange({ status: 200 })];
  return {
    case: SUBJECT,
    judgements,
    exchanges,
    signings: new Map(),
    lastRequest: undefined,
    lost: false,
    ms: 1.6,
    ...parts,
  };
}

function collector() {
  const events: RunEvent[] = [];
  const shown: Exchange[] = [];
  const collected = new Collector({
    requirements: REQUIREMENTS,
    emit: (event) => events.push(event),
    evidenceOf: (exchange) => {
      shown.push(exchange);
      return toEvidence(exchange, createRedactor({ salt: "test" }));
    },
    expectationOf: () => "must-accept",
  });
  return { collected, events, shown };
}

test("a case keeps all its exchanges with what did not pass, and the deciding one with what did", () => {
  const exchanges = [200, 201, 202].map((status) => anExchange({ status }));
  const sizes = (subject: Partial<Case>, ...verdicts: [string, Verdict][]) => {
    const { collected } = collector();
    const judgements = verdicts.map(([id, verdict]) => judgement(id, verdict, { exchange: 1 }));
    const { kept } = collected.add(outcome(judgements, { case: { ...SUBJECT, ...subject }, exchanges }), 1);
    return kept.map(([, { exchanges: own, exchangesLeftOut = 0, judgement: said }]) => [
      own.length,
      exchangesLeftOut,
      own[said.exchange ?? -1]?.response?.status,
    ]);
  };
  expect(sizes({}, ["b", "pass"], ["a", "pass"])).toEqual([
    [1, 1, 201],
    [1, 1, 201],
  ]);
  expect(sizes({}, ["a", "pass"], ["b", "fail"])).toEqual([
    [1, 1, 201],
    [3, 0, 201],
  ]);
});

test("no evidence is made of an exchange that is not kept", () => {
  const { collected, shown } = collector();
  const exchanges = [1, 2, 3].map(() => anExchange({ status: 200 }));
  collected.add(outcome([judgement("a", "pass", { exchange: 0 })], { exchanges }), 3);
  expect(shown).toEqual([exchanges[0]]);
  shown.length = 0;
  collected.add(outcome([judgement("b", "pass", { exchange: 1 })], { exchanges }), 6);
  expect(shown).toEqual([exchanges[1]]);
});

describe("one case makes one event", () => {
  test("with the worst judgement of each requirement", () => {
    const { collected, events } = collector();
    const judgements = [judgement("a", "pass"), judgement("a", "warn"), judgement("b", "pass"), judgement("a", "info")];
    const event = collected.add(outcome(judgements), 12);
    expect(events).toEqual([event]);
    expect(event).toMatchObject({
      type: "case",
      id: "case",
      kind: "wire",
      verdict: "warn",
      ms: 2,
      requests: 12,
      tally: [
        [0, "warn"],
        [1, "pass"],
      ],
    });
    expect(event.kept.map(([place, { verdict }]) => [place, verdict])).toEqual([
      [0, "warn"],
      [1, "pass"],
    ]);
  });

  test("the first of equally bad ones stands for them", () => {
    const { collected } = collector();
    const event = collected.add(
      outcome([judgement("a", "fail", { received: "first" }), judgement("a", "fail", { received: "second" })]),
      1,
    );
    expect(event.kept[0]?.[1].judgement.received).toBe("first");
  });

  test("nothing is said of requirements that are left out or unknown", () => {
    const { collected } = collector();
    const event = collected.add(outcome([judgement("off", "fail"), judgement("unknown", "fail")]), 1);
    expect(event).toMatchObject({ verdict: "pass", tally: [], kept: [] });
    expect([...collected.judged]).toEqual([]);
    expect(collected.indexOf("a")).toBe(0);
    expect(collected.indexOf("b")).toBe(1);
    expect(collected.indexOf("off")).toBeUndefined();
    expect(collected.indexOf("unknown")).toBeUndefined();
  });

  test("has not judged what came up in a round alone that does not count", () => {
    const { collected } = collector();
    collected.add(outcome([judgement("a", "pass")], { passed: [outcome([judgement("b", "fail")])] }), 1);
    expect([...collected.judged]).toEqual([0]);
  });

  test("counts cases, and what was judged", () => {
    const { collected } = collector();
    for (const verdict of ["pass", "fail", "error", "warn", "inconclusive"] as const)
      collected.add(outcome([judgement("b", verdict)]), 1);
    expect(collected.cases).toBe(5);
    expect([...collected.judged]).toEqual([1]);
  });
});

describe("what is kept", () => {
  const kept = (verdicts: readonly Verdict[]): boolean[] => {
    const { collected } = collector();
    return verdicts.map((verdict) => collected.add(outcome([judgement("a", verdict)]), 1).kept.length > 0);
  };

  test("one passing case of a requirement, whatever else there is", () => {
    expect(kept(["pass", "pass", "fail", "pass"])).toEqual([true, false, true, false]);
  });

  test("of a request too large for evidence only what its case is about", () => {
    const { collected } = collector();
    const [one] = outcome([]).exchanges;
    const sent = { ...(one as Exchange), request: { ...(one as Exchange).request, body: new Uint8Array(16_385) } };
    const judgements = [judgement("a", "pass", { exchange: 0 }), judgement("b", "pass", { exchange: 0 })];
    const places = (parts: Partial<CaseOutcome>) =>
      collected.add(outcome(judgements, parts), 1).kept.map(([place]) => place);
    expect(places({ exchanges: [sent] })).toEqual([0]);
    expect(places({ exchanges: [one as Exchange] })).toEqual([1]);
  });

  test("five others", () => {
    const verdicts: Verdict[] = ["fail", "warn", "fail", "info", "fail", "fail", "pass"];
    expect(kept(verdicts)).toEqual([true, true, true, true, true, false, true]);
  });

  test("the first of each verdict, however many others came before", () => {
    const verdicts: Verdict[] = ["warn", "warn", "warn", "warn", "warn", "warn", "inconclusive", "fail", "fail"];
    expect(kept(verdicts)).toEqual([true, true, true, true, true, false, true, true, false]);
  });

  test("of each requirement by itself", () => {
    const { collected } = collector();
    for (let turn = 0; turn < 6; turn += 1) collected.add(outcome([judgement("a", "fail")]), 1);
    expect(collected.add(outcome([judgement("b", "fail"), judgement("b", "fail")]), 1).kept).toHaveLength(1);
  });

  test("one reduction of each requirement", () => {
    const { collected } = collector();
    expect(collected.beginReduction(0)).toBe(30);
    collected.endReduction(0, { requests: 7, found: true });
    expect(collected.beginReduction(0)).toBe(0);
    expect(collected.beginReduction(1)).toBe(30);
  });
});

describe("the evidence of a case", () => {
  const exchanges = (count: number): Exchange[] =>
    Array.from({ length: count }, (_, index) => anExchange({ status: 200 + index }));
  const shown = (count: number, exchange?: number, signings = new Map<Exchange, Signing>()) => {
    const result = collector().collected.result(
      outcome([], { exchanges: exchanges(count), signings }),
      judgement("a", "warn", exchange === undefined ? {} : { exchange }),
    );
    return [result.exchanges.map(({ response }) => (response?.status ?? 0) - 200), result.judgement.exchange];
  };
  const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);

  test("says what was sent, why, and what came of it", () => {
    const result = collector().collected.result(outcome([]), judgement("a", "warn", { alternative: "x" }), {
      requests: 3,
      fromBytes: 9,
      toBytes: 1,
    });
    expect(result).toMatchObject({
      id: "case",
      kind: "wire",
      expectation: "must-accept",
      verdict: "warn",
      judgement: { requirement: "a", verdict: "warn", expected: "e", received: "r", alternative: "x", exchange: 0 },
      reduced: { requests: 3, fromBytes: 9, toBytes: 1 },
      summary: "what is sent, made smaller",
    });
    expect(collector().collected.result(outcome([]), judgement("a", "warn"))?.reduced).toBeUndefined();
  });

  test.each<[number, number | undefined, number[], number]>([
    [1, undefined, [0], 0],
    [3, undefined, [0, 1, 2], 2],
    [3, 1, [0, 1, 2], 1],
    [3, 9, [0, 1, 2], 2],
    [3, -1, [0, 1, 2], 0],
    [12, 0, range(0, 12), 0],
    [30, 0, range(0, 12), 0],
    [30, 6, range(0, 12), 6],
    [30, 7, range(1, 13), 6],
    [30, 15, range(9, 21), 6],
    [30, 29, range(18, 30), 11],
    [0, undefined, [], 0],
    [0, 4, [], 0],
  ])("of %i exchanges, number %s deciding", (count, exchange, places, decisive) => {
    expect(shown(count, exchange)).toEqual([places, decisive]);
  });

  test("of a failure are all that came before it, as far as a script can do with", () => {
    const failed = (count: number) =>
      collector().collected.result(
        outcome([], { exchanges: exchanges(count) }),
        judgement("a", "fail", { exchange: count - 1 }),
      );
    const few = failed(40);
    expect(few.exchanges).toHaveLength(40);
    expect(few.exchangesLeftOut).toBeUndefined();
    const many = failed(90);
    expect(many).toMatchObject({ exchangesLeftOut: 26, judgement: { exchange: 63 } });
    expect(many.exchanges.at(-1)?.response?.status).toBe(289);
  });

  test("tells how a request was signed that was not signed as it should be", () => {
    const exchange = anExchange({ status: 403 });
    const signings = new Map<Exchange, Signing>([[exchange, { kind: "skewed", seconds: 9 }]]);
    const result = collector().collected.result(
      outcome([], { exchanges: [exchange], signings }),
      judgement("a", "fail"),
    );
    expect(result.exchanges[0]?.signing).toEqual({ kind: "skewed", seconds: 9 });
  });

  const at = (method: string, path: string, status: number): Exchange => {
    const exchange = anExchange({ method, status });
    return { ...exchange, request: { ...exchange.request, path } };
  };

  test("of what was found and then no more keeps the last look that found it", () => {
    const looks = [404, 404, 200, 200, ...Array.from({ length: 10 }, () => 404)];
    const exchanges = [
      at("POST", "/cluster-registrations", 201),
      ...looks.map((each) => at("GET", "/clusters/a", each)),
    ];
    const result = collector().collected.result(
      outcome([], { exchanges }),
      judgement("a", "fail", { exchange: exchanges.length - 1 }),
    );
    expect(result.exchanges.map(({ response }) => response?.status)).toEqual([201, 200, 404]);
    expect(result.judgement.exchange).toBe(2);
  });

  test("of a list that was polled keeps what it was polled for, and the last poll of each page", () => {
    const polls = Array.from({ length: 10 }, (_, round) => [
      at("GET", "/clusters?maxResults=1", 300 + round),
      at("GET", "/clusters?maxResults=1&nextToken=1", 400 + round),
    ]).flat();
    const subject = [at("POST", "/cluster-registrations", 200), at("POST", "/cluster-registrations", 409), ...polls];
    const result = collector().collected.result(
      outcome([], { exchanges: [...subject, at("DELETE", "/cluster-registrations/a", 204)] }),
      judgement("a", "fail", { exchange: subject.length - 1 }),
    );
    expect(result.exchanges.map(({ response }) => response?.status)).toEqual([200, 409, 309, 409, 204]);
    expect(result.judgement.exchange).toBe(3);
  });

  test("sends again as it was signed", () => {
    const exchange = anExchange({ status: 403 });
    const signings = new Map<Exchange, Signing>([[exchange, { kind: "unknown-key" }]]);
    const result = collector().collected.result(
      outcome([], { exchanges: [exchange], signings }),
      judgement("a", "fail"),
    );
    expect(result.exchanges[0]?.signing).toEqual({ kind: "unknown-key" });
  });
});
