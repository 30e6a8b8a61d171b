import { liveNames } from "#tests/custody/keepers.ts";
import { describe, expect, test } from "@jest/globals";
import { RunPatience } from "#suites/session/patience.ts";
import { CaseSession } from "#suites/registration/session/session.ts";
import { aResponse } from "#tests/suites/made-replies.ts";
import type { Script } from "#tests/suites/fake-target.ts";
import { testContext } from "#tests/suites/test-run.ts";
import { setting, valid, verdictsOf, error } from "./opened-session.ts";

describe("what is sent", () => {
  test("registrations go through the account, the rest straight to the target", async () => {
    const { session, context, target } = setting();
    const input = valid(session);
    await session.call("RegisterCluster", input);
    await session.describe(String(input["name"]));
    expect(target.options).toEqual([
      { mayChangeState: true, step: { caseId: "case", opens: true } },
      { step: { caseId: "case", opens: false } },
    ]);
    expect(liveNames(context.keeper)).toEqual([input["name"]]);
    expect(session.lastRequest).toMatchObject({ method: "GET", path: `/clusters/${String(input["name"])}` });
    expect(session.exchanges).toHaveLength(2);
  });

  test("is signed as asked, and that is remembered with the exchange", async () => {
    const { session, target } = setting();
    const signing = { kind: "none" } as const;
    const registered = await session.call("RegisterCluster", valid(session), { signing });
    const read = await session.send({ method: "GET", path: "/clusters", headers: [] }, { signing });
    await session.send({ method: "GET", path: "/clusters", headers: [] });
    expect(target.options).toMatchObject([{ mayChangeState: true, signing }, { signing }, {}]);
    expect([...session.signings]).toEqual([
      [registered.exchange, signing],
      [read.exchange, signing],
    ]);
  });

  test("may use a plain name again that was refused to the same case before", async () => {
    const { session, target } = setting((request, _number, work) =>
      request.method === "POST" ? error(400, "InvalidParameterException") : work(),
    );
    await session.call("RegisterCluster", valid(session, { name: "a" }));
    await session.call("RegisterCluster", valid(session, { name: "a" }));
    expect(target.sent.filter(({ method }) => method === "POST")).toHaveLength(2);
  });

  test("must fit into a request", async () => {
    const { session } = setting();
    await expect(session.describe("")).rejects.toThrow("DescribeCluster: the input does not fit into a request");
  });

  test("has salts of its case, its slot and its round", () => {
    const { context } = setting();
    const first = new CaseSession(context, "case", 1);
    const second = new CaseSession(context, "case", 2);
    const salts = [
      first.salt(),
      first.salt("a"),
      second.salt(),
      second.salt("a"),
      new CaseSession(context, "other", 1).salt(),
    ];
    expect(new Set(salts).size).toBe(salts.length);
    expect(new CaseSession(context, "case", 1).salt("a")).toBe(first.salt("a"));
  });
});

describe("what is judged of every answer", () => {
  test("the oracles that hold everywhere", async () => {
    const { session } = setting();
    await session.call("RegisterCluster", valid(session));
    for (const id of ["api.answers", "api.json", "register.echo.name", "register.arn", "register.response.cluster"]) {
      expect(verdictsOf(session, id)).toEqual(["pass"]);
    }
    await session.describe("nobody");
    expect(verdictsOf(session, "describe.error.resource-not-found.status")).toEqual(["pass"]);
    expect(verdictsOf(session, "register.echo.name")).toHaveLength(1);
  });

  test("an accepted registration by what was sent, a refused one not", async () => {
    const twisted: Script = async (_request, _number, work) => {
      const answer = await work();
      const text = new TextDecoder().decode(answer.body).replace('"OTHER"', '"GKE"').replace('"EKS_ANYWHERE"', '"GKE"');
      return { ...answer, body: new TextEncoder().encode(text) };
    };
    const { session } = setting(twisted);
    await session.call("RegisterCluster", valid(session));
    expect(verdictsOf(session, "register.echo.provider")).toEqual(["fail"]);
    await session.call("RegisterCluster", valid(session, { name: "" }));
    expect(verdictsOf(session, "register.echo.provider")).toHaveLength(1);
  });

  test("a repeat may bring the activation of before, a first request may not", async () => {
    const { session } = setting();
    const input = session.inputs("RegisterCluster").full(session.salt());
    await session.call("RegisterCluster", input);
    await session.call("RegisterCluster", input, { repeats: true });
    expect(verdictsOf(session, "register.activation.fresh")).toEqual(["pass", "pass"]);
    await session.call("RegisterCluster", input);
    expect(verdictsOf(session, "register.activation.fresh")).toEqual(["pass", "pass", "fail", "fail"]);
  });

  test("nothing where the answer is only observed", async () => {
    const { session } = setting(() => "reset");
    await session.send({ method: "GET", path: "/clusters", headers: [] }, { purpose: "observed" });
    expect(session.judgements).toEqual([]);
    expect(session.exchanges).toHaveLength(1);
  });

  test("all but the server error that was asked for", async () => {
    const { session } = setting(() => error(500, "ServerException"));
    const request = { method: "GET", path: "/clusters", headers: [] };
    const reply = await session.send(request, { purpose: "observed" });
    session.judgeInGeneral({ reply, provoked: true });
    expect(verdictsOf(session, "api.no-server-error")).toEqual([]);
    expect(verdictsOf(session, "list.error.server.status")).toEqual(["pass"]);
    await session.send(request);
    expect(verdictsOf(session, "api.no-server-error")).toEqual(["fail"]);
  });

  test("the status of an error that was retried away", async () => {
    const { session } = setting(() => [
      error(500, "ServiceUnavailableException"),
      "reset",
      aResponse({ status: 200, body: { clusters: [] } }),
    ]);
    await session.send({ method: "GET", path: "/clusters", headers: [] });
    expect(verdictsOf(session, "list.error.service-unavailable.status")).toEqual(["fail"]);
    expect(verdictsOf(session, "api.no-server-error")).toEqual(["pass"]);
  });

  test("a path of no operation too, but not by the rules for an operation's errors", async () => {
    for (const [script, verdict] of [
      [undefined, "pass"],
      [() => error(500, "ServerException"), "fail"],
    ] as const) {
      const { session } = setting(script);
      await session.send({ method: "GET", path: "/nowhere", headers: [] });
      expect(verdictsOf(session, "api.answers")).toEqual(["pass"]);
      expect(verdictsOf(session, "api.no-server-error")).toEqual([verdict]);
      expect(verdictsOf(session, "api.error.documented")).toEqual([]);
    }
  });
});

describe("a judgement", () => {
  test("weighs the grade by the requirement's level and points at the exchange that it is about", async () => {
    const { session } = setting();
    const list = () => session.send({ method: "GET", path: "/clusters", headers: [] }, { purpose: "observed" });
    await list();
    const { exchange: about } = await list();
    await list();
    const missed = { grade: "missed", expected: "x", received: "y", alternative: "z" } as const;
    session.judge("register.route", missed, about);
    session.judge("api.request-id", missed, about);
    session.judge("register.route.path-variants", missed, about);
    const words = { expected: "x", received: "y", alternative: "z", exchange: 1 };
    expect(session.judgements).toEqual([
      { requirement: "register.route", verdict: "fail", ...words },
      { requirement: "api.request-id", verdict: "warn", ...words },
      { requirement: "register.route.path-variants", verdict: "info", ...words },
    ]);
  });

  test("by a requirement that the run was not told of is dropped", () => {
    const session = new CaseSession(testContext({ requirements: [] }), "case", 1);
    session.judge("register.route", { grade: "missed", expected: "x", received: "y" }, undefined);
    expect(session.judgements).toEqual([]);
  });

  test("by a requirement that the contract does not have is a bug of the suite", () => {
    const { session } = setting();
    expect(() => session.judge("no.such", { grade: "met", expected: "", received: "" }, undefined)).toThrow(
      "no requirement is called no.such",
    );
  });
});

describe("a judgement about an earlier exchange", () => {
  const list = { method: "GET", path: "/clusters", headers: [] };

  test("points at it", async () => {
    const { session } = setting();
    const first = await session.send(list, { purpose: "observed" });
    await session.send(list, { purpose: "observed" });
    session.judge("register.route", { grade: "met", expected: "x", received: "y" }, first.exchange);
    session.judgeInGeneral({ reply: first });
    expect(new Set(session.judgements.map(({ exchange }) => exchange))).toEqual(new Set([0]));
    expect(verdictsOf(session, "api.json")).toEqual(["pass"]);
  });

  test("a request sent aside is not what the case is about", async () => {
    const { session } = setting();
    await session.send(list);
    await session.send({ ...list, path: "/nowhere" }, { purpose: "compared" });
    expect(session.lastRequest).toEqual(list);
    expect(session.exchanges).toHaveLength(2);
  });
});

describe("disturbed traffic", () => {
  const list = { method: "GET", path: "/clusters", headers: [] };

  test("is one with a retry in it, and stays so", async () => {
    const { session } = setting((_request, number, work) =>
      number === 1 ? [error(429, "TooManyRequestsException"), aResponse({ status: 200, body: {} })] : work(),
    );
    expect(session.disturbed).toBe(false);
    await session.send(list);
    await session.send(list);
    expect(session).toMatchObject({ disturbed: true, lost: false });
  });

  test("is one that a case says is", () => {
    const { session } = setting();
    session.disturb();
    expect(session.disturbed).toBe(true);
  });

  test.each(["timeout", "reset"] as const)(
    "is one whose last answer never came, unless waited for (%s)",
    async (kind) => {
      const { session, context } = setting((_request, number, work) => (number === 2 ? [kind, kind] : work()));
      context.control.passed = true;
      session.disturb();
      await session.send(list);
      expect(session).toMatchObject({ disturbed: true, lost: false });
      await session.send(list);
      expect(session.disturbed).toEqual(kind === "reset");
      expect(session.lost).toBe(true);
      await session.send(list);
      expect(session).toMatchObject({ disturbed: true, lost: false });
    },
  );

  test("is not one whose own request was waited for in vain, though a base beside it was answered", async () => {
    const { session, context } = setting((_request, number, work) => (number === 1 ? ["timeout", "timeout"] : work()));
    context.control.passed = true;
    await session.send(list);
    await session.send(list, { purpose: "compared" });
    expect(session).toMatchObject({ disturbed: false, lost: false });
    await session.send(list);
    expect(session.disturbed).toBe(true);
  });

  test("is not one whose last answer never came from where none ever did", async () => {
    const { session } = setting(() => ["reset", "reset"]);
    await session.send(list);
    expect(session).toMatchObject({ disturbed: false, lost: true });
  });

  test("is one whose only attempt got no answer", async () => {
    const { session } = setting((_request, number, work) => (number === 1 ? ["reset"] : work()));
    await session.send(list, { once: true });
    expect(session).toMatchObject({ disturbed: true, lost: true });
    await session.send(list, { once: true });
    expect(session).toMatchObject({ disturbed: true, lost: false });
  });
});

describe("names", () => {
  const plain = (session: CaseSession, name: string) => valid(session, { name });
  const settle = () => new Promise((resolve) => setImmediate(resolve));

  test("that are not the run's own are used by one case at a time", async () => {
    const { session, context, target } = setting();
    const other = new CaseSession(context, "other", 1);
    await session.call("RegisterCluster", plain(session, "a"));
    await session.call("RegisterCluster", plain(session, "a"));
    const waiting = other.call("RegisterCluster", plain(other, "a"));
    await settle();
    expect(target.log).toHaveLength(2);
    await session.cleanUp();
    expect((await waiting).status).toBe(200);
    await other.cleanUp();
  });

  test("of the run's own, or that are repeated, need not wait", async () => {
    const { session, context } = setting();
    const other = new CaseSession(context, "other", 1);
    const own = valid(session);
    await session.call("RegisterCluster", own);
    expect((await other.call("RegisterCluster", own)).status).toBe(409);
    await session.call("RegisterCluster", plain(session, "a"));
    expect((await other.call("RegisterCluster", plain(other, "a"), { repeats: true })).status).toBe(409);
    await session.cleanUp();
  });
});

describe("clean-up", () => {
  test("deregisters what the case left alive, once", async () => {
    const { session, target } = setting();
    await session.call("RegisterCluster", valid(session));
    await session.cleanUp();
    await session.cleanUp();
    expect(target.log.filter((line) => line.startsWith("DELETE"))).toHaveLength(1);
    expect(target.reference.clusterNames()).toEqual([]);
  });

  test("leaves alone what the case deregistered itself", async () => {
    const { session, target, context } = setting();
    const input = valid(session);
    await session.call("RegisterCluster", input);
    expect((await session.deregister(String(input["name"]))).status).toBe(200);
    expect(liveNames(context.keeper)).toEqual([]);
    expect(context.keeper.counts.removed).toBe(1);
    await session.cleanUp();
    expect(target.log.filter((line) => line.startsWith("DELETE"))).toHaveLength(1);
  });

  test("but not what it failed to deregister", async () => {
    let refusals = 1;
    const { session, target } = setting((request, _number, work) =>
      request.method === "DELETE" && refusals-- > 0 ? error(409, "ResourceInUseException") : work(),
    );
    const input = valid(session);
    await session.call("RegisterCluster", input);
    await session.deregister(String(input["name"]));
    await session.cleanUp();
    expect(target.reference.clusterNames()).toEqual([]);
  });

  test("takes no name with it that the run never sent", async () => {
    const { session, target } = setting(undefined, { existing: { registered: ["orphan"] } });
    session.clusters.adopt(["orphan"]);
    await session.cleanUp();
    expect(target.reference.clusterNames()).toEqual(["orphan"]);
  });
});

describe("reading until a write shows", () => {
  const reading = (script: Script) => {
    const { session, clock } = setting(script);
    const read = () => session.send({ method: "GET", path: "/clusters", headers: [] }, { purpose: "observed" });
    return { session, clock, read };
  };

  const WHAT = { operation: "ListClusters", event: "lists it" };
  const withConsistency = ({ context }: CaseSession, consistencyMs: number) =>
    new CaseSession({ ...context, patience: new RunPatience(context.clock, consistencyMs) }, "case", 1);

  test("stops at the first answer that holds", async () => {
    const { session, clock, read } = reading((_request, number) =>
      aResponse({ status: number < 3 ? 404 : 200, body: {} }),
    );
    const reply = await session.waitFor(WHAT, { read, holds: ({ status }) => status === 200 });
    expect(reply.status).toBe(200);
    expect(session.exchanges).toHaveLength(3);
    expect(clock.naps).toEqual([40, 80]);
  });

  test("reads for the last time when the kind's time is over, and answers that reply", async () => {
    const { session, clock, read } = reading((_request, number) => aResponse({ status: 400 + number, body: {} }));
    const reply = await withConsistency(session, 3_000).waitFor(WHAT, { read, holds: () => false });
    expect(clock.naps).toEqual([40, 80, 160, 320, 640, 1_280, 480]);
    expect(reply.status).toBe(408);
  });

  test("reads once more where the last read began before its end", async () => {
    const { session, clock, read } = reading((_request, number) => aResponse({ status: 400 + number, body: {} }));
    const slowly = () => {
      clock.advance(400);
      return read();
    };
    const reply = await withConsistency(session, 650).waitFor(WHAT, { read: slowly, holds: () => false });
    expect(clock.naps).toEqual([40, 0]);
    expect(reply.status).toBe(403);
  });

  test("waits two seconds at most between two reads", async () => {
    const { session, clock, read } = reading((_request, number) =>
      aResponse({ status: number < 10 ? 404 : 200, body: {} }),
    );
    await withConsistency(session, 60_000).waitFor(WHAT, { read, holds: ({ status }) => status === 200 });
    expect(clock.naps).toEqual([40, 80, 160, 320, 640, 1_280, 2_000, 2_000, 2_000]);
  });

  test("does not go on where no answer comes", async () => {
    const { session, clock, read } = reading(() => "timeout");
    await session.waitFor(WHAT, { read, holds: () => false });
    expect(session.exchanges).toHaveLength(1);
    expect(clock.naps).toEqual([]);
  });

  test.each<[string, readonly (number | undefined)[], unknown]>([
    ["holds of several answers together", [3, 2, 1, 0], { value: 1, looks: 3 }],
    ["no request can ask for", [undefined, 1], { value: undefined, looks: 1 }],
  ])("resolves to what was seen of what %s", async (_what, values, seen) => {
    const { session, read } = reading(() => aResponse({ status: 200, body: {} }));
    let looks = 0;
    const look = async () => {
      const value = values[looks++];
      return { value, looks, last: value === undefined ? undefined : await read() };
    };
    expect(await session.waitFor(WHAT, { read: look, holds: ({ value }) => value === 1 })).toMatchObject(
      seen as object,
    );
  });
});
