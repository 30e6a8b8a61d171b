import { judgeRefusedAs } from "#suites/oracles/refused-as.ts";
import { describe, expect, test } from "@jest/globals";
import type { ProperRefusal } from "#spec/requirements/refusals.ts";
import type { Grade } from "#suites/oracles/finding.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import { activationOf, isRenewed, registerFirst, scenario } from "#suites/registration/session/scenario.ts";
import { SetupFailure } from "#suites/session/round.ts";
import { CaseSession } from "#suites/registration/session/session.ts";
import { aFailedReply, anError, aReply, aResponse, errorHeaders, JSON_TYPE } from "#tests/suites/made-replies.ts";
import { fakeTarget, type Script } from "#tests/suites/fake-target.ts";
import { testContext } from "#tests/suites/test-run.ts";

const told = (body: Record<string, string>): Reply => aReply({ status: 400, headers: errorHeaders("Told"), body });

describe("a refusal of a status and a type", () => {
  const name = "ServiceUnavailableException";
  const PROPER: readonly ProperRefusal[] = [
    { status: 409, name: "ResourceInUseException", grade: "met" },
    { status: 400, name: "RequestExpired", grade: "tolerated" },
    { status: 403, name: "Other", grade: "tolerated" },
    { status: 400, name: "Told", grade: "tolerated", text: /^No such / },
  ];

  test.each<[string, Grade, Reply]>([
    ["409 ResourceInUseException", "met", anError(409, "ResourceInUseException")],
    [
      "named in the body",
      "met",
      aReply({ status: 409, headers: [JSON_TYPE], body: { __type: "ns#ResourceInUseException:http://x" } }),
    ],
    ["an alternative", "tolerated", anError(400, "RequestExpired")],
    ["another alternative", "tolerated", anError(403, "Other")],
    ["an alternative whose text says it", "tolerated", told({ message: "No such name." })],
    ["an alternative whose text says it in capitals", "tolerated", told({ Message: "No such name." })],
    ["an alternative whose text says something else", "missed", told({ message: "Bad name." })],
    ["an alternative whose text says nothing", "missed", told({})],
    ["the status of one alternative with the type of another", "missed", anError(403, "RequestExpired")],
    ["the type alone", "missed", anError(400, "ResourceInUseException")],
    ["the status alone", "missed", anError(409, "ClientException")],
    ["the status without a type", "missed", aReply({ status: 409, body: {} })],
    ["a body of HTML", "missed", aReply({ status: 409, headers: errorHeaders("ResourceInUseException"), text: "<p>" })],
    [
      "a body that is an array",
      "missed",
      aReply({ status: 409, headers: errorHeaders("ResourceInUseException"), body: [] }),
    ],
    ["no body", "missed", aReply({ status: 409, headers: errorHeaders("ResourceInUseException") })],
    ["a success", "missed", aReply({ status: 200, body: {} })],
    ["a reset", "missed", aFailedReply("reset")],
    ["a hang", "missed", aFailedReply("timeout")],
    ["500", "missed", anError(500, "ServerException")],
    ["no connection", "unclear", aFailedReply("refused")],
    ["429", "unclear", anError(429, "TooManyRequestsException")],
    ["503", "unclear", anError(503, "ServiceUnavailableException")],
  ])("%s: %s", (_what, grade, reply) => {
    expect(judgeRefusedAs(reply, PROPER).grade).toBe(grade);
  });

  test("is told in words, with the alternative that it was", () => {
    const words = { expected: "409 ResourceInUseException", received: "400 RequestExpired" };
    const reply = anError(400, "RequestExpired");
    expect(judgeRefusedAs(reply, PROPER)).toEqual({
      grade: "tolerated",
      ...words,
      alternative: "400 RequestExpired",
    });
    expect(judgeRefusedAs(reply, PROPER.slice(0, 1))).toEqual({
      grade: "missed",
      ...words,
      condition: { answers: [{ from: 409, to: 409, error: "ResourceInUseException", object: true }] },
    });
  });

  test("of a status that means throttling is met all the same", () => {
    expect(judgeRefusedAs(anError(503, name), [{ status: 503, name, grade: "met" }]).grade).toBe("met");
  });
});

describe("the first registration of a story", () => {
  function session(script?: Script, options: Parameters<typeof fakeTarget>[1] = {}): CaseSession {
    return new CaseSession(testContext({ target: fakeTarget(script, options) }), "case", 1);
  }
  const register = (of: CaseSession) => registerFirst(of, of.inputs("RegisterCluster").minimal(of.salt()));

  test("gives its name, input, cluster and reply", async () => {
    const registered = await register(session());
    expect(registered.cluster["name"]).toBe(registered.name);
    expect(registered.input["name"]).toBe(registered.name);
    expect(registered.reply.status).toBe(200);
  });

  test.each<[string, Script, boolean]>([
    ["409", () => aResponse({ status: 409, headers: errorHeaders("ResourceInUseException"), body: {} }), true],
    ["429", () => aResponse({ status: 429, headers: errorHeaders("TooManyRequestsException"), body: {} }), true],
    [
      "a used-up quota",
      () => aResponse({ status: 400, headers: errorHeaders("ResourceLimitExceededException"), body: {} }),
      true,
    ],
    ["400", () => aResponse({ status: 400, headers: errorHeaders("InvalidParameterException"), body: {} }), false],
    ["500", () => aResponse({ status: 500, headers: errorHeaders("ServerException"), body: {} }), false],
    ["200 without a cluster", () => aResponse({ status: 200, body: {} }), false],
  ])("cannot be made with %s; worth another look: %s", async (_what, script, disturbed) => {
    const of = session(script);
    await expect(register(of)).rejects.toThrow(SetupFailure);
    await expect(register(of)).rejects.toThrow("not judged: the valid registration that it begins with ");
    expect(of.disturbed).toBe(disturbed);
  });
});

test("a story registers one cluster and needs RegisterCluster, unless it says otherwise", () => {
  const run = () => Promise.resolve();
  const options = { id: "x", requirements: ["a"], summary: "s", run };
  expect(scenario(options)).toEqual({
    kind: "scenario",
    needs: ["RegisterCluster"],
    effect: "create",
    live: 1,
    ...options,
  });
  expect(scenario({ ...options, needs: [], effect: "read", live: 0, exclusive: true })).toMatchObject({
    needs: [],
    effect: "read",
    live: 0,
    exclusive: true,
  });
});

test("what marks a registration is its activation id, or its code where it has none", () => {
  const cluster = (connectorConfig: Record<string, string>) => ({ connectorConfig });
  const [one, other] = [
    cluster({ activationId: "i", activationCode: "c" }),
    cluster({ activationId: "i", activationCode: "d" }),
  ];
  expect(activationOf(one)).toBe(activationOf({ ...one, name: "x" }));
  expect(activationOf(one)).toBe(activationOf(other));
  expect(activationOf(one)).toBe(activationOf(cluster({ activationId: "i" })));
  expect(activationOf(cluster({ activationCode: "c" }))).not.toBe(activationOf(cluster({ activationCode: "d" })));
  expect(activationOf(one)).not.toBe(activationOf(cluster({ activationId: "j", activationCode: "c" })));
  expect(activationOf(undefined)).toBe(activationOf({ connectorConfig: null }));
});

test("a registration is renewed by another activation; one without any is no repetition", () => {
  const first = { connectorConfig: { activationId: "a", activationCode: "b" } };
  expect(isRenewed(first, first)).toBe(false);
  expect(isRenewed(first, { connectorConfig: { activationId: "a", activationCode: "c" } })).toBe(false);
  expect(isRenewed(first, { connectorConfig: { activationId: "b", activationCode: "b" } })).toBe(true);
  expect(isRenewed({}, first)).toBe(true);
  expect(isRenewed({}, {})).toBe(true);
  expect(isRenewed(first, { connectorConfig: { activationId: null } })).toBe(true);
});
