import { describe, expect, test } from "@jest/globals";
import type { JsonObject } from "../../../spec/json/json.ts";
import { encodeInput } from "../../../protocol/encode.ts";
import { deregisterRequest } from "../../../clusters/looking/cluster-requests.ts";
import type { CreateOptions } from "../../../clusters/registering/create-cluster.ts";
import { openRegistrations, type Registrations } from "../../../clusters/registering/registrations.ts";
import { RecordingClock } from "../../helpers/recording-clock.ts";
import { describeReply } from "../../../protocol/answers/describe-reply.ts";
import { sentNames } from "../../../clusters/ownership/sent-names.ts";
import type { FailureKind, WireRequest } from "../../../protocol/exchange.ts";
import { aResponse, errorHeaders, STARTED_AT } from "../../suites/made-replies.ts";
import { register } from "../../suites/bundled-contract.ts";
import { fakeTarget, type FakeTarget, type Script } from "../../suites/fake-target.ts";
import { account, type Account } from "../../suites/test-run.ts";

const PREFIX = "ecf-7-";
const OURS = `${PREFIX}a`;
const MINUTE = 60_000;

interface Setting {
  readonly target: FakeTarget;
  readonly ledger: Account;
  readonly registrations: Registrations;
  create(input: JsonObject, options?: Partial<CreateOptions>): ReturnType<Registrations["create"]>;
}

function setting(script?: Script, options: Parameters<typeof fakeTarget>[1] = {}): Setting {
  const target = fakeTarget(script, options);
  const ledger = account(target);
  const registrations = openRegistrations({
    target,
    cleanUpTarget: target,
    ledger,
    namePrefix: PREFIX,
    clock: new RecordingClock(),
    consistencyMs: 200,
  });
  return {
    target,
    ledger,
    registrations,
    create: (input, given = {}) => {
      const request = requestOf(input);
      return registrations.create(request, { case: "c", names: sentNames(textOf(request)), ...given });
    },
  };
}

function textOf({ body }: WireRequest): string {
  return new TextDecoder().decode(body);
}

function requestOf(input: JsonObject): WireRequest {
  const request = encodeInput(register, input);
  if (request === undefined) throw new Error("the input does not fit into a request");
  return request;
}

function named(name: string, more: JsonObject = {}): JsonObject {
  return { name, connectorConfig: { roleArn: "arn:aws:iam::111122223333:role/agent", provider: "OTHER" }, ...more };
}

const isCreating = ({ method }: WireRequest): boolean => method === "POST";

/** Carries out the first `count` registrations and loses their replies. */
function losing(count: number, kind: FailureKind = "reset"): Script {
  let lost = 0;
  return async (request, _number, work) => {
    const answer = await work();
    if (!isCreating(request) || lost >= count) return answer;
    lost += 1;
    return kind;
  };
}

/** Drops the first `count` registrations before any work is done. */
function dropping(count: number, kind: FailureKind = "reset"): Script {
  let dropped = 0;
  return (request, _number, work) => {
    if (!isCreating(request) || dropped >= count) return work();
    dropped += 1;
    return kind;
  };
}

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
    expect(registrations.registered).toBe(1);
    expect(registrations.live()).toEqual([OURS]);
    expect(registrations.isLive(OURS)).toBe(true);
    expect(registrations.isLive("b")).toBe(false);
    expect(target.options).toEqual([{ mayChangeState: true }]);
  });

  test("is no more than asked for when it is refused: nothing proves it absent yet", async () => {
    const { ledger, create, registrations } = setting();
    const { reply, created } = await create(named(`${PREFIX}!`));
    expect(reply.status).toBe(400);
    expect(created).toEqual([]);
    expect(registrations.registered).toBe(0);
    expect(registrations.live()).toEqual([]);
    expect(ledger.entries).toEqual([`intend ${PREFIX}!`]);
    await create(named(OURS));
    await registrations.settle(String);
    expect(ledger.entries).toContain(`absent ${PREFIX}!`);
  });

  test("is noted under the name that was sent, whatever name the answer gives", async () => {
    const body = { cluster: { name: "cut" } };
    const { create, registrations, ledger } = setting(() => aResponse({ status: 200, body }));
    expect((await create(named(OURS))).created).toEqual([OURS]);
    expect(registrations.registered).toBe(1);
    expect(ledger.entries).toEqual([`intend ${OURS}`, `created ${OURS}`]);
  });

  test("without a name anywhere is noted under every candidate", async () => {
    const { registrations } = setting(() => aResponse({ status: 200, body: {} }));
    const request = { ...requestOf({}), body: new TextEncoder().encode('{"name":"a","name":"b"') };
    expect((await registrations.create(request, { case: "c", names: sentNames(textOf(request)) })).created).toEqual([
      "a",
      "b",
    ]);
  });

  test("twice counts once, and a refused repeat does not make it absent", async () => {
    const { ledger, create, registrations } = setting();
    await create(named(OURS));
    const { reply } = await create(named(OURS), { repeats: true });
    expect(reply.status).toBe(409);
    expect(registrations.registered).toBe(1);
    expect(registrations.live()).toEqual([OURS]);
    expect(ledger.entries).not.toContain(`absent ${OURS}`);
    await create(named(OURS, { clientRequestToken: "t" }), { repeats: true });
    expect(registrations.registered).toBe(1);
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
      expect(registrations.registered).toBe(1);
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
    expect(ledger.entries).toEqual([`intend ${OURS}`, `remove ${OURS}`, `intend ${OURS}`, `created ${OURS}`]);
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
    expect(registrations.live()).toEqual([OURS]);
    expect(registrations.registered).toBe(0);
    expect(ledger.entries).not.toContain(`created ${OURS}`);
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
    expect(registrations.live()).toEqual([]);
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
    await registrations.remove(created);
    expect((await registrations.settle(String)).map(({ name }) => name)).toEqual(target.reference.clusterNames());
  });

  test("leaves nothing behind where no look ever shows the cluster", async () => {
    const lose = losing(1);
    const { create, registrations, target } = setting((request, number, work) =>
      request.method === "GET" ? notFound() : lose(request, number, work),
    );
    const { reply, created } = await create(named(OURS));
    expect(reply.status).toBe(409);
    expect(created).toEqual([OURS]);
    await registrations.remove(created);
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
    await registrations.remove(created);
    await registrations.settle(String);
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
    await registrations.remove(created);
    await registrations.settle(String);
    expect(target.log.filter((line) => line.startsWith("DELETE"))).toEqual([]);
  });

  test("the value of a tag that is called name", async () => {
    const { create, target, registrations } = setting(dropping(9), { existing: { registered: ["b"] } });
    const { created } = await create(named(OURS, { tags: { name: "b" } }));
    await registrations.remove(created);
    await registrations.settle(String);
    expect(target.reference.clusterNames()).toEqual(["b"]);
  });

  test("a plain name that was not there when it was looked at is settled", async () => {
    const { create, registrations } = setting(dropping(9));
    const { created } = await create(named("a"));
    await registrations.remove(created);
    expect(registrations.live()).toEqual([]);
    expect(await registrations.settle(String)).toEqual([]);
  });

  test("a plain name that the lost registration did make is removed", async () => {
    const { create, target, registrations } = setting(losing(9));
    const { created } = await create(named("a"));
    await registrations.remove(created);
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
    await expect(registrations.create(request, { case: "c", names: sentNames(textOf(request)) })).rejects.toThrow(
      "aborted",
    );
    expect(registrations.live()).toEqual(["a"]);
    expect(ledger.entries).toEqual(["intend a", "doubt a"]);
    void target;
  });
});

describe("clean-up", () => {
  test("deregisters side by side and counts what is gone", async () => {
    const { create, registrations, target } = setting();
    for (const name of ["x", "y"]) await create(named(`${PREFIX}${name}`));
    await registrations.remove([`${PREFIX}x`, `${PREFIX}y`]);
    expect(registrations.deregistered).toBe(2);
    expect(registrations.live()).toEqual([]);
    expect(target.reference.clusterNames()).toEqual([]);
  });

  test("a cluster that a case deregistered itself counts once", async () => {
    const { create, registrations } = setting();
    await create(named(OURS));
    registrations.forget(OURS);
    registrations.forget(OURS);
    registrations.forget("never there");
    expect(registrations.deregistered).toBe(1);
    expect(registrations.live()).toEqual([]);
  });

  test("what could not be removed is tried once more at the end, and told with its reason and command", async () => {
    const { create, registrations, ledger } = setting((request, _number, work) =>
      request.method === "DELETE"
        ? aResponse({ status: 500, headers: errorHeaders("ServerException"), body: {} })
        : work(),
    );
    await create(named(OURS));
    await create(named(`${PREFIX}b`));
    await registrations.remove([OURS]);
    expect(registrations.isLive(OURS)).toBe(false);
    expect(await registrations.settle((name) => `remove ${name}`)).toEqual([
      { name: OURS, reason: "status 500", command: `remove ${OURS}` },
      { name: `${PREFIX}b`, reason: "status 500", command: `remove ${PREFIX}b` },
    ]);
    expect(ledger.entries.filter((entry) => entry === `remove ${OURS}`)).toHaveLength(2);
    expect(registrations.deregistered).toBe(0);
  });

  test("what goes at the second try is not told", async () => {
    let refusals = 1;
    const { create, registrations } = setting((request, _number, work) =>
      request.method === "DELETE" && refusals-- > 0
        ? aResponse({ status: 500, headers: errorHeaders("ServerException"), body: {} })
        : work(),
    );
    await create(named(OURS));
    expect(await registrations.settle(String)).toEqual([]);
    expect(registrations.deregistered).toBe(1);
  });

  test("what a case deregisters after all is not told either", async () => {
    let refusals = 1;
    const { create, registrations, target } = setting((request, _number, work) =>
      request.method === "DELETE" && refusals-- > 0
        ? aResponse({ status: 409, headers: errorHeaders("ResourceInUseException"), body: {} })
        : work(),
    );
    await create(named(OURS));
    await registrations.remove([OURS]);
    await target.send(deregisterRequest(OURS));
    registrations.forget(OURS);
    expect(await registrations.settle(String)).toEqual([]);
  });
});
