import { expect, test } from "@jest/globals";
import { runCase } from "#suites/registration/run-case.ts";
import type { Patch } from "#reference/fault.ts";
import { registerFirst } from "#suites/registration/session/scenario.ts";
import { aCase } from "#tests/helpers/test-case.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import { aResponse, errorHeaders } from "#tests/suites/made-replies.ts";
import { fakeTarget, type Script } from "#tests/suites/fake-target.ts";
import { testContext } from "#tests/suites/test-run.ts";

const REGISTERS = aCase(async (session) => {
  await registerFirst(session, session.inputs("RegisterCluster").minimal(session.salt()));
});

const TAGGED = aCase(async (session) => {
  await registerFirst(session, { ...session.inputs("RegisterCluster").minimal(session.salt()), tags: { a: "tag" } });
});

/** What is found wrong, and what was sent, by a case that registers a cluster and looks at nothing. */
async function judged(script?: Script, missing: readonly string[] = []) {
  const clock = new RecordingClock();
  const target = fakeTarget(script, { now: clock.now });
  const context = testContext({ target, clock });
  context.control.passed = true;
  for (const operation of missing) context.presence.set(operation, { status: "not-implemented", reason: "404" });
  const { judgements } = await runCase(context, REGISTERS);
  const failed = judgements.filter(({ verdict }) => verdict === "fail").map(({ requirement }) => requirement);
  return { failed: new Set(failed), methods: target.sent.map(({ method }) => method), judgements, context };
}

const NOT_FOUND = aResponse({ status: 404, headers: errorHeaders("ResourceNotFoundException"), body: { message: "" } });

test("a cluster that a case registers is described and deregistered, and both are judged", async () => {
  const { methods, failed, judgements } = await judged();
  expect(methods).toEqual(["POST", "GET", "DELETE"]);
  expect([...failed]).toEqual([]);
  const passed = judgements.filter(({ verdict }) => verdict === "pass").map(({ requirement }) => requirement);
  expect(passed).toEqual(expect.arrayContaining(["describe.after-register", "deregister.answer"]));
});

test("a description that is not of it is found", async () => {
  const { failed } = await judged(({ method }, _number, work) => (method === "GET" ? NOT_FOUND : work()));
  expect([...failed]).toEqual(["describe.after-register"]);
});

test("a description with another status than 200 is found", async () => {
  const { failed } = await judged(async ({ method }, _number, work) => {
    const answer = await work();
    return method === "GET" ? { ...answer, status: 202 } : answer;
  });
  expect([...failed]).toEqual(["describe.after-register"]);
});

test("a clean-up that is answered wrongly is found", async () => {
  const { failed } = await judged(async ({ method }, _number, work) => {
    const answer = await work();
    return method === "DELETE" ? aResponse({ status: 200, body: {} }) : answer;
  });
  expect([...failed]).toContain("deregister.answer");
});

test("an operation that is not there is not charged", async () => {
  const gone = aResponse({ status: 404, headers: errorHeaders("UnknownOperationException"), body: {} });
  const script: Script = ({ method }, _number, work) => (method === "POST" ? work() : gone);
  const { failed } = await judged(script, ["DescribeCluster", "DeregisterCluster"]);
  expect([...failed]).toEqual([]);
});

test("an endpoint that shows nothing is not waited for again and again", async () => {
  const clock = new RecordingClock();
  const target = fakeTarget(({ method }, _number, work) => (method === "GET" ? NOT_FOUND : work()), {
    now: clock.now,
  });
  const context = testContext({ target, clock });
  context.control.passed = true;
  for (let each = 0; each < 6; each += 1) await runCase(context, { ...REGISTERS, id: `case-${each}` });
  const before = target.sent.length;
  await runCase(context, { ...REGISTERS, id: "last" });
  expect(target.sent.slice(before).map(({ method }) => method)).toEqual(["POST", "DELETE"]);
});

test("an endpoint that shows no tags is not waited for each time, and each description is judged", async () => {
  const clock = new RecordingClock();
  const patch: Patch = (to) => ({
    ...to,
    tagsDocument: (tags, view, call) => (view === "DescribeCluster" ? {} : to.tagsDocument(tags, view, call)),
  });
  const context = testContext({ target: fakeTarget(undefined, { now: clock.now, patches: [patch] }), clock });
  context.control.passed = true;
  const judgedEach = [];
  const waits = [];
  for (let each = 0; each < 5; each += 1) {
    const before = clock.now();
    const { judgements } = await runCase(context, { ...TAGGED, id: `case-${each}` });
    judgedEach.push(
      judgements.filter(({ requirement }) => requirement === "describe.after-register").map(({ verdict }) => verdict),
    );
    waits.push(clock.now() - before);
  }
  expect(judgedEach).toEqual(Array(5).fill(["fail"]));
  const { consistencyMs } = context.settings;
  expect(waits).toEqual([1, 1 / 2, 1 / 4, 1 / 10, 1 / 10].map((share) => share * consistencyMs));
});
