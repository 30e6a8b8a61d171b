import { describe, expect, test } from "@jest/globals";
import { encodeInput } from "#protocol/encode.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { runCase } from "#suites/registration/run-case.ts";
import type { Case } from "#suites/registration/session/cluster-case.ts";
import { Collector } from "#suites/run/collecting/collector.ts";
import type { ReducedEvent } from "#suites/record/events.ts";
import { prepare } from "#suites/registration/prepared-registration.ts";
import { oneRequestCase } from "#suites/registration/cases/inputs/one-request.ts";
import { toEvidence } from "#suites/run/collecting/to-evidence.ts";
import { createRedactor } from "#endpoint/redaction/redactor.ts";
import { aResponse, errorHeaders } from "#tests/suites/made-replies.ts";
import { contract, planned, register } from "#tests/suites/bundled-contract.ts";
import { fakeTarget, type Script } from "#tests/suites/fake-target.ts";
import { testRun } from "#tests/suites/test-run.ts";
import { classKey, isWorthReducing, reduceFailure, type Reducing } from "#suites/run/rounds/reduce-failure.ts";
import type { Classification } from "#suites/oracles/request/expectation.ts";
import { smallerRegistrations } from "#suites/registration/smaller-registrations.ts";

const many = (count: number): JsonObject =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`some-key-${index}`, `value ${index}`]));
const INPUT: JsonObject = {
  name: "ecf-9i59nsg-first",
  connectorConfig: { roleArn: "arn:aws:iam::123456789012:role/eks-connector-agent", provider: "OTHER" },
  clientRequestToken: "t".repeat(40),
  tags: many(70),
};

function subjectOf(input: JsonObject = INPUT, kind: Case["kind"] = "one-fault"): Case {
  const request = encodeInput(register, input);
  if (request === undefined) throw new Error("no request");
  return oneRequestCase({
    operation: register,
    id: "register/one-fault/key",
    kind,
    requirement: "register.tags.max-properties",
    summary: "many tags",
    request: () => request,
  });
}

function setting(script: Script) {
  const target = fakeTarget(script);
  const { context } = prepare(testRun({ target }));
  context.control.passed = true;
  const collector = new Collector({
    requirements: planned,
    emit: () => undefined,
    evidenceOf: (exchange) => toEvidence(exchange, createRedactor({ salt: "test" })),
    expectationOf: () => "must-reject",
  });
  const reduce = async (subject: Case, mustStop = (): boolean => false): Promise<ReducedEvent[]> => {
    const outcome = await runCase(context, subject);
    collector.add(outcome, 1);
    const reducing = smallerRegistrations(context, subject);
    return reduceFailure({ contract, outcome, collector, reducing, mustStop });
  };
  return { target, collector, reduce, generation: context.generation };
}

/** Accepts everything; what it registers is removed by its name. */
const lenient: Script = (request, _number, work) => {
  if (request.method !== "POST") return work();
  const { name } = JSON.parse(new TextDecoder().decode(request.body)) as { name: string };
  return aResponse({ status: 200, body: { cluster: { name } } });
};

describe("a failure of a random case", () => {
  test("is shown by the smallest request that fails in the same way", async () => {
    const { target, reduce } = setting(lenient);
    const [event, ...rest] = await reduce(subjectOf());
    expect(rest).toEqual([]);
    const place = planned.findIndex(({ id }) => id === "register.tags.max-properties");
    expect(event).toMatchObject({ type: "reduced", requirement: place });
    const { result } = event as ReducedEvent;
    expect(result).toMatchObject({
      id: "register/one-fault/key",
      verdict: "fail",
      summary: "many tags, made smaller",
      judgement: { requirement: "register.tags.max-properties", received: "200" },
    });
    const { text = "" } = result.exchanges[result.judgement.exchange ?? 0]?.request.body ?? {};
    const sent = JSON.parse(text) as { tags: JsonObject; clientRequestToken?: string; name: string };
    expect(Object.keys(sent.tags)).toHaveLength(51);
    expect(sent.clientRequestToken).toBeUndefined();
    expect(sent.name).toMatch(/^ecf-9i59nsg-/);
    expect(sent.name).not.toBe("ecf-9i59nsg-first");
    const posts = target.sent.filter(({ method }) => method === "POST");
    expect(result.reduced).toEqual({
      requests: posts.length - 1,
      fromBytes: posts[0]?.body?.length,
      toBytes: text.length,
    });
    expect(posts.length).toBeLessThanOrEqual(31);
  });

  test.each([
    ["large", INPUT, true],
    ["small", { ...INPUT, tags: { a: "b" } }, false],
  ])("of a %s boundary case is made smaller where there is much to gain", async (_size, input, gains) => {
    const { reduce } = setting(() => aResponse({ status: 500, body: { message: "no" } }));
    expect((await reduce(subjectOf(input, "boundary"))).length > 0).toBe(gains);
  });

  test("leaves nothing behind, and uses another name each time", async () => {
    const { target, reduce } = setting(lenient);
    await reduce(subjectOf());
    const names = target.log.filter((line) => line.startsWith("POST"));
    expect(new Set(names).size).toBe(names.length);
    expect(target.log.filter((line) => line.startsWith("DELETE"))).toHaveLength(names.length);
  });

  test("is looked into once for each requirement", async () => {
    const { reduce } = setting(lenient);
    expect(await reduce(subjectOf())).toHaveLength(1);
    expect(await reduce(subjectOf())).toEqual([]);
  });

  test("is looked into once more, with what is left of the requests, where the first try came to nothing", async () => {
    let refuses = true;
    const { target, reduce } = setting((request, number, work) =>
      request.method === "POST" && number > 1 && refuses
        ? aResponse({ status: 400, headers: errorHeaders("InvalidParameterException"), body: { message: "no" } })
        : lenient(request, number, work),
    );
    expect(await reduce(subjectOf())).toEqual([]);
    refuses = false;
    expect(await reduce(subjectOf())).toHaveLength(1);
    // Two of the cases themselves.
    expect(target.log.filter((line) => line.startsWith("POST")).length).toBeLessThanOrEqual(32);
  });

  test("of several requirements is made smaller for each of them", async () => {
    const { reduce } = setting((request, number, work) =>
      request.method === "POST" ? aResponse({ status: 200, body: { cluster: 7 } }) : lenient(request, number, work),
    );
    const events = await reduce(subjectOf());
    const places = ["register.tags.max-properties", "register.response.cluster"].map((id) =>
      planned.findIndex((each) => each.id === id),
    );
    expect(events.map(({ requirement }) => requirement)).toEqual(expect.arrayContaining(places));
  });

  test("that no smaller request shares stays as it is", async () => {
    const { reduce } = setting((request, number, work) =>
      request.method === "POST" && number > 1
        ? aResponse({ status: 400, headers: errorHeaders("InvalidParameterException"), body: { message: "no" } })
        : lenient(request, number, work),
    );
    expect(await reduce(subjectOf())).toEqual([]);
  });

  test("is not taken for another failure: of a name that is still taken", async () => {
    const { reduce } = setting((request, number, work) =>
      request.method === "POST" && number > 1
        ? aResponse({ status: 409, headers: errorHeaders("ResourceInUseException"), body: { message: "taken" } })
        : lenient(request, number, work),
    );
    expect(await reduce(subjectOf())).toEqual([]);
  });

  test("is made smaller under names that no other failure is made smaller under", async () => {
    const namesOf = async (id: string): Promise<string[]> => {
      const { target, reduce } = setting(lenient);
      await reduce({ ...subjectOf(), id });
      return target.log.filter((line) => line.startsWith("POST")).slice(1);
    };
    const [one, other] = [await namesOf("one"), await namesOf("other")];
    expect(one.filter((name) => other.includes(name))).toEqual([]);
  });

  test("is not taken for another failure: what breaks a limit goes on breaking that one", async () => {
    const { target, reduce } = setting(lenient);
    await reduce(subjectOf());
    for (const request of target.sent.filter(({ method }) => method === "POST")) {
      const { tags } = JSON.parse(new TextDecoder().decode(request.body)) as { tags: JsonObject };
      expect(Object.keys(tags).length).toBeGreaterThan(50);
    }
  });
});

describe("nothing is made smaller", () => {
  test.each<Case["kind"]>(["control", "wire", "scenario", "history"])("of a case of the kind %s", async (kind) => {
    const { target, reduce } = setting(lenient);
    expect(await reduce(subjectOf(INPUT, kind))).toEqual([]);
    expect(target.log.filter((line) => line.startsWith("POST"))).toHaveLength(1);
  });

  test("of a random case that passes", async () => {
    const { reduce } = setting((_request, _number, work) => work());
    expect(await reduce(subjectOf())).toEqual([]);
  });

  test("of a random case of a kind that is random", async () => {
    expect(await setting(lenient).reduce(subjectOf(INPUT, "random"))).toHaveLength(1);
  });

  test("once the run must stop", async () => {
    const { target, reduce } = setting(lenient);
    let sent = 0;
    const mustStop = (): boolean => {
      sent = target.sent.length;
      return true;
    };
    expect(await reduce(subjectOf(), mustStop)).toEqual([]);
    expect(sent).toBe(target.sent.length);
  });

  test("of a failure of a requirement that is not judged", async () => {
    const { context } = prepare(testRun({ target: fakeTarget(lenient) }));
    const outcome = await runCase(context, subjectOf());
    const collector = new Collector({
      requirements: [],
      emit: () => undefined,
      evidenceOf: (exchange) => toEvidence(exchange, createRedactor()),
      expectationOf: () => "must-reject",
    });
    const reducing = smallerRegistrations(context, outcome.case);
    expect(await reduceFailure({ contract, outcome, collector, reducing, mustStop: () => false })).toEqual([]);
  });

  test("of a request that the contract does not know as an input", async () => {
    const { context } = prepare(testRun({ target: fakeTarget(lenient) }));
    const subject: Case = {
      ...subjectOf(),
      run: async (session) => {
        await session.send({ method: "GET", path: "/nowhere", headers: [] });
        session.judge("register.valid", { grade: "missed", expected: "x", received: "y" }, session.lastExchange);
      },
    };
    const outcome = await runCase(context, subject);
    const { collector } = setting(lenient);
    const reducing = smallerRegistrations(context, subject);
    const options = { contract, collector, reducing, mustStop: () => false };
    expect(await reduceFailure({ ...options, outcome })).toEqual([]);
    expect(await reduceFailure({ ...options, outcome: { ...outcome, exchanges: [] } })).toEqual([]);
  });
});

describe("the search for a smaller request", () => {
  /** Asks about so many smaller inputs; the cases that were fired, what was found, and how often a search began. */
  async function searching(asks: number, parts: Partial<Reducing> = {}, { hangs = false, times = 1 } = {}) {
    const { context } = prepare(testRun({ target: fakeTarget(lenient) }));
    const seen = await runCase(context, subjectOf());
    const failure = { kind: "timeout", message: "" } as const;
    const hung = seen.exchanges.map((exchange) => ({ ...exchange, response: undefined, failure }));
    const outcome = hangs ? { ...seen, exchanges: hung } : seen;
    const { collector } = setting(lenient);
    const fired: string[] = [];
    const found: boolean[] = [];
    let searches = 0;
    const reducing: Reducing = {
      isReducible: () => true,
      search: async (_decided, { stillFails }) => {
        searches += 1;
        for (let each = 0; each < asks; each += 1) found.push(await stillFails({}));
      },
      fire: (_decided, { id }) => {
        fired.push(id);
        return Promise.resolve({ ...outcome, judgements: [] });
      },
      ...parts,
    };
    const events: ReducedEvent[] = [];
    for (let time = 0; time < times; time += 1) {
      events.push(...(await reduceFailure({ contract, outcome, collector, reducing, mustStop: () => false })));
    }
    return { fired, found, searches, events, outcome };
  }

  test("is given up after ten requests that do not fail, each a case of its own", async () => {
    const { fired, found, events } = await searching(20);
    expect(fired).toEqual(Array.from({ length: 10 }, (_, at) => `register/one-fault/key/reduced-${at + 1}`));
    expect(new Set(found)).toEqual(new Set([false]));
    expect(events).toEqual([]);
  });

  test("goes on past ten requests where one of the first failed as the whole did", async () => {
    const { outcome } = await searching(0);
    let sent = 0;
    const fire = () => {
      sent += 1;
      return Promise.resolve(sent === 1 ? outcome : { ...outcome, judgements: [] });
    };
    const { found, events } = await searching(20, { fire });
    expect(sent).toBe(20);
    expect(found.filter((each) => each)).toHaveLength(1);
    expect(events).toMatchObject([{ result: { reduced: { requests: 20 } } }]);
  });

  test("asks for nothing more once it is no longer worth it", async () => {
    const { fired, found } = await searching(3, { isSpent: () => true });
    expect(fired).toEqual([]);
    expect(found).toEqual([false, false, false]);
  });

  test("passes over inputs that no request of the same class can carry", async () => {
    const { found, events } = await searching(3, { fire: () => undefined });
    expect(found).toEqual([false, false, false]);
    expect(events).toEqual([]);
  });

  test("is not begun for a request that took a whole time-out, nor a third time", async () => {
    expect((await searching(1, {}, { hangs: true })).searches).toBe(0);
    expect((await searching(1, {}, { times: 3 })).searches).toBe(2);
  });
});

describe("a request is worth making smaller", () => {
  const of = (bytes?: number) => ({
    method: "POST",
    path: "/",
    headers: [],
    ...(bytes === undefined ? {} : { body: new Uint8Array(bytes) }),
  });

  test.each<[Case["kind"], number | undefined, boolean, boolean]>([
    ["random", undefined, false, true],
    ["one-fault", 1, false, true],
    ["boundary", 1_024, false, false],
    ["boundary", 1_025, false, true],
    ["boundary", undefined, false, false],
    ["wire", 2_000, false, false],
    ["wire", 2_000, true, true],
    ["wire", 20, true, false],
  ])("of a %s case with %s bytes, drawn: %s, is %s", (kind, bytes, isDrawn, worth) => {
    expect(isWorthReducing({ kind }, of(bytes), isDrawn)).toBe(worth);
  });
});

describe("two requests are of one class", () => {
  const breaks = (expectation: Classification["expectation"], ...keywords: readonly string[]): Classification => ({
    operation: register,
    expectation,
    violations: keywords.map((keyword) => ({ pointer: "/properties/tags", keyword, side: "reject" }) as never),
    unspecified: [],
  });
  const key = classKey(breaks("must-reject", "maxProperties", "type"));

  test("where they break the same, in whatever order and however often", () => {
    expect(classKey(breaks("must-reject", "type", "maxProperties", "type"))).toBe(key);
  });

  test.each([
    ["one breaks less", breaks("must-reject", "maxProperties")],
    ["one breaks something else", breaks("must-reject", "maxProperties", "pattern")],
    ["something else is expected", breaks("unspecified", "maxProperties", "type")],
  ])("and not where %s", (_what, other) => {
    expect(classKey(other)).not.toBe(key);
  });
});
