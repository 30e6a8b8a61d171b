import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Exchange, FailureKind } from "#protocol/exchange.ts";
import { answersOfFailures, failedByServer, isServerError } from "#suites/session/server-errors.ts";
import type { Judgement } from "#suites/record/record.ts";
import type { Verdict } from "#suites/record/verdicts/verdict.ts";
import { contract } from "#tests/suites/bundled-contract.ts";
import { aFailedExchange, anExchange, errorHeaders, JSON_TYPE } from "#tests/suites/made-replies.ts";

const error = (status: number, name: string) => anExchange({ status, headers: errorHeaders(name), body: {} });

const CRASH = error(500, "ServerException");
const LOST = aFailedExchange("reset");
const GARBLED = aFailedExchange("malformed");
const REFUSAL = error(400, "InvalidParameterException");

describe("the server failed", () => {
  test.each<[what: string, exchange: Exchange]>([
    ["by a 500", CRASH],
    ["by a 500 without a name", anExchange({ status: 500 })],
    ["by a 500 of another service's name", error(500, "InternalFailure")],
    ["by a 501", error(501, "NotImplemented")],
    ["by a 503", error(503, "ServiceUnavailableException")],
    ["by a 599", anExchange({ status: 599 })],
    ["by a body without an end", anExchange({ status: 200, body: {}, truncated: true })],
    ["by a refusal without an end", anExchange({ status: 400, body: {}, truncated: true })],
    ["by what is no HTTP", GARBLED],
    ["by a connection cut off", LOST],
    ["by silence", aFailedExchange("timeout")],
  ])("%s", (_what, exchange) => {
    expect(isServerError(contract, exchange)).toBe(true);
  });
});

describe("the server did not fail", () => {
  test.each<[what: string, exchange: Exchange]>([
    ["with a success", anExchange({ status: 200, body: {} })],
    ["with a refusal", REFUSAL],
    ["with a refusal that names a failure", error(400, "ServerException")],
    ["with a status below 500", anExchange({ status: 499 })],
    ["with a 500 that names a client's error", error(500, "InvalidParameterException")],
    [
      "with a 500 that names one in its body",
      anExchange({ status: 500, headers: [JSON_TYPE], body: { __type: "ResourceNotFoundException" } }),
    ],
    ["with a 503 that names one", error(503, "ResourceInUseException")],
    ["where no connection came about", aFailedExchange("refused")],
    ["where no host has the name", aFailedExchange("dns")],
    ["where TLS did not come about", aFailedExchange("tls")],
  ])("%s", (_what, exchange) => {
    expect(isServerError(contract, exchange)).toBe(false);
  });

  test("with an exchange that has neither an answer nor a failure", () => {
    const { request, startedAt, durationMs, attempt } = LOST;
    expect(isServerError(contract, { request, startedAt, durationMs, attempt })).toBe(false);
  });

  test.each(
    [...new Set([...contract.operations.values()].flatMap(({ errors }) => errors))].map(
      ({ name, status }) => [name, status] as const,
    ),
  )("with 500 %s exactly where it is documented with %i, a client's status", (name, status) => {
    expect(isServerError(contract, error(500, name))).toBe(status >= 500);
  });
});

const judgement = (requirement: string, verdict: Verdict, exchange?: number): Judgement => ({
  requirement,
  verdict,
  expected: "a",
  received: "b",
  ...(exchange !== undefined && { exchange }),
});

describe("what a failing speaks against", () => {
  const exchanges = [CRASH, REFUSAL, LOST, GARBLED];
  const failed = (judgements: readonly Judgement[], answeredBefore = true, given: readonly Exchange[] = exchanges) =>
    failedByServer(contract, { judgements, exchanges: given }, answeredBefore).map(({ requirement }) => requirement);

  test("tells the operation that it failed at, how many of its requests did, and among how many operations", () => {
    const ofAnother = { ...CRASH, request: { ...CRASH.request, method: "GET" } };
    const judged = { judgements: [judgement("a", "fail", 0)], exchanges: [...exchanges, ofAnother] };
    const failing = { failures: 3, requests: 4 };
    expect(failedByServer(contract, judged, true)).toEqual([
      { requirement: "a", operation: "RegisterCluster", failing, among: 2 },
    ]);
  });

  test("is each requirement that failed in such an exchange", () => {
    const judgements = exchanges.map((_, index) => judgement(`r${index}`, "fail", index));
    expect(failed(judgements)).toEqual(["r0", "r2", "r3"]);
  });

  test("where the endpoint has not answered before, a lost reply is no such failing", () => {
    const judgements = exchanges.map((_, index) => judgement(`r${index}`, "fail", index));
    expect(failed(judgements, false)).toEqual(["r0", "r3"]);
    expect(failed([judgement("a", "fail", 0)], false, [aFailedExchange("timeout")])).toEqual([]);
  });

  test.each<Verdict>(["pass", "warn", "info", "inconclusive"])("is none whose verdict is %s", (verdict) => {
    expect(failed([judgement("a", verdict, 0)])).toEqual([]);
  });

  test("is told by the last exchange where a judgement names none", () => {
    expect(failed([judgement("a", "fail")])).toEqual(["a"]);
    expect(failed([judgement("a", "fail")], true, [CRASH, REFUSAL])).toEqual([]);
    expect(failed([judgement("a", "fail")], true, [])).toEqual([]);
  });

  test("is nothing where the exchange that is named is not there", () => {
    expect(failed([judgement("a", "fail", 9)])).toEqual([]);
  });
});

describe("the answers that failed", () => {
  const answers = (judgements: readonly Judgement[], exchanges: readonly Exchange[]) =>
    answersOfFailures(contract, { judgements, exchanges });

  test("come once each, however many requirements they fail", () => {
    const judgements = [
      judgement("a", "fail", 0),
      judgement("b", "fail", 0),
      judgement("c", "fail", 1),
      judgement("d", "fail", 2),
    ];
    expect(answers(judgements, [CRASH, REFUSAL, LOST])).toEqual([CRASH, LOST]);
  });

  test("are told apart, though they look alike", () => {
    const alike = [error(500, "ServerException"), error(500, "ServerException")];
    expect(answers([judgement("a", "fail", 0), judgement("a", "fail", 1)], alike)).toHaveLength(2);
  });
});

test("for an endpoint that has answered, there is an answer for each requirement that failed by it, and the other way round", () => {
  const kinds: readonly FailureKind[] = ["refused", "dns", "tls", "reset", "timeout", "malformed"];
  const anyExchange = fc.oneof(
    fc.constantFrom(CRASH, REFUSAL, GARBLED).map((exchange) => ({ ...exchange })),
    fc.constantFrom(...kinds).map((kind) => aFailedExchange(kind)),
    fc.integer({ min: 200, max: 599 }).map((status) => anExchange({ status })),
  );
  const verdict = fc.constantFrom<Verdict>("pass", "fail", "warn");
  const setting = fc.array(anyExchange, { minLength: 1, maxLength: 4 }).chain((exchanges) =>
    fc.record({
      exchanges: fc.constant(exchanges),
      judgements: fc.array(
        fc.tuple(verdict, fc.nat({ max: exchanges.length - 1 })).map(([given, at]) => judgement(`r${at}`, given, at)),
        { maxLength: 5 },
      ),
    }),
  );
  fc.assert(
    fc.property(setting, ({ exchanges, judgements }) => {
      const judged = { exchanges, judgements };
      const answers = answersOfFailures(contract, judged);
      const failed = failedByServer(contract, judged, true).map(({ requirement }) => requirement);
      expect(answers.every((answer) => isServerError(contract, answer))).toBe(true);
      expect(new Set(failed)).toEqual(new Set(answers.map((answer) => `r${exchanges.indexOf(answer)}`)));
    }),
  );
});
