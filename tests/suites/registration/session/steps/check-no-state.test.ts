import { describe, expect, test } from "@jest/globals";
import { checkNoState } from "#suites/registration/session/steps/check-no-state.ts";
import { CaseSession } from "#suites/registration/session/session.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import { aResponse, errorHeaders, STARTED_AT } from "#tests/suites/made-replies.ts";
import { fakeTarget, type Script } from "#tests/suites/fake-target.ts";
import { testContext } from "#tests/suites/test-run.ts";

const ID = "register.rejected-leaves-no-state";

async function verdictsAgainst(script: Script | undefined): Promise<string[]> {
  const clock = new RecordingClock();
  const context = testContext({ target: fakeTarget(script, { now: clock.now }), clock });
  const session = new CaseSession(context, "case", 1);
  const input = session.inputs("RegisterCluster").minimal(session.salt());
  await session.call("RegisterCluster", { ...input, connectorConfig: {} });
  await checkNoState(session, input);
  return session.judgements.filter(({ requirement }) => requirement === ID).map(({ verdict }) => verdict);
}

const clusterNamed = (name: string) =>
  aResponse({ status: 200, body: { cluster: { name, createdAt: STARTED_AT / 1000 } } });

const lastOf = (path: string) => decodeURIComponent(path.split("/").at(-1) ?? "");

describe("a refused registration", () => {
  test("left nothing where its name is unknown", async () => {
    expect(await verdictsAgainst(undefined)).toEqual(["pass"]);
  });

  test("left a cluster where its name, and no other, shows one", async () => {
    const refused: string[] = [];
    const verdicts = await verdictsAgainst((request, _number, work) => {
      if (request.method !== "GET") return work();
      refused.push(lastOf(request.path));
      return lastOf(request.path) === refused[0] ? clusterNamed(refused[0]) : work();
    });
    expect(verdicts).toEqual(["fail"]);
  });

  test.each<[string, (path: string) => string]>([
    ["the name asked for", lastOf],
    ["one fixed name", () => "string"],
  ])("cannot be looked for where every name shows a cluster of %s", async (_what, nameOf) => {
    const verdicts = await verdictsAgainst((request, _number, work) =>
      request.method === "GET" ? clusterNamed(nameOf(request.path)) : work(),
    );
    expect(verdicts).toEqual([]);
  });

  test("is not found by its removal where every name can be removed", async () => {
    const clock = new RecordingClock();
    const everything: Script = (request) =>
      request.method === "POST"
        ? aResponse({ status: 500, headers: errorHeaders("ServerException"), body: {} })
        : clusterNamed(lastOf(request.path));
    const session = new CaseSession(testContext({ target: fakeTarget(everything), clock }), "case", 1);
    await session.call("RegisterCluster", session.inputs("RegisterCluster").minimal(session.salt()));
    await session.cleanUp();
    expect(session.judgements.filter(({ requirement }) => requirement === ID)).toEqual([]);
  });
});
