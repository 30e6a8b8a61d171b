import { clustersIn, isLive, liveNames, removeClusters, settledClusters } from "#tests/custody/keepers.ts";
import { clusterMade } from "#suites/registration/session/cluster-made.ts";
import { describe, expect, test } from "@jest/globals";
import { deregisterRequest } from "#custody/looking/cluster-requests.ts";
import { aResponse, errorHeaders, STARTED_AT } from "#tests/suites/made-replies.ts";
import type { Script } from "#tests/suites/fake-target.ts";
import {
  PREFIX,
  OURS,
  MINUTE,
  setting,
  textOf,
  requestOf,
  named,
  isCreating,
  losing,
  dropping,
} from "./creating-setting.ts";

describe("a registration that is answered", () => {
  test("is in the account before it leaves, and noted after", async () => {
    const before: string[][] = [];
    const { ledger, create, registrations, target } = setting((_request, _number, work) => {
      before.push([...ledger.entries]);
      return work();
    });
    const { reply, created } = await create(named(OURS));
    expect(before).toEqual([[`intend ${OURS}`]]);
    expect(ledger.entries).toEqual([`intend ${OURS}`, `created ${OURS}`]);
    expect(reply.status).toBe(200);
    expect(created).toEqual([OURS]);
    expect(registrations.counts.created).toBe(1);
    expect(liveNames(registrations)).toEqual([OURS]);
    expect(isLive(registrations, OURS)).toBe(true);
    expect(isLive(registrations, "b")).toBe(false);
    expect(target.options).toEqual([{ mayChangeState: true }]);
  });

  test("is no more than asked for when it is refused: nothing proves it absent yet", async () => {
    const { ledger, create, registrations } = setting();
    const { reply, created } = await create(named(`${PREFIX}!`));
    expect(reply.status).toBe(400);
    expect(created).toEqual([]);
    expect(registrations.counts.created).toBe(0);
    expect(liveNames(registrations)).toEqual([]);
    expect(ledger.entries).toEqual([`intend ${PREFIX}!`]);
    await create(named(OURS));
    await settledClusters(registrations);
    expect(ledger.entries).toContain(`absent ${PREFIX}!`);
  });

  test("is noted under the name that was sent, whatever name the answer gives", async () => {
    const body = { cluster: { name: "cut" } };
    const { create, registrations, ledger } = setting(() => aResponse({ status: 200, body }));
    expect((await create(named(OURS))).created).toEqual([OURS]);
    expect(registrations.counts.created).toBe(1);
    expect(ledger.entries).toEqual([`intend ${OURS}`, `created ${OURS}`]);
  });

  test("without a name anywhere is noted under every candidate", async () => {
    const { registrations } = setting(() => aResponse({ status: 200, body: {} }));
    const request = { ...requestOf({}), body: new TextEncoder().encode('{"name":"a","name":"b"') };
    expect((await registrations.create(request, { case: "c", ...clustersIn(textOf(request)) })).created).toEqual([
      "a",
      "b",
    ]);
  });

  test("twice counts once, and a refused repeat does not make it absent", async () => {
    const { ledger, create, registrations } = setting();
    await create(named(OURS));
    const { reply } = await create(named(OURS), { repeats: true });
    expect(reply.status).toBe(409);
    expect(registrations.counts.created).toBe(1);
    expect(liveNames(registrations)).toEqual([OURS]);
    expect(ledger.entries).not.toContain(`absent ${OURS}`);
    await create(named(OURS, { clientRequestToken: "t" }), { repeats: true });
    expect(registrations.counts.created).toBe(1);
  });

  test("every name that a lenient server might find is in the account", async () => {
    const { ledger, create } = setting();
    await create(named(OURS, { tags: { name: "b" } }));
    expect(ledger.entries).toEqual([`intend ${OURS}`, "intend b", `created ${OURS}`]);
  });

  test("is signed and tried as its case asks", async () => {
    const { create, target } = setting();
    await create(named(OURS), { signing: { kind: "none" }, once: true });
    expect(target.options).toEqual([{ mayChangeState: true, once: true, signing: { kind: "none" } }]);
  });

  test("409 at the first try is an answer like any other", async () => {
    const { create, target } = setting(undefined, { existing: { registered: [OURS] } });
    expect((await create(named(OURS))).reply.status).toBe(409);
    expect(target.log).toEqual([`POST /cluster-registrations ${OURS}`]);
  });
});

describe("nothing foreign is removed", () => {
  const DAY = 24 * 60 * MINUTE;

  test("a plain name of our own is removed and sent again", async () => {
    const { create, target } = setting(losing(1));
    expect((await create(named("a"))).reply.status).toBe(200);
    expect(target.log).toContain("DELETE /cluster-registrations/a");
  });

  test("a plain name that is somebody else's stays, and the answer stands", async () => {
    const { create, target, registrations } = setting(dropping(1), { existing: { registered: ["a"] } });
    const { reply, created } = await create(named("a"));
    expect(reply.status).toBe(409);
    await removeClusters(registrations, created);
    await settledClusters(registrations);
    expect(target.reference.clusterNames()).toEqual(["a"]);
  });

  test("a plain name that somebody else took a moment before the first request stays", async () => {
    const { create, target, registrations } = setting();
    await target.send(requestOf(named("a")));
    const { reply, created } = await create(named("a"), { mustBeAccepted: true });
    expect(reply.status).toBe(409);
    await removeClusters(registrations, created);
    await settledClusters(registrations);
    expect(target.reference.clusterNames()).toEqual(["a"]);
  });

  test.each<[string, Script]>([
    ["whose registration is never answered", dropping(9)],
    [
      "whose registration is never answered, nor any look",
      (request) => (request.method === "DELETE" ? aResponse({ status: 200, body: {} }) : "reset"),
    ],
  ])("a plain name that is somebody else's, %s", async (_what, script) => {
    const { create, target, registrations } = setting(script, { existing: { registered: ["a"] } });
    const { created } = await create(named("a"));
    await removeClusters(registrations, created);
    await settledClusters(registrations);
    expect(target.log.filter((line) => line.startsWith("DELETE"))).toEqual([]);
  });

  test("the value of a tag that is called name", async () => {
    const { create, target, registrations } = setting(dropping(9), { existing: { registered: ["b"] } });
    const { created } = await create(named(OURS, { tags: { name: "b" } }));
    await removeClusters(registrations, created);
    await settledClusters(registrations);
    expect(target.reference.clusterNames()).toEqual(["b"]);
  });

  test("a plain name that was not there when it was looked at is settled", async () => {
    const { create, registrations } = setting(dropping(9));
    const { created } = await create(named("a"));
    await removeClusters(registrations, created);
    expect(liveNames(registrations)).toEqual([]);
    expect(await settledClusters(registrations)).toEqual([]);
  });

  test("a plain name that the lost registration did make is removed", async () => {
    const { create, target, registrations } = setting(losing(9));
    const { created } = await create(named("a"));
    await removeClusters(registrations, created);
    expect(target.reference.clusterNames()).toEqual([]);
  });

  test("a cluster from before the run of an interrupted request", async () => {
    const { registrations, target, ledger } = setting(
      (request, _number, work) => {
        if (isCreating(request)) throw new Error("aborted");
        return work();
      },
      { existing: { registered: ["a"] }, now: () => STARTED_AT + DAY },
    );
    const request = requestOf(named("a"));
    await expect(registrations.create(request, { case: "c", ...clustersIn(textOf(request)) })).rejects.toThrow(
      "aborted",
    );
    expect(liveNames(registrations)).toEqual(["a"]);
    expect(ledger.entries).toEqual(["intend a", "doubt a"]);
    void target;
  });
});

describe("clean-up", () => {
  test("deregisters side by side and counts what is gone", async () => {
    const { create, registrations, target } = setting();
    for (const name of ["x", "y"]) await create(named(`${PREFIX}${name}`));
    await removeClusters(registrations, [`${PREFIX}x`, `${PREFIX}y`]);
    expect(registrations.counts.removed).toBe(2);
    expect(liveNames(registrations)).toEqual([]);
    expect(target.reference.clusterNames()).toEqual([]);
  });

  test("a cluster that a case deregistered itself counts once", async () => {
    const { create, registrations } = setting();
    await create(named(OURS));
    registrations.removed(clusterMade(OURS));
    registrations.removed(clusterMade(OURS));
    registrations.removed(clusterMade("never there"));
    expect(registrations.counts.removed).toBe(1);
    expect(liveNames(registrations)).toEqual([]);
  });

  test("what could not be removed is tried once more at the end, and told with its reason and command", async () => {
    const { create, registrations, target } = setting((request, _number, work) =>
      request.method === "DELETE"
        ? aResponse({ status: 500, headers: errorHeaders("ServerException"), body: {} })
        : work(),
    );
    await create(named(OURS));
    await create(named(`${PREFIX}b`));
    await removeClusters(registrations, [OURS]);
    expect(isLive(registrations, OURS)).toBe(false);
    expect(await settledClusters(registrations, (name) => `remove ${name}`)).toEqual([
      { name: OURS, reason: "DeregisterCluster answered 500 ServerException", command: `remove ${OURS}` },
      { name: `${PREFIX}b`, reason: "DeregisterCluster answered 500 ServerException", command: `remove ${PREFIX}b` },
    ]);
    expect(target.log.filter((line) => line === `DELETE /cluster-registrations/${OURS}`)).toHaveLength(2);
    expect(registrations.counts.removed).toBe(0);
  });

  test("what goes at the second try is not told", async () => {
    let refusals = 1;
    const { create, registrations } = setting((request, _number, work) =>
      request.method === "DELETE" && refusals-- > 0
        ? aResponse({ status: 500, headers: errorHeaders("ServerException"), body: {} })
        : work(),
    );
    await create(named(OURS));
    expect(await settledClusters(registrations)).toEqual([]);
    expect(registrations.counts.removed).toBe(1);
  });

  test("what a case deregisters after all is not told either", async () => {
    let refusals = 1;
    const { create, registrations, target } = setting((request, _number, work) =>
      request.method === "DELETE" && refusals-- > 0
        ? aResponse({ status: 409, headers: errorHeaders("ResourceInUseException"), body: {} })
        : work(),
    );
    await create(named(OURS));
    await removeClusters(registrations, [OURS]);
    await target.send(deregisterRequest(OURS));
    registrations.removed(clusterMade(OURS));
    expect(await settledClusters(registrations)).toEqual([]);
  });
});
