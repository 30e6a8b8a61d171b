import { describe, expect, test } from "@jest/globals";
import { paceOf, type Pace } from "#protocol/answers/throttling.ts";
import { aFailedReply, anError, aReply } from "#tests/suites/made-replies.ts";

const EKS_WORDS = { __type: "InvalidRequestException", message: "Request limit exceeded." };

describe("what an answer says of the pace", () => {
  test.each<[string, Pace, Parameters<typeof paceOf>[0]]>([
    ["429 of whatever type", "throttled", aReply({ status: 429 })],
    ["400 with a throttling code", "throttled", anError(400, "RequestLimitExceeded")],
    ["503 with a throttling code", "throttled", anError(503, "SlowDown")],
    ["EKS's own words for it", "throttled", aReply({ status: 400, body: EKS_WORDS })],
    ["503", "unavailable", aReply({ status: 503 })],
    ["428", "propagating", aReply({ status: 428 })],
  ])("%s: %s", (_what, pace, answer) => expect(paceOf(answer)).toBe(pace));

  test.each<[string, Parameters<typeof paceOf>[0]]>([
    ["a success that names such a code", anError(200, "ThrottlingException")],
    ["a 500, which is the endpoint's word on the request", anError(500, "ThrottlingException")],
    ["a bad request of other words", aReply({ status: 400, body: { ...EKS_WORDS, message: "Request is empty." } })],
    ["no answer", aFailedReply("reset")],
  ])("nothing: %s", (_what, answer) => expect(paceOf(answer)).toBeUndefined());
});
