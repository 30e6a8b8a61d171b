import { expect, test } from "@jest/globals";
import { type Fate, fateOf, isWorthRepeating } from "#suites/session/round.ts";
import { aFailedReply, anExchange, aReply, aResponse } from "#tests/suites/made-replies.ts";
import { fakeTarget, type Script } from "#tests/suites/fake-target.ts";
import { CaseSession } from "#suites/registration/session/session.ts";
import type { WaitedFor } from "#suites/session/patience.ts";
import { SETTINGS, testContext } from "#tests/suites/test-run.ts";
import { ServiceSession } from "#suites/service/service-session.ts";
import { widgets } from "#tests/helpers/widgets/widgets.ts";
import { serviceSetting } from "#tests/suites/service/service-setting.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";

test.each<[string, Fate, ReturnType<typeof aReply>, boolean]>([
  ["an answer", "answered", aReply({ status: 500 }), false],
  ["an answer to the only attempt", "answered", aReply({ status: 500 }), true],
  ["a reset of the only attempt", "lost-at-once", aFailedReply("reset"), true],
  ["a reset after all attempts", "cut-off", aFailedReply("reset"), false],
  ["a time-out after all attempts", "silent", aFailedReply("timeout"), false],
])("%s is %s", (_what, fate, reply, once) => {
  expect(fateOf(reply, once)).toBe(fate);
});

test.each<[Fate, boolean, boolean]>([
  ["answered", true, true],
  ["answered", false, true],
  ["lost-at-once", false, true],
  ["cut-off", true, true],
  ["cut-off", false, false],
  ["silent", true, false],
])("%s, with a registration answered before: %s, is worth another look: %s", (fate, before, again) => {
  expect(isWorthRepeating(fate, before)).toBe(again);
});

test.each<[string, true | undefined, "fail" | "inconclusive"]>([
  ["for its whole time", undefined, "fail"],
  ["for less long than it may take", true, "inconclusive"],
])("an answer that was waited for %s, in vain, is a failure or shows nothing", (_what, hurried, verdict) => {
  const session = new CaseSession(testContext(), "a-case", 1);
  const exchange = { ...aFailedReply("timeout").exchange, hurried };
  session.exchanges.push(exchange);
  session.judge("api.answers", { grade: "missed", expected: "an answer", received: "none" }, exchange);
  expect(session.judgements).toMatchObject([{ requirement: "api.answers", verdict }]);
});

test("a failure of a request that was sent beside another one is a race's", async () => {
  const script: Script = ({ path }) =>
    path === "/clusters" ? aResponse({ status: 500 }) : new Promise(() => undefined);
  const told = async (beside: boolean): Promise<unknown> => {
    const session = new CaseSession(testContext({ target: fakeTarget(script) }), "a-case", 1);
    if (beside) void session.send({ method: "GET", path: "/clusters/a", headers: [] });
    await session.send({ method: "GET", path: "/clusters", headers: [] });
    return session.judgements.find(({ requirement }) => requirement === "api.no-server-error")?.condition?.race;
  };
  expect(await told(true)).toBe(true);
  expect(await told(false)).toBeUndefined();
});

const LIST = { method: "GET", path: "/clusters", headers: [] };
const MISSED = { grade: "missed", expected: "x", received: "y" } as const;

test("an answer that was read in haste is still met where it is", () => {
  const session = new CaseSession(testContext(), "a-case", 1);
  const exchange = { ...anExchange({ status: 200 }), hurried: true as const };
  session.exchanges.push(exchange);
  session.judge("api.json", { ...MISSED, grade: "met" }, exchange);
  session.judge("api.json", { ...MISSED, grade: "met" }, undefined);
  expect(session.judgements).toMatchObject([
    { verdict: "pass", exchange: 0 },
    { verdict: "pass", exchange: -1 },
  ]);
});

test.each([
  ["api.json", "inconclusive", true],
  ["api.no-server-error", "fail", false],
  ["api.answers", "fail", false],
] as const)("of an answer that is cut off %s is judged as %s, and looked at again: %s", (id, verdict, again) => {
  const session = new CaseSession(testContext(), "a-case", 1);
  const exchange = anExchange({ status: 500, truncated: true });
  session.exchanges.push(exchange);
  session.judge(id, MISSED, exchange);
  expect(session.judgements).toMatchObject([{ verdict }]);
  expect(session.disturbed).toBe(again);
});

test.each<[string, Script, boolean]>([
  ["was answered at once", (_request, _number, work) => work(), false],
  ["was answered when it was sent again", async (_request, _number, work) => ["reset", await work()], true],
])("a round whose request %s is disturbed: %s", async (_what, script, disturbed) => {
  const session = new CaseSession(testContext({ target: fakeTarget(script) }), "a-case", 1);
  await session.send(LIST);
  expect(session.disturbed).toBe(disturbed);
});

test("each round of each turn, and each slot of it, has fresh values", () => {
  const { context } = serviceSetting(
    widgets(),
    fakeTarget(() => aResponse({ status: 200 })),
  );
  const salts = [1, 2, 3].flatMap((round) =>
    [false, true].flatMap((isAgain) => {
      const session = new ServiceSession(context, "a-case", round, isAgain);
      return [session.salt(), session.salt("other")];
    }),
  );
  expect(new Set(salts).size).toBe(12);
});

test("a failure of a request during which another one was sent is a race's, too", async () => {
  const session = new CaseSession(testContext({ target: fakeTarget(script) }), "a-case", 1);
  async function script({ path }: { readonly path: string }) {
    if (path === "/clusters") await session.send({ ...LIST, path: "/clusters/a" });
    return aResponse({ status: 500 });
  }
  await session.send(LIST);
  const races = session.judgements.filter(({ requirement }) => requirement === "api.no-server-error");
  expect(races.map(({ condition }) => condition?.race)).toEqual([true, true]);
});

test("what may show late is looked for as often where the process oversleeps", async () => {
  const looksOf = async (oversleptMs: number): Promise<number> => {
    const clock = new RecordingClock();
    const context = testContext({ clock, settings: { ...SETTINGS, consistencyMs: 3_000 } });
    const sleep = async (ms: number): Promise<void> => {
      await clock.sleep(ms);
      clock.advance(oversleptMs);
    };
    const sleepy = { now: () => clock.now(), epoch: () => clock.epoch(), random: () => clock.random(), sleep };
    const session = new CaseSession({ ...context, clock: sleepy }, "a-case", 1);
    const read = () => session.send(LIST);
    await session.waitFor({ operation: "ListClusters", event: "lists it" }, { read, holds: () => false });
    return session.exchanges.length;
  };
  const looks = await looksOf(0);
  expect(looks).toBeGreaterThan(5);
  expect(await looksOf(700)).toBe(looks);
});

test("what is waited for longer than a moment is told, as long as it is", async () => {
  const clock = new RecordingClock();
  const told: string[] = [];
  const target = fakeTarget(() => aResponse({ status: 404, body: {} }), { now: clock.now });
  const tellWaiting = ({ event }: WaitedFor): void => void told.push(event);
  const session = new CaseSession({ ...testContext({ target, clock }), tellWaiting }, "case", 1);
  const from = clock.now();
  const showsAfter = (ms: number) => () => clock.now() - from >= ms;
  const read = () => session.send(LIST, { purpose: "observed" });
  await session.waitFor({ operation: "A", event: "soon" }, { read, holds: showsAfter(500), times: 5 });
  await session.waitFor({ operation: "B", event: "late" }, { read, holds: showsAfter(3_000), times: 50 });
  expect(new Set(told)).toEqual(new Set(["late"]));
});
