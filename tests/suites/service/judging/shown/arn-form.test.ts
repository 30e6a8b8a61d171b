import { expect, test } from "@jest/globals";
import { arnFinding } from "#suites/service/judging/shown/arn-form.ts";

const HERE = "arn:aws:eks:us-east-1:123456789012";

test.each([
  [`${HERE}:nodegroup/c/n/1`, `${HERE}:cluster/c`, "met"],
  [`${HERE}:nodegroup/c/n/1`, undefined, "met"],
  ["arn:aws:eks:us-east-1:nodegroup/c/n/1", undefined, "missed"],
  ["arn:aws:eks:us-east-1::nodegroup/c/n/1", `${HERE}:cluster/c`, "missed"],
  ["arn:aws:eks:us-east-1:000000000000:nodegroup/c/n/1", `${HERE}:cluster/c`, "missed"],
  ["arn:aws:eks:eu-west-1:123456789012:nodegroup/c/n/1", `${HERE}:cluster/c`, "missed"],
  // Some services name no account in their ARNs.
  ["arn:aws:apigateway:us-east-1::/restapis/a/stages/b", "arn:aws:apigateway:us-east-1::/restapis/a", "met"],
  ["arn:aws:s3:::bucket", undefined, "met"],
])("%s of %s is %s", (arn, of, grade) => {
  expect(arnFinding(arn, { of, at: "/box/arn" }).grade).toBe(grade);
});

test.each([
  [`${HERE}:nodegroup/c/Workers/1`, "Workers", "met"],
  [`${HERE}:nodegroup/c/workers/1`, "Workers", "missed"],
  // A principal's ARN is not repeated as it is.
  [`${HERE}:access-entry/c/role/123456789012/admin/1`, "arn:aws:iam::123456789012:role/admin", "met"],
  [undefined, "Workers", "missed"],
  [undefined, undefined, "missed"],
])("%s of what was called %s is %s", (arn, name, grade) => {
  expect(arnFinding(arn, { of: undefined, name, at: "/box/arn" }).grade).toBe(grade);
});
