import { expect, test } from "@jest/globals";
import { isQuotaRefusal, quotaInWords } from "#suites/oracles/quota.ts";
import { anError } from "#tests/suites/made-replies.ts";

test.each([
  [400, "ResourceLimitExceededException", true],
  [429, "ResourceLimitExceededException", false],
  [400, "InvalidParameterException", false],
])("%i %s is a refusal for the quota: %s", (status, name, refused) => {
  expect(isQuotaRefusal(anError(status, name))).toBe(refused);
});

test.each([
  [undefined, "the quota is used up"],
  [{ count: 0, atLeast: false }, "the quota is used up"],
  [{ count: 1, atLeast: false }, "the quota is used up, and 1 registered cluster is not the run's"],
  [{ count: 7, atLeast: false }, "the quota is used up, and 7 registered clusters are not the run's"],
  [{ count: 7, atLeast: true }, "the quota is used up, and at least 7 registered clusters are not the run's"],
])("with %j clusters of others: %s", (others, words) => {
  expect(quotaInWords(others)).toBe(words);
});
