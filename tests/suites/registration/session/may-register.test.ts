import { expect, test } from "@jest/globals";
import { loadBundledContract } from "#spec/contract/load.ts";
import { mayRegister } from "#suites/registration/session/session.ts";

const BODY = Buffer.from('{"name":"a"}');

test.each([
  ["POST", "/cluster-registrations", true],
  ["POST", "/cluster-registrations?x=1", true],
  ["POST", "/v1/cluster-registrations", true],
  ["POST", "/clusters", true],
  ["POST", "/", true],
  ["POST", "/tags/arn", false],
  ["GET", "/cluster-registrations", false],
  ["DELETE", "/cluster-registrations/a", false],
  ["GET", "/clusters", false],
])("%s %s may register a cluster: %s", (method, path, may) => {
  expect(mayRegister(loadBundledContract(), { method, path, headers: [] })).toBe(may);
});

test.each([
  ["PUT", "/cluster-registrations", true],
  ["OPTIONS", "/anything", true],
  ["GET", "/clusters/a", false],
  ["POST", "/tags/arn", false],
])("%s %s with a body may register a cluster: %s", (method, path, may) => {
  expect(mayRegister(loadBundledContract(), { method, path, headers: [], body: BODY })).toBe(may);
});
