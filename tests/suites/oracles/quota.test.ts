import { expect, test } from "@jest/globals";
import { isQuotaRefusal, quotaInWords } from "../../../suites/oracles/quota.ts";
import { anError } from "../made-replies.ts";

test.each([
  [400, "ResourceLimitExceededException", true],
  [429, "ResourceLimitExceededException", false],
  [400, "InvalidParameterException", false],
])("%i %s is a refusal for the quota: %s", (status, name, refused) => {
  expect(isQuotaRefusal(anError(status, name))).toBe(refused);
});

test.each([
  [undefined, "the quota is used up"],
  [0, "the quota is used up"],
  [1, "the quota is used up, and 1 registered cluster is not the run's"],
  [7, "the quota is used up, and 7 registered clusters are not the run's"],
])("with %s clusters of others: %s", (others, words) => {
  expect(quotaInWords(others)).toBe(words);
});
