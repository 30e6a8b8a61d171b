import { liveNames, removeClusters, settledClusters } from "#tests/custody/keepers.ts";
import { describe, expect, test } from "@jest/globals";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import { aResponse, errorHeaders } from "#tests/suites/made-replies.ts";
import type { Script } from "#tests/suites/fake-target.ts";
import { OURS, setting, named, isCreating, losing, dropping } from "./creating-setting.ts";

describe("a reply that is lost", () => {
  const POST = `POST /cluster-registrations ${OURS}`;
  const LOOK = `GET /clusters/${OURS}`;
  const REMOVE = `DELETE /cluster-registrations/${OURS}`;

  test.each(["reset", "timeout", "malformed"] as const)(
    "after the work (%s): look, remove, send again",
    async (kind) => {
      const { create, target, registrations } = setting(losing(1, kind));
      const { reply, created } = await create(named(OURS));
      expect(target.log).toEqual([POST, LOOK, REMOVE, POST]);
      expect(reply.status).toBe(200);
      expect(created).toEqual([OURS]);
      expect(registrations.counts.created).toBe(1);
      expect(reply.earlier.map(({ failure }) => failure?.kind)).toEqual([kind]);
      expect(target.reference.clusterNames()).toEqual([OURS]);
    },
  );

  test("before the work: nothing to remove, send again", async () => {
    const { create, target } = setting(dropping(1));
    expect((await create(named(OURS))).reply.status).toBe(200);
    expect(target.log).toEqual([POST, LOOK, POST]);
  });

  test("each try is in the account before it leaves", async () => {
    const { create, ledger } = setting(losing(1));
    await create(named(OURS));
    expect(ledger.entries).toEqual([`intend ${OURS}`, `removed ${OURS}`, `intend ${OURS}`, `created ${OURS}`]);
  });

  test.each([
    ["reset", 4],
    ["malformed", 4],
    ["timeout", 2],
  ] as const)("again and again (%s) is given up after %i tries, and may be there", async (kind, tries) => {
    const { create, target, registrations, ledger } = setting(dropping(9, kind));
    const { reply, created } = await create(named(OURS));
    expect(target.sent.filter(isCreating)).toHaveLength(tries);
    expect(describeReply(reply)).toBe(`no response (${kind}: no answer)`);
    expect(reply.earlier.length).toEqual(tries - 1);
    expect(created).toEqual([OURS]);
    expect(liveNames(registrations)).toEqual([OURS]);
    expect(registrations.counts.created).toBe(0);
    expect(ledger.entries).not.toContain(`created ${OURS}`);
  });

  test("by a time-out is given up at once where something was made before", async () => {
    const drop = losing(1, "timeout");
    let count = 0;
    const { create, target } = setting((request, number, work) => {
      count += isCreating(request) ? 1 : 0;
      return count === 1 ? work() : drop(request, number, work);
    });
    await create(named(OURS));
    const { created } = await create(named(`${OURS}-2`));
    expect(target.sent.filter(isCreating)).toHaveLength(2);
    expect(created).toEqual([`${OURS}-2`]);
  });

  test("is left as it is where one try is asked for", async () => {
    const { create, target } = setting(losing(1));
    const { reply, created } = await create(named(OURS), { once: true });
    expect(reply.status).toBe(0);
    expect(created).toEqual([OURS]);
    expect(target.log).toEqual([POST]);
  });

  test("of a repeat is sent again, and what is there stays", async () => {
    const { create, target } = setting();
    await create(named(OURS));
    const again = setting(losing(1), {});
    await again.create(named(OURS), { repeats: true });
    expect(again.target.log).toEqual([POST, POST]);
    expect(target.log).toEqual([POST]);
  });

  test.each(["refused", "dns", "tls"] as const)("is another thing than no connection (%s)", async (kind) => {
    const { create, target, registrations } = setting(() => kind);
    const { created } = await create(named(OURS));
    expect(target.log).toEqual([POST]);
    expect(created).toEqual([]);
    expect(liveNames(registrations)).toEqual([]);
  });

  test("lets the next try meet its own cluster where the first look came too early", async () => {
    let looks = 0;
    const lose = losing(1);
    const { create, target } = setting((request, number, work) => {
      if (request.method === "GET" && (looks += 1) === 1) return notFound();
      return lose(request, number, work);
    });
    const { reply } = await create(named(OURS));
    expect(reply.status).toBe(200);
    expect(target.log).toEqual([POST, LOOK, POST, LOOK, REMOVE, POST]);
    expect(reply.earlier.map((exchange) => exchange.response?.status ?? exchange.failure?.kind)).toEqual([
      "reset",
      409,
    ]);
  });

  test("is not forgotten when neither a look nor the next try says what became of it", async () => {
    const expired = aResponse({ status: 403, headers: errorHeaders("ExpiredTokenException"), body: { message: "x" } });
    const lose = losing(1);
    const { create, registrations, target } = setting((request, number, work) =>
      number === 1 ? lose(request, number, work) : expired,
    );
    const { created } = await create(named(OURS));
    expect(created).toEqual([OURS]);
    await removeClusters(registrations, created);
    expect((await settledClusters(registrations)).map(({ name }) => name)).toEqual(target.reference.clusterNames());
  });

  test("leaves nothing behind where no look ever shows the cluster", async () => {
    const lose = losing(1);
    const { create, registrations, target } = setting((request, number, work) =>
      request.method === "GET" ? notFound() : lose(request, number, work),
    );
    const { reply, created } = await create(named(OURS));
    expect(reply.status).toBe(409);
    expect(created).toEqual([OURS]);
    await removeClusters(registrations, created);
    expect(target.reference.clusterNames()).toEqual([]);
  });
});

const UNAVAILABLE = aResponse({ status: 503, headers: errorHeaders("ServiceUnavailableException"), body: {} });

function notFound() {
  return aResponse({ status: 404, headers: errorHeaders("ResourceNotFoundException"), body: { message: "no" } });
}

describe("throttled on the way", () => {
  /** The first registration is carried out and answered 503, and sent again by the target itself. */
  const retrying: Script = async (request, number, work) => {
    const answer = await work();
    return isCreating(request) && number === 1 ? [UNAVAILABLE, await work()] : answer;
  };

  test("a registration that meets itself is removed and sent again", async () => {
    const { create, target } = setting(retrying);
    const { reply } = await create(named(OURS));
    expect(reply.status).toBe(200);
    expect(reply.earlier.map(({ response }) => response?.status)).toEqual([503, 409]);
    expect(target.reference.clusterNames()).toEqual([OURS]);
  });

  test("but not one that repeats another", async () => {
    const { create, target } = setting(retrying);
    const { reply } = await create(named(OURS), { repeats: true });
    expect(reply.status).toBe(409);
    expect(target.log.filter((line) => line.startsWith("DELETE"))).toEqual([]);
  });
});
