import { expect, test } from "@jest/globals";
import type { FailureKind } from "#protocol/exchange.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import { check } from "#suites/oracles/finding.ts";
import { unlessUninformative } from "#suites/oracles/uninformative.ts";
import { aFailedReply, anError, aReply } from "#tests/suites/made-replies.ts";

const MISSED = check(false, "one thing", "another", [{ at: "", expected: "a", received: "b" }]);

test.each<[what: string, reply: Reply]>([
  ["no connection", aFailedReply("refused")],
  ["no host of that name", aFailedReply("dns")],
  ["no common TLS", aFailedReply("tls")],
  ["a pace", anError(429, "TooManyRequestsException")],
  ["a pace with the status of a bad request", anError(400, "ThrottlingException")],
  ["a pace by its message", anError(400, "InvalidRequestException", { message: "Request limit exceeded." })],
  ["an outage", anError(503, "ServiceUnavailable")],
  ["a delay of propagation", anError(428, "ResourcePropagationDelayException")],
  ["expired credentials", anError(403, "ExpiredTokenException")],
  ["expired credentials, in AWS's older word", anError(400, "ExpiredToken")],
])("%s says nothing of what was asked for", (_what, reply) => {
  expect(unlessUninformative(reply, MISSED)).toEqual({ ...MISSED, grade: "unclear" });
});

const LOST: readonly FailureKind[] = ["reset", "timeout", "malformed"];

test.each<[what: string, reply: Reply]>([
  ["a success", aReply({ status: 200, body: {} })],
  ["a refusal", anError(400, "InvalidParameterException")],
  ["a refusal of the caller", anError(403, "AccessDeniedException")],
  ["a token that is wrong", anError(403, "UnrecognizedClientException")],
  ["a failure of the server's", anError(500, "ServerException")],
  ["a failure that is named like a pace", anError(500, "ThrottlingException")],
  ["an operation that is not there", anError(501, "UnknownOperationException")],
  ["a success that tells of limits", aReply({ status: 200, body: { message: "Too many requests" } })],
  ...LOST.map((kind): [string, Reply] => [kind, aFailedReply(kind)]),
])("%s stands", (_what, reply) => {
  expect(unlessUninformative(reply, MISSED)).toBe(MISSED);
});

test("what was met is unclear too, where the answer says nothing", () => {
  expect(unlessUninformative(aFailedReply("refused"), check(true, "a", "b")).grade).toBe("unclear");
});
