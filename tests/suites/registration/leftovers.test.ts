import { settledClusters } from "#tests/custody/keepers.ts";
import { describe, expect, test } from "@jest/globals";
import { runCase } from "#suites/registration/run-case.ts";
import { checkLeftovers } from "#suites/registration/leftovers.ts";
import { CaseSession } from "#suites/registration/session/session.ts";
import { aResponse, errorHeaders } from "#tests/suites/made-replies.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import { fakeTarget, type Script } from "#tests/suites/fake-target.ts";
import { testContext } from "#tests/suites/test-run.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";

const ID = "register.rejected-leaves-no-state";
/** Names of a run with seed 7 begin so. */
const PREFIX = "ecf-9i59nsg-";

function setting(existing: readonly string[], script?: Script) {
  const clock = new RecordingClock();
  const target = fakeTarget(script, { now: clock.now, existing: { registered: existing } });
  return { target, context: testContext({ target, clock }) };
}

async function look({ target, context }: ReturnType<typeof setting>) {
  const { judgements } = await runCase(context, checkLeftovers());
  const own = judgements.filter(({ requirement }) => requirement === ID);
  return { verdicts: own.map(({ verdict, received }) => [verdict, received]), left: target.reference.clusterNames() };
}

test("clusters of the account that bear other names are nobody's business", async () => {
  expect(await look(setting(["a", "x-ecf-9i59nsg-a"]))).toEqual({
    verdicts: [["pass", "none"]],
    left: ["a", "x-ecf-9i59nsg-a"],
  });
});

test("clusters that were there before the run are not its own, however their names begin", async () => {
  const names = [`${PREFIX}x`, `${PREFIX}production`];
  expect(await look(setting(names))).toEqual({ verdicts: [["pass", "none"]], left: names });
});

/** Registrations that were carried out, although the answers said that they were refused. */
async function refusedAndDone(names: readonly string[]) {
  const made = setting(["a"], async (request, _number, work) => {
    const answer = await work();
    return request.method === "POST"
      ? aResponse({ status: 400, headers: errorHeaders("InvalidParameterException"), body: { message: "no" } })
      : answer;
  });
  const session = new CaseSession(made.context, "earlier", 1);
  for (const name of names) {
    await session.call("RegisterCluster", { ...session.inputs("RegisterCluster").minimal(session.salt()), name });
  }
  return made;
}

test("names of the run that it does not know of are a fault, and are removed", async () => {
  const found = await look(await refusedAndDone([`${PREFIX}x`, `${PREFIX}y`]));
  expect(found).toEqual({ verdicts: [["fail", `${PREFIX}x, ${PREFIX}y`]], left: ["a"] });
});

test("no more than five of them are named", async () => {
  const names = Array.from({ length: 7 }, (_, index) => `${PREFIX}${index}`);
  expect((await look(await refusedAndDone(names))).verdicts).toEqual([["fail", names.slice(0, 5).join(", ")]]);
});

test("a cluster of the run's time under a name that it never sent is a fault, and is not removed", async () => {
  const made = setting([]);
  const body = { ...made.context.inputs("RegisterCluster").minimal("other"), name: `${PREFIX}other` };
  await made.target.send({
    method: "POST",
    path: "/cluster-registrations",
    headers: [["content-type", "application/json"]],
    body: Buffer.from(JSON.stringify(body)),
  });
  expect(await look(made)).toEqual({ verdicts: [["fail", `${PREFIX}other`]], left: [`${PREFIX}other`] });
});

test("a list that lags behind is read again, and a name that is only listed is no cluster", async () => {
  const lagging: Script = (request, number, work) =>
    request.path.startsWith("/clusters?") && number < 3
      ? aResponse({ status: 200, body: { clusters: [`${PREFIX}gone`] } })
      : work();
  expect((await look(setting([], lagging))).verdicts).toEqual([["pass", "none"]]);
  const stuck: Script = (request, _number, work) =>
    request.path.startsWith("/clusters?") ? aResponse({ status: 200, body: { clusters: [`${PREFIX}gone`] } }) : work();
  expect((await look(setting([], stuck))).verdicts).toEqual([["pass", "none"]]);
});

test("names that are listed and cannot be reached by name are left behind, and said to be", async () => {
  const listed = [`${PREFIX}gone`, "漢cf-9i59nsg-x", "acf-8-x"];
  const made = setting([], (request, _number, work) =>
    request.path.startsWith("/clusters?") ? aResponse({ status: 200, body: { clusters: listed } }) : work(),
  );
  await look(made);
  const left = await settledClusters(made.context.keeper, (name) => `remove ${name}`);
  expect(left.map(({ name }) => name)).toEqual(listed.slice(0, 2));
  expect(made.target.log.filter((line) => line.startsWith("DELETE"))).toEqual([]);
});

test("without a whole list nothing is said", async () => {
  const failing: Script = () =>
    aResponse({ status: 500, headers: errorHeaders("ServerException"), body: { message: "no" } });
  expect((await look(setting([], failing))).verdicts).toEqual([["inconclusive", "no whole list"]]);
});

describe("clusters that the run registered", () => {
  async function registered(script?: Script) {
    const made = setting([], script);
    const session = new CaseSession(made.context, "earlier", 1);
    await session.call("RegisterCluster", session.inputs("RegisterCluster").minimal(session.salt()));
    return { ...made, session };
  }

  test("and has alive are accounted for", async () => {
    const made = await registered();
    expect((await look(made)).verdicts).toEqual([["pass", "none"]]);
  });

  test("and that stay although their deregistration succeeded were never refused, and are reported", async () => {
    const kept = aResponse({ status: 200, body: { cluster: {} } });
    const made = await registered((request, _number, work) => (request.method === "DELETE" ? kept : work()));
    await made.session.cleanUp();
    expect((await look(made)).verdicts).toEqual([["pass", "none"]]);
    expect(await settledClusters(made.context.keeper)).toHaveLength(1);
  });

  test("that a request without a reply brings about late, when all seemed done, are no fault, and are removed", async () => {
    let first: WireRequest | undefined;
    const made = await registered((request, _number, work) => {
      if (request.method !== "POST" || first !== undefined) return work();
      first = request;
      return "timeout";
    });
    await made.session.cleanUp();
    expect(made.target.reference.clusterNames()).toEqual([]);
    if (first !== undefined) await made.target.send(first);
    expect((await look(made)).verdicts).toEqual([["pass", "none"]]);
    expect(made.target.reference.clusterNames()).toHaveLength(1);
    expect(await settledClusters(made.context.keeper)).toEqual([]);
    expect(made.target.reference.clusterNames()).toEqual([]);
  });

  test("and could not remove are accounted for too", async () => {
    const made = await registered((request, _number, work) =>
      request.method === "DELETE"
        ? aResponse({ status: 500, headers: errorHeaders("ServerException"), body: { message: "no" } })
        : work(),
    );
    await made.session.cleanUp();
    expect(made.target.reference.clusterNames()).toHaveLength(1);
    expect((await look(made)).verdicts).toEqual([["pass", "none"]]);
  });
});
