import { expect, test } from "@jest/globals";
import { type Fate, fateOf, isWorthRepeating } from "../../../suites/session/round.ts";
import { aFailedReply, aReply, aResponse } from "../made-replies.ts";
import { fakeTarget, type Script } from "../fake-target.ts";
import { CaseSession } from "../../../suites/session/session.ts";
import type { WaitedFor } from "../../../suites/session/patience.ts";
import { RecordingClock } from "../../helpers/recording-clock.ts";
import { testContext } from "../test-run.ts";

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

test("what is waited for longer than a moment is told, as long as it is", async () => {
  const clock = new RecordingClock();
  const told: string[] = [];
  const target = fakeTarget(() => aResponse({ status: 404, body: {} }), { now: clock.now });
  const tellWaiting = ({ event }: WaitedFor): void => void told.push(event);
  const session = new CaseSession({ ...testContext({ target, clock }), tellWaiting }, "case", 1);
  const from = clock.now();
  const showsAfter = (ms: number) => () => clock.now() - from >= ms;
  const read = () => session.send({ method: "GET", path: "/clusters", headers: [] }, { purpose: "observed" });
  await session.waitFor({ operation: "A", event: "soon" }, { read, holds: showsAfter(500), times: 5 });
  await session.waitFor({ operation: "B", event: "late" }, { read, holds: showsAfter(3_000), times: 50 });
  expect(new Set(told)).toEqual(new Set(["late"]));
});
