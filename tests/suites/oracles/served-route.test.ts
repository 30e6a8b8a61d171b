import { expect, test } from "@jest/globals";
import { judgeServed } from "#suites/oracles/served-route.ts";
import { describeOperation, register } from "#tests/suites/bundled-contract.ts";
import { aFailedReply, anError, aReply } from "#tests/suites/made-replies.ts";

test.each([
  ["its success", aReply({ status: 200, body: { cluster: {} } }), "met"],
  ["its 404 for an unknown name", anError(404, "ResourceNotFoundException"), "met"],
  ["an error of EKS that its own list lacks", anError(400, "InvalidParameterException"), "met"],
  ["a refusal that comes before any operation", anError(403, "AccessDeniedException"), "missed"],
  ["a 404 that names no error", aReply({ status: 404, body: { message: "Not Found" } }), "missed"],
  ["another status of success", aReply({ status: 204 }), "missed"],
  ["an error of nobody's", anError(404, "NoSuchRouteException"), "missed"],
  ["a crash that has a name", anError(500, "ServerException"), "met"],
  ["a crash that has none", aReply({ status: 500, body: {} }), "unclear"],
  ["a gateway's error", anError(502, "BadGateway"), "missed"],
  ["throttling", anError(429, "TooManyRequestsException"), "unclear"],
  ["no answer", aFailedReply("timeout"), "missed"],
  ["no connection", aFailedReply("refused"), "unclear"],
] as const)("a route answered with %s", (_what, reply, grade) => {
  expect(judgeServed(reply, describeOperation)).toMatchObject({
    grade,
    expected: "200, or an error of DescribeCluster",
  });
});

test("names the operation that was asked for", () => {
  expect(judgeServed(aReply({ status: 200 }), register).expected).toBe("200, or an error of RegisterCluster");
});
