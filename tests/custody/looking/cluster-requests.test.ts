import { expect, test } from "@jest/globals";
import { deregisterRequest, describeRequest } from "#custody/looking/cluster-requests.ts";

test("a cluster is looked at and removed by the routes of the contract, whatever its name", () => {
  expect(describeRequest("a")).toEqual({ method: "GET", path: "/clusters/a", headers: [] });
  expect(deregisterRequest("a/$&b")).toEqual({
    method: "DELETE",
    path: "/cluster-registrations/a%2F%24%26b",
    headers: [],
  });
  expect(deregisterRequest("..").path).toBe("/cluster-registrations/%2E%2E");
  expect(deregisterRequest("").path).toBe("/cluster-registrations/");
});
