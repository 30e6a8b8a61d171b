import { clusterMade } from "#suites/registration/session/cluster-made.ts";
import { expect, test } from "@jest/globals";
import { deregisterRequest } from "#custody/looking/cluster-requests.ts";
import { encodeInput } from "#protocol/encode.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import { CaseClusters } from "#suites/registration/session/case-clusters.ts";
import type { RunContext } from "#suites/registration/session/run-context.ts";
import { ARN_MEMBER, taggingInput, untaggingInput } from "#suites/oracles/clusters/tagged-arn.ts";
import { whyWithheld } from "#suites/registration/session/why-withheld.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import { contract, register } from "#tests/suites/bundled-contract.ts";
import { type Fate, fakeTarget, type Script } from "#tests/suites/fake-target.ts";
import { aResponse } from "#tests/suites/made-replies.ts";
import { testContext } from "#tests/suites/test-run.ts";

const THEIRS = "theirs";

/** A target with a cluster of somebody else's from before the run. */
function setting(script?: Script) {
  const clock = new RecordingClock();
  const target = fakeTarget(script, { now: clock.now, existing: { registered: [THEIRS] } });
  const context = testContext({ target, clock });
  return { target, context };
}

/** Registers a cluster of this name, as a case does. */
async function registerAs(context: RunContext, name: string): Promise<void> {
  const input = { ...context.inputs("RegisterCluster").minimal("salt"), name };
  await new CaseClusters(context, "case").register(encoded("RegisterCluster", input), { once: true });
}

function encoded(operation: string, input: Parameters<typeof encodeInput>[1]): WireRequest {
  const request = encodeInput(contract.operation(operation), input);
  if (request === undefined) throw new Error("the input does not fit into a request");
  return request;
}

function refused(type: string): Fate {
  return aResponse({ status: 400, headers: [["x-amzn-errortype", type]], body: { message: "no" } });
}

const arnOf = (name: string) => `arn:aws:eks:us-east-1:111122223333:cluster/${name}`;

test.each([
  ["as it is called", `/cluster-registrations/${THEIRS}`],
  ["percent-encoded", "/cluster-registrations/%74heirs"],
  ["with a query", `/cluster-registrations/${THEIRS}?force=true`],
])("a cluster that the run never named is not deregistered, %s; another round may go on", async (_how, path) => {
  const { context } = setting();
  expect(await whyWithheld(context, { method: "DELETE", path, headers: [] })).toEqual({
    reason: '"theirs" may be somebody else\'s cluster, so it is not deregistered',
    passes: true,
  });
});

test("nor is one that somebody else registers while the run goes on", async () => {
  const { context, target } = setting();
  const input = { ...context.inputs("RegisterCluster").minimal("salt"), name: "young" };
  await target.send(encoded("RegisterCluster", input));
  expect(target.reference.clusterNames()).toContain("young");
  expect(await whyWithheld(context, deregisterRequest("young"))).toMatchObject({ passes: true });
});

test("nor is one after the run asked for its name and was refused", async () => {
  const { context } = setting();
  await registerAs(context, THEIRS);
  expect(context.keeper.states.has(clusterMade(THEIRS))).toBe(true);
  expect(await whyWithheld(context, deregisterRequest(THEIRS))).toMatchObject({ passes: true });
});

test("a plain name whose registration got no answer may be deregistered where its cluster is as young as the request", async () => {
  const { context } = setting(async (request, _number, work) => {
    const answer = await work();
    return request.method === "POST" ? "reset" : answer;
  });
  await registerAs(context, "a");
  expect(context.keeper.states.is(clusterMade("a"), "alive")).toBe(false);
  expect(await whyWithheld(context, deregisterRequest("a"))).toBeUndefined();
});

test.each([
  ["that bears the run", (context: RunContext) => `${context.namePrefix}a`],
  ["that a success gave it", () => "a"],
])("what the run registered under a name %s leaves without a look", async (_which, nameIn) => {
  const { context, target } = setting();
  const name = nameIn(context);
  await registerAs(context, name);
  expect(await whyWithheld(context, deregisterRequest(name))).toBeUndefined();
  expect(target.log).toEqual([`POST ${register.path} ${name}`]);
});

test.each<[what: string, answer: Fate]>([
  ["a 5xx", aResponse({ status: 500, body: {} })],
  ["a throttled one", aResponse({ status: 429, body: {} })],
  ["a denial", aResponse({ status: 403, body: {} })],
  ["another cluster", aResponse({ status: 200, body: { cluster: { name: "another" } } })],
  ["a reset", "reset"],
  ["none", "timeout"],
])(
  "where the look for a plain name gets %s, it is not deregistered; a name that only the run has is",
  async (_what, answer) => {
    const { context } = setting(({ method }, _number, work) => (method === "GET" ? answer : work()));
    expect(await whyWithheld(context, deregisterRequest(THEIRS))).toMatchObject({ passes: true });
    expect(await whyWithheld(context, deregisterRequest(`${context.namePrefix}nobody`))).toBeUndefined();
  },
);

test.each<[what: string, name: string, answer: Fate, leaves: boolean]>([
  ["that no cluster can have, refused", "a b!", refused("InvalidParameterException"), true],
  ["that no cluster can have, throttled", "a b!", refused("ThrottlingException"), false],
  ["that no cluster can have, denied", "a b!", aResponse({ status: 403, body: {} }), false],
  ["that a cluster may have, refused", THEIRS, refused("InvalidParameterException"), false],
])("whether a name is asked to go after a look for one %s", async (_what, name, answer, leaves) => {
  const { context } = setting(({ method }, _number, work) => (method === "GET" ? answer : work()));
  const withheld = await whyWithheld(context, deregisterRequest(name));
  expect(withheld).toEqual(leaves ? undefined : expect.objectContaining({ passes: true }));
});

test("a name of no cluster may be asked to go, after a look", async () => {
  const { context, target } = setting();
  expect(await whyWithheld(context, deregisterRequest("nobody"))).toBeUndefined();
  expect(target.log).toEqual(["GET /clusters/nobody"]);
});

test.each<[what: string, leaves: boolean, arn: (context: RunContext) => string]>([
  ["of a name that the run made up", true, ({ namePrefix }) => arnOf(`${namePrefix}b`)],
  ["of a plain name that it sent", true, () => arnOf("a")],
  ["of somebody else's cluster", false, () => arnOf(THEIRS)],
  ["of a name that merely holds the run's", false, ({ namePrefix }) => arnOf(`their-${namePrefix}b`)],
  ["that is of no cluster", false, ({ namePrefix }) => `arn:aws:s3:::${namePrefix}b`],
])("whether tags are read, put and taken off by an ARN %s: %s", async (_what, leaves, arnIn) => {
  const { context, target } = setting();
  await registerAs(context, "a");
  const arn = arnIn(context);
  const requests = [
    encoded("ListTagsForResource", { [ARN_MEMBER]: arn }),
    encoded("TagResource", taggingInput(arn, { key: "value" })),
    encoded("UntagResource", untaggingInput(arn, ["key"])),
  ];
  const withheld = await Promise.all(requests.map((request) => whyWithheld(context, request)));
  expect(withheld.map((each) => each?.passes)).toEqual(requests.map(() => (leaves ? undefined : false)));
  expect(target.log).toHaveLength(1);
});

test("nor are the tags of somebody else's cluster touched after the run asked for its name and was refused", async () => {
  const { context } = setting();
  await registerAs(context, THEIRS);
  const requests = [
    encoded("TagResource", taggingInput(arnOf(THEIRS), { key: "value" })),
    encoded("UntagResource", untaggingInput(arnOf(THEIRS), ["key"])),
  ];
  const withheld = await Promise.all(requests.map((request) => whyWithheld(context, request)));
  const reason = '"theirs" may be somebody else\'s cluster, so its tags are left alone';
  expect(withheld).toEqual(requests.map(() => ({ reason, passes: true })));
});

test.each([
  ["GET", `/clusters/${THEIRS}`],
  ["GET", "/clusters"],
  ["POST", "/cluster-registrations"],
  ["HEAD", `/cluster-registrations/${THEIRS}`],
])("%s %s leaves without a look: it changes nothing of anybody's", async (method, path) => {
  const { context, target } = setting();
  expect(await whyWithheld(context, { method, path, headers: [] })).toBeUndefined();
  expect(target.log).toEqual([]);
});
