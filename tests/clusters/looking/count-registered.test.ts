import { afterEach, expect, test } from "@jest/globals";
import { countRegistered } from "../../../clusters/looking/count-registered.ts";
import { clusterServer, notFound, reply } from "../cluster-server.ts";
import { closeOpened } from "../../endpoint/loopback.ts";
import { openTarget } from "../../endpoint/open-target.ts";

afterEach(closeOpened);

test("registered clusters are those that the list has with include=all alone, over all pages", async () => {
  const server = await clusterServer({ a: {}, b: {}, c: {} });
  expect(await countRegistered(openTarget(server.origin))).toBe(3);
  expect(server.requests.every((line) => line.startsWith("GET /clusters?"))).toBe(true);
});

test("clusters that EKS made are not counted", async () => {
  const server = await clusterServer({ a: {}, made: {} });
  server.override = (request, response) => {
    if (request.url?.includes("include=all") === true) return false;
    reply(response, 200, { clusters: ["made"] });
    return true;
  };
  expect(await countRegistered(openTarget(server.origin))).toBe(1);
});

test("where nothing lists them, nothing is counted", async () => {
  const server = await clusterServer({});
  server.override = (_request, response) => (notFound(response, "UnknownOperationException"), true);
  expect(await countRegistered(openTarget(server.origin))).toBeUndefined();
});
