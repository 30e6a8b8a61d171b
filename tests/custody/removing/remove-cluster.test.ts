import type { ServerResponse } from "node:http";
import { afterEach, describe, expect, test } from "@jest/globals";
import { registrationService } from "#spec/registration/registration-service.ts";
import { clusterMade } from "#suites/registration/session/cluster-made.ts";
import { resourceRemover } from "#custody/removing/remove-resource.ts";
import type { Target } from "#endpoint/target.ts";
import { pathLabel } from "#protocol/path-label.ts";
import { clusterServer, notFound, reply } from "#tests/custody/cluster-server.ts";
import { VirtualClock } from "#cli/selftest/virtual-clock.ts";
import { closeOpened } from "#tests/helpers/servers/loopback.ts";
import { openTarget } from "#tests/endpoint/open-target.ts";

afterEach(closeOpened);

/** As a run does it, which looks again at the end. */
function removeCluster(target: Target, name: string, { clock = new VirtualClock(), budgetMs = 30_000 } = {}) {
  return resourceRemover({ service: registrationService(), target, clock, budgetMs, isSoughtLater: true })(
    clusterMade(name),
  );
}

describe("removing a cluster", () => {
  test("that is there, whatever its name", async () => {
    for (const name of ["a", "..", "a/b", "100% \u00e9"]) {
      const server = await clusterServer({ [name]: {} });
      expect(await removeCluster(openTarget(server.origin), name)).toMatchObject({ state: "removed" });
      expect(server.clusters.size).toBe(0);
      expect(server.requests).toEqual([`DELETE /cluster-registrations/${pathLabel(name)}`]);
    }
  });

  test("that is not there is settled by the answer", async () => {
    const server = await clusterServer({});
    expect(await removeCluster(openTarget(server.origin), "a")).toMatchObject({ state: "absent" });
    expect(server.requests).toHaveLength(1);
  });

  test("behind a 404 of another kind: a read decides", async () => {
    const server = await clusterServer({ there: {} });
    server.override = (request, response) =>
      request.method === "DELETE" && (notFound(response, "NotFoundException"), true);
    const target = openTarget(server.origin);
    expect(await removeCluster(target, "there")).toMatchObject({
      state: "left",
      reason: "DeregisterCluster answered 404 NotFoundException",
    });
    expect(await removeCluster(target, "gone")).toMatchObject({ state: "absent" });
    server.override = (_request, response) => (notFound(response, "UnknownOperationException"), true);
    expect(await removeCluster(target, "gone")).toMatchObject({ state: "left" });
  });

  test("that is not there by the text of another error: a second look must agree", async () => {
    const server = await clusterServer({ there: {} });
    const told = (response: ServerResponse): true => {
      response.setHeader("x-amzn-ErrorType", "ClientException");
      return (reply(response, 400, { message: "No cluster found for name: it." }), true);
    };
    const target = openTarget(server.origin);
    server.override = (request, response) => request.method === "DELETE" && told(response);
    expect(await removeCluster(target, "there")).toMatchObject({ state: "left" });
    expect(await removeCluster(target, "gone")).toMatchObject({ state: "absent" });
    server.override = (_request, response) => told(response);
    expect(await removeCluster(target, "gone")).toMatchObject({ state: "absent" });
  });

  test.each(["UnknownOperationException", "ResourceNotFoundException"])(
    "of an empty name, which a lax endpoint let in, says why nothing can remove it: %s is about something else",
    async (code) => {
      const server = await clusterServer({ "": {} });
      server.override = (_request, response) => (notFound(response, code), true);
      expect(await removeCluster(openTarget(server.origin), "")).toMatchObject({
        state: "left",
        reason: `no request can name it; DeregisterCluster answered 404 ${code}`,
      });
    },
  );

  test("by an operation that is not there is tried once: 501 says so, and will say so again", async () => {
    const server = await clusterServer({ a: {} });
    server.override = (_request, response) => (reply(response, 501, {}), true);
    const removal = await removeCluster(openTarget(server.origin), "a", { clock: new VirtualClock() });
    expect(removal).toMatchObject({ state: "left", reason: "DeregisterCluster answered 501 with no error type" });
    expect(server.requests).toHaveLength(1);
  });

  test("tries again after a lost reply, a conflict and a server error", async () => {
    const server = await clusterServer({ a: {} });
    const faults = [409, 500, 0, 503];
    server.override = (_request, response) => {
      const status = faults.shift();
      if (status === undefined) return false;
      if (status === 0) response.destroy();
      else reply(response, status, {});
      return true;
    };
    const clock = new VirtualClock();
    expect(await removeCluster(openTarget(server.origin, { clock }), "a", { clock })).toMatchObject({
      state: "removed",
    });
    expect(server.requests).toHaveLength(5);
  });

  test("gives up when the budget is spent, or at once on what will not change", async () => {
    const server = await clusterServer({ a: {} });
    let status = 409;
    server.override = (_request, response) => (reply(response, status, { code: "ResourceInUseException" }), true);
    const clock = new VirtualClock();
    const target = openTarget(server.origin, { clock });
    const start = clock.now();
    const removal = await removeCluster(target, "a", { clock, budgetMs: 10_000 });
    expect(removal).toMatchObject({ state: "left", reason: "DeregisterCluster answered 409 ResourceInUseException" });
    expect(clock.now() - start).toBeLessThanOrEqual(10_000);
    expect(server.requests.length).toBeGreaterThan(3);
    server.requests.length = 0;
    status = 403;
    expect(await removeCluster(target, "a")).toMatchObject({ state: "left" });
    expect(server.requests).toHaveLength(1);
  });
});
