import { describe, expect, test } from "@jest/globals";
import type { JsonObject } from "#spec/json/json.ts";
import { judgeRefusedState } from "#suites/registration/session/steps/check-no-state.ts";
import { anError, aReply, STARTED_AT } from "#tests/suites/made-replies.ts";
import { setting, verdictsOf } from "./opened-session.ts";

describe("state left by a refused registration", () => {
  const ID = "register.rejected-leaves-no-state";
  const cluster = (changes: JsonObject = {}) =>
    aReply({ status: 200, body: { cluster: { createdAt: STARTED_AT / 1000, ...changes } } });

  test("is a cluster of its name, which is then removed", async () => {
    const { session, target } = setting(async (request, _number, work) => {
      const answer = await work();
      return request.method === "POST"
        ? (anError(400, "InvalidParameterException").exchange.response ?? answer)
        : answer;
    });
    await session.call("RegisterCluster", { ...session.inputs("RegisterCluster").minimal("x"), name: "a" });
    session.judgements.length = 0;
    judgeRefusedState(session, "a", cluster());
    expect(session.judgements.map(({ verdict, received }) => [verdict, received])).toEqual([
      ["fail", 'a cluster named "a"'],
    ]);
    await session.cleanUp();
    expect(target.reference.clusterNames()).toEqual([]);
  });

  test("is none where the name is unknown, or no name", () => {
    for (const reply of [anError(404, "ResourceNotFoundException"), anError(400, "InvalidParameterException")]) {
      const { session } = setting();
      judgeRefusedState(session, "a", reply);
      expect(verdictsOf(session, ID)).toEqual(["pass"]);
    }
  });

  test.each([
    ["an operation that is not there", anError(404, "UnknownOperationException")],
    ["a bare 404", aReply({ status: 404 })],
    ["throttling", anError(429, "TooManyRequestsException")],
    ["a failing read", anError(500, "ServerException")],
    ["a refused caller", anError(403, "AccessDeniedException")],
    ["a success without a cluster", aReply({ status: 200, body: {} })],
  ])("cannot be told from %s", (_what, reply) => {
    const { session } = setting();
    judgeRefusedState(session, "a", reply);
    expect(verdictsOf(session, ID)).toEqual([]);
  });

  test("is not another cluster of the run, which an endpoint describes in its place", async () => {
    const { session } = setting();
    const [refused, other] = [
      session.inputs("RegisterCluster").minimal("x"),
      session.inputs("RegisterCluster").minimal("y"),
    ];
    await session.call("RegisterCluster", { ...refused, connectorConfig: "text" });
    await session.call("RegisterCluster", other);
    session.judgements.length = 0;
    judgeRefusedState(session, String(refused["name"]), cluster({ name: String(other["name"]) }));
    expect(verdictsOf(session, ID)).toEqual([]);
    judgeRefusedState(session, String(refused["name"]), cluster({ name: String(refused["name"]) }));
    expect(verdictsOf(session, ID)).toEqual(["fail"]);
  });

  test("is not somebody else's cluster, which stays", async () => {
    const { session, target } = setting(undefined, { existing: { registered: ["a"] } });
    judgeRefusedState(session, "a", cluster({ createdAt: STARTED_AT / 1000 - 86_400 }));
    await session.cleanUp();
    expect(verdictsOf(session, ID)).toEqual([]);
    expect(target.reference.clusterNames()).toEqual(["a"]);
  });
});
