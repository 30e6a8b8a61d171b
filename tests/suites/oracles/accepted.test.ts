import { describe, expect, test } from "@jest/globals";
import type { Grade } from "#suites/oracles/finding.ts";
import { judgeAccepted } from "#suites/oracles/accepted.ts";
import { isThrottled } from "#protocol/answers/throttling.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import { aFailedReply, anError, aReply, JSON_TYPE } from "#tests/suites/made-replies.ts";

const succeedsWith = (status: number) => ({ success: { status, schema: {}, bound: [] } });
const html = { headers: [["content-type", "text/html"]] as const, text: "<h1>hi</h1>" };

const CASES: readonly (readonly [string, Grade, Reply])[] = [
  ["200 with an object", "met", aReply({ status: 200, body: { cluster: {} } })],
  ["200 with an empty object, which other oracles judge", "met", aReply({ status: 200, body: {} })],
  ["200 with an object of no media type", "met", aReply({ status: 200, headers: [], body: {} })],
  ["200 with an object that names an error", "met", aReply({ status: 200, body: { code: "ThrottlingException" } })],
  ["201 with an object", "missed", aReply({ status: 201, body: {} })],
  ["202 with an object", "missed", aReply({ status: 202, body: {} })],
  ["200 with an array", "missed", aReply({ status: 200, body: [] })],
  ["200 with null", "missed", aReply({ status: 200, text: "null" })],
  ["200 without a body", "missed", aReply({ status: 200 })],
  ["200 with HTML", "missed", aReply({ status: 200, ...html })],
  ["200 with an endless body", "missed", aReply({ status: 200, body: {}, truncated: true })],
  ["a redirect", "missed", aReply({ status: 301, headers: [["location", "/"]] })],
  ["400 InvalidParameterException", "missed", anError(400, "InvalidParameterException")],
  ["400 HTML", "missed", aReply({ status: 400, ...html })],
  ["409 ResourceInUseException", "missed", anError(409, "ResourceInUseException")],
  ["500 ServerException", "missed", anError(500, "ServerException")],
  ["502 HTML", "missed", aReply({ status: 502, ...html })],
  ["504 without a type", "missed", aReply({ status: 504 })],
  ["a reset", "missed", aFailedReply("reset")],
  ["a hang", "missed", aFailedReply("timeout")],
  ["no HTTP", "missed", aFailedReply("malformed")],
  ["nothing listening", "unclear", aFailedReply("refused")],
  ["no such host", "unclear", aFailedReply("dns")],
  ["a certificate that is not trusted", "unclear", aFailedReply("tls")],
  ["429 TooManyRequestsException", "unclear", anError(429, "TooManyRequestsException")],
  ["429 of a proxy", "unclear", aReply({ status: 429, ...html })],
  ["400 ThrottlingException", "unclear", anError(400, "ThrottlingException")],
  ["503 ServiceUnavailableException", "unclear", anError(503, "ServiceUnavailableException")],
  ["503 HTML", "unclear", aReply({ status: 503, ...html })],
  ["428 ResourcePropagationDelayException", "unclear", anError(428, "ResourcePropagationDelayException")],
  ["400 ResourceLimitExceededException", "unclear", anError(400, "ResourceLimitExceededException")],
  ["402 ResourceLimitExceededException", "missed", anError(402, "ResourceLimitExceededException")],
];

describe("a request that must be accepted, answered with", () => {
  test.each(CASES)("%s: %s", (_what, grade, reply) => {
    expect(judgeAccepted(reply, succeedsWith(200)).grade).toBe(grade);
  });

  test("another documented status than 200", () => {
    expect(judgeAccepted(aReply({ status: 201, body: {} }), succeedsWith(201)).grade).toBe("met");
    expect(judgeAccepted(aReply({ status: 200, body: {} }), succeedsWith(201)).grade).toBe("missed");
  });

  test.each<[string, Grade, Reply]>([
    ["no body", "met", aReply({ status: 200 })],
    ["an empty object", "met", aReply({ status: 200, body: {} })],
    ["text that is no JSON", "missed", aReply({ status: 200, text: "ok" })],
    ["another status", "missed", aReply({ status: 204 })],
  ])("where the operation has no output: %s", (_what, grade, reply) => {
    expect(judgeAccepted(reply, { success: { status: 200, schema: { properties: {} }, bound: [] } }).grade).toBe(grade);
  });

  test.each(["any text", ""])("where one member is the whole body: %j", (text) => {
    const bytes = { name: "data", in: "payload", wireName: "data", schema: { type: "string" } } as const;
    const operation = { success: { status: 200, schema: {}, bound: [bytes] } };
    expect(judgeAccepted(aReply({ status: 200, text }), operation).grade).toBe("met");
    expect(judgeAccepted(aReply({ status: 201, text }), operation).grade).toBe("missed");
  });

  test("where the operation has no output, an object or an empty body would have met it", () => {
    const { condition } = judgeAccepted(aReply({ status: 200, text: "ok" }), {
      success: { status: 200, schema: { properties: {} }, bound: [] },
    });
    expect(condition?.answers).toEqual([
      { from: 200, to: 200, object: true },
      { from: 200, to: 200, empty: true },
    ]);
  });

  test("says what was wanted and what came", () => {
    const words = { expected: "200 with a JSON object", received: "409 ResourceInUseException" };
    expect(judgeAccepted(anError(409, "ResourceInUseException"), succeedsWith(200))).toEqual({
      grade: "missed",
      ...words,
      condition: { answers: [{ from: 200, to: 200, object: true }] },
    });
    expect(judgeAccepted(anError(400, "ResourceLimitExceededException"), succeedsWith(200))).toEqual({
      grade: "unclear",
      expected: "200 with a JSON object",
      received: "400 ResourceLimitExceededException: the quota is used up",
    });
  });
});

describe("throttled", () => {
  test.each([
    anError(429, "Any"),
    anError(503, "Any"),
    anError(428, "Any"),
    ...["ThrottlingException", "Throttling", "TooManyRequestsException", "RequestLimitExceeded"].map((name) =>
      anError(400, name),
    ),
    aReply({ status: 400, headers: [JSON_TYPE], body: { __type: "aws#ThrottlingException" } }),
  ])("$status $error.name", (reply) => {
    expect(isThrottled(reply)).toBe(true);
  });

  test.each([anError(400, "InvalidParameterException"), anError(500, "ServerException"), aFailedReply("reset")])(
    "not $status $error.name",
    (reply) => {
      expect(isThrottled(reply)).toBe(false);
    },
  );
});
