import { expect, test } from "@jest/globals";
import { isForbidden, refusesToLook } from "#custody/looking/forbidden-name.ts";
import { anError, aReply } from "#tests/suites/made-replies.ts";

test.each<[name: string, forbidden: boolean]>([
  ["a", false],
  ["a".repeat(100), false],
  ["a".repeat(101), true],
  ["", true],
  ["-a", true],
  ["a\0", true],
  ["ä", true],
])("no cluster may be named %j: %s", (name, forbidden) => {
  expect(isForbidden(name)).toBe(forbidden);
});

test.each<[what: string, answer: Parameters<typeof refusesToLook>[0], refuses: boolean]>([
  ["a typed 400", anError(400, "InvalidParameterException"), true],
  ["a gateway's 400", aReply({ status: 400, text: "<html>Bad Request</html>" }), true],
  ["throttling", anError(400, "ThrottlingException"), false],
  ["another refusal", anError(403, "AccessDeniedException"), false],
  ["a failure", anError(500, "ServerException"), false],
])("%s says that nobody looked: %s", (_what, answer, refuses) => {
  expect(refusesToLook(answer)).toBe(refuses);
});
