import { expect, test } from "@jest/globals";
import type { IntendedCreation } from "#custody/journal/ledger.ts";
import { encodeInput } from "#protocol/encode.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { RUN_TAG_KEY } from "#suites/plan/target-kind-settings.ts";
import { CaseClusters, type RegisterOptions } from "#suites/registration/session/case-clusters.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import { register } from "#tests/suites/bundled-contract.ts";
import { fakeTarget, type Script } from "#tests/suites/fake-target.ts";
import { aResponse, errorHeaders } from "#tests/suites/made-replies.ts";
import { account, SETTINGS, testContext, type TestRunOptions } from "#tests/suites/test-run.ts";

function setting(script?: Script, options: TestRunOptions = {}) {
  const clock = new RecordingClock();
  const target = fakeTarget(script, { now: clock.now });
  const context = testContext({ target, clock, ...options });
  const clusters = new CaseClusters(context, "case");
  const input = context.inputs("RegisterCluster").minimal("salt");
  const send = (changes: JsonObject = {}, how: RegisterOptions = {}) =>
    clusters.register(requestOf({ ...input, ...changes }), how);
  return { target, context, clusters, name: String(input["name"]), send };
}

function requestOf(input: JsonObject): WireRequest {
  const request = encodeInput(register, input);
  if (request === undefined) throw new Error("the input does not fit into a request");
  return request;
}

const TAGGING = { ...SETTINGS, runTagKey: RUN_TAG_KEY };
const unseen = () => undefined;
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Carries every registration out and says that it did not. */
const refusing: Script = async (request, _number, work) => {
  const answer = await work();
  const headers = errorHeaders("InvalidParameterException");
  return request.method === "POST" ? aResponse({ status: 400, headers, body: { message: "No." } }) : answer;
};

test.each<[what: string, looked: boolean, JsonObject, RegisterOptions]>([
  ["of what must be accepted", true, {}, {}],
  ["of what must be refused", false, { connectorConfig: {} }, {}],
  ["of what nobody may have signed", false, {}, { signing: { kind: "none" } }],
])("after a refusal %s, the end of the case looks whether it was none: %s", async (_what, looked, changes, how) => {
  const { clusters, send, name, target } = setting(refusing);
  await send(changes, how);
  expect((await clusters.remove(unseen)).map((found) => found.name)).toEqual(looked ? [name] : []);
  expect(target.log.includes(`GET /clusters/${name}`)).toBe(looked);
});

test("a registration under way when the story ends early is waited for, and what it made is removed", async () => {
  let answer = (): void => undefined;
  const held = new Promise<void>((resolve) => (answer = resolve));
  const { clusters, send, target } = setting(async (request, _number, work) => {
    if (request.method === "POST") await held;
    return work();
  });
  const sending = send();
  await settle();
  const removing = clusters.remove(unseen);
  await settle();
  answer();
  await Promise.all([sending, removing]);
  expect(target.reference.clusterNames()).toEqual([]);
  expect(target.log.at(-1)?.startsWith("DELETE")).toBe(true);
});

test.each<[what: string, known: boolean, JsonObject, RegisterOptions]>([
  ["that must be accepted", true, {}, {}],
  ["that must be refused", false, { tags: { "": "x" } }, {}],
  ["that repeats another", false, {}, { repeats: true }],
  ["that nobody may have signed", false, {}, { signing: { kind: "none" } }],
])(
  "after a success of a request %s, it is known what its cluster is to show: %s",
  async (_what, known, changes, how) => {
    const { clusters, send, name } = setting(() => aResponse({ status: 200, body: { cluster: { name: "shown" } } }));
    await send(changes, how);
    const told = { input: expect.objectContaining({ name }), cluster: { name: "shown" } };
    expect(clusters.own.get(name)?.told).toEqual(known ? told : undefined);
  },
);

test("of a cluster that two registrations may have made it is no longer known", async () => {
  const { clusters, send, name } = setting(() => aResponse({ status: 200, body: { cluster: {} } }));
  await send();
  expect(clusters.own.has(name)).toBe(true);
  await send({}, { repeats: true });
  expect(clusters.own.has(name)).toBe(false);
});

test("what the endpoint deregistered for the case is not removed again", async () => {
  const { clusters, context, send, name, target } = setting();
  await send();
  clusters.noteDeregistered(name);
  await clusters.remove(unseen);
  expect(target.log).toEqual([`POST /cluster-registrations ${name}`]);
  expect(context.keeper.counts.removed).toBe(1);
  expect([...clusters.relived]).toEqual([name]);
  expect(clusters.own.size).toBe(0);
});

test("the journal has the token and the tag that the bytes bear, and no tag that they do not", async () => {
  const entries: IntendedCreation[] = [];
  const { send, context } = setting(undefined, {
    settings: TAGGING,
    ledger: { ...account(), intend: (_made, entry) => void entries.push(entry) },
  });
  await send({ clientRequestToken: "t" });
  await send({ tags: { [RUN_TAG_KEY]: `not ${context.runTag?.value}` } });
  expect(entries).toEqual([
    { case: "case", token: "t", tagged: true },
    { case: "case", token: undefined, tagged: undefined },
  ]);
});

test("a cluster whose request had no room for the run's tag is removed although it bears none", async () => {
  const { clusters, send, target } = setting(undefined, { settings: TAGGING });
  await send({ name: "a", tags: { other: "tag" } });
  await clusters.remove(unseen);
  expect(target.reference.clusterNames()).toEqual([]);
});

test("the answer told of a name is the last one by which there may be a cluster of it", async () => {
  const failure = aResponse({ status: 500, headers: errorHeaders("ServerException"), body: { message: "No." } });
  const { clusters, send, name } = setting((_request, number, work) => (number === 2 ? failure : work()));
  await send();
  await send({}, { repeats: true });
  expect((await send({ connectorConfig: {} }, { repeats: true })).status).toBe(400);
  expect(clusters.lastAnswer(name)?.response?.status).toBe(500);
});

/** Two cases that want one plain name: the first has it, and the second waits for it twice. */
async function waiting() {
  const { context, target, clusters: first } = setting();
  const second = new CaseClusters(context, "second");
  const request = requestOf({ ...context.inputs("RegisterCluster").minimal("plain"), name: "a" });
  const register = (clusters: CaseClusters) => clusters.register(request, {});
  await register(first);
  const late = [1, 2].map(() => register(second).catch((error: unknown) => error));
  await settle();
  const registrations = () => target.log.filter((line) => line.startsWith("POST")).length;
  return { context, target, first, second, late, register, registrations };
}

test("a plain name that another case has is waited for, each time that it is registered", async () => {
  const { first, late, registrations } = await waiting();
  expect(registrations()).toBe(1);
  await first.remove(unseen);
  first.unlock();
  await Promise.all(late);
  expect(registrations()).toBe(3);
});

test("what waits for a name when its case ends is not sent, and the name is given back", async () => {
  const { context, target, first, second, late, register } = await waiting();
  for (const clusters of [second, first]) {
    await clusters.remove(unseen);
    clusters.unlock();
  }
  const over = { message: "not registered: the case is over" };
  expect(await Promise.all(late)).toMatchObject([over, over]);
  expect(target.reference.clusterNames()).toEqual([]);
  await register(new CaseClusters(context, "third"));
  expect(target.reference.clusterNames()).toEqual(["a"]);
});
