import { afterEach, expect, test } from "@jest/globals";
import { countInWords, countRegistered } from "#custody/looking/count-registered.ts";
import { clusterServer, notFound, reply } from "#tests/custody/cluster-server.ts";
import { closeOpened } from "#tests/helpers/servers/loopback.ts";
import { openTarget } from "#tests/endpoint/open-target.ts";

afterEach(closeOpened);

test("registered clusters are those that the list has with include=all alone, over all pages", async () => {
  const server = await clusterServer({ a: {}, b: {}, c: {} });
  expect(await countRegistered(openTarget(server.origin))).toEqual({ count: 3, atLeast: false });
  expect(server.requests.every((line) => /^GET \/clusters(\?|$)/.test(line))).toBe(true);
});

test("clusters that EKS made are not counted", async () => {
  const server = await clusterServer({ a: {}, made: {} });
  server.override = (request, response) => {
    if (request.url?.includes("include=all") === true) return false;
    reply(response, 200, { clusters: ["made"] });
    return true;
  };
  expect(await countRegistered(openTarget(server.origin))).toEqual({ count: 1, atLeast: false });
});

test.each([
  ["all", { count: 2, atLeast: true }],
  ["those of EKS", undefined],
])("where the list of %s goes in circles, no more is said than it shows", async (which, count) => {
  const server = await clusterServer({ a: {}, b: {}, c: {} });
  server.override = (request, response) => {
    const isAll = request.url?.includes("include=all") === true;
    if (isAll !== (which === "all")) return false;
    reply(response, 200, { clusters: ["a", "b"], nextToken: "again" });
    return true;
  };
  expect(await countRegistered(openTarget(server.origin))).toEqual(count);
});

test("the count is told as far as it goes", () => {
  expect([true, false].map((atLeast) => countInWords({ count: 7, atLeast }))).toEqual(["at least 7", "7"]);
});

test("where nothing lists them, nothing is counted", async () => {
  const server = await clusterServer({});
  server.override = (_request, response) => (notFound(response, "UnknownOperationException"), true);
  expect(await countRegistered(openTarget(server.origin))).toBeUndefined();
});
