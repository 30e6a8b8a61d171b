import { describe, expect, test } from "@jest/globals";
import type { MadeResource } from "#custody/resources/made-resource.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { judgeMade } from "#suites/service/judging/made/judge-made.ts";
import { judgeListed } from "#suites/service/judging/made/judge-listed.ts";
import { underWay, untilReady } from "#suites/service/judging/waiting/until-ready.ts";
import type { RunPatience } from "#suites/session/patience.ts";
import { widgets } from "#tests/helpers/widgets/widgets.ts";
import { fakeTarget, type Fate } from "#tests/suites/fake-target.ts";
import { aReply, aResponse, errorHeaders } from "#tests/suites/made-replies.ts";
import { serviceSetting } from "#tests/suites/service/service-setting.ts";

const service = widgets();
const [resource] = service.table.resources;
if (resource?.describe === undefined) throw new Error("the table has no box");
const A: MadeResource = { resource, id: "a", arn: "arn:a" };
const BOX: JsonObject = { boxName: "a", arn: "arn:a", state: "READY", colour: "red", tags: { team: "x" } };
const INPUT: JsonObject = { boxName: "a", colour: "red", tags: { team: "x" }, token: "t" };

const ok = (body: JsonValue): Fate => aResponse({ status: 200, body });
const shows = (changes: JsonObject = {}): Fate => ok({ box: { ...BOX, ...changes } });
const names = (...boxes: readonly string[]): Fate => ok({ boxes: [...boxes] });
const UNKNOWN = aResponse({ status: 404, headers: errorHeaders("ResourceNotFoundException"), body: {} });

/** Answers to descriptions and lists, one after the other, the last one again and again. */
function setting(described: readonly Fate[], listed: readonly Fate[] = [names("a")], patience?: RunPatience) {
  const counts = { described: 0, listed: 0 };
  const target = fakeTarget(({ path }) => {
    const isList = /^\/boxes(\?|$)/.test(path);
    const [fates, count] = isList ? [listed, counts.listed++] : [described, counts.described++];
    return fates[Math.min(count, fates.length - 1)] ?? "timeout";
  });
  return { ...serviceSetting(service, target, { patience }), target };
}

const IDS = ["show-box.names", "make-box.shown", "make-box.tags.shown", "list-boxes.listed.box"];

async function judged(described: readonly Fate[], listed?: readonly Fate[], made = A) {
  const given = setting(described, listed);
  given.context.alive.set(made.resource.name, made);
  await judgeMade(given.session, { made, input: INPUT, reply: aReply({ status: 200, body: { box: BOX } }) });
  return { ...given, verdicts: IDS.map((id) => given.judged(id)?.verdict) };
}

describe("what was made is described and listed as it was made", () => {
  test.each<[string, readonly Fate[], readonly Fate[]]>([
    ["at once", [shows()], [names("a")]],
    ["with more than was sent", [shows({ tags: { team: "x", more: "y" }, extra: 1 })], [names("b", "a")]],
    ["once its reads catch up", [UNKNOWN, shows()], [names(), names("a")]],
    ["once its tags show, too", [shows({ tags: null }), shows()], [names("a")]],
    ["once it is ready", [shows({ state: "MAKING", colour: null }), shows()], [names("a")]],
  ])("%s", async (_what, described, listed) => {
    expect((await judged(described, listed)).verdicts).toEqual(["pass", "pass", "pass", "pass"]);
  });

  test.each<[string, readonly Fate[], readonly Fate[], readonly unknown[]]>([
    ["by another one", [shows({ boxName: "b" })], [names("a")], ["fail", "fail", "pass", "pass"]],
    ["by another colour", [shows({ colour: "blue" })], [names("a")], ["pass", "fail", "pass", "pass"]],
    ["without its tags", [shows({ tags: null })], [names("a")], ["pass", "pass", "fail", "pass"]],
    ["by a list of others", [shows()], [names("b")], ["pass", "pass", "pass", "fail"]],
  ])("not %s", async (_what, described, listed, verdicts) => {
    expect((await judged(described, listed)).verdicts).toEqual(verdicts);
  });

  test.each<[string, readonly Fate[], readonly Fate[], readonly unknown[]]>([
    ["a description that never comes", ["timeout"], [names("a")], [undefined, undefined, undefined, "pass"]],
    ["a description that is refused", [UNKNOWN], [names("a")], [undefined, undefined, undefined, "pass"]],
    ["a list that fails", [shows()], [aResponse({ status: 500, body: {} })], ["pass", "pass", "pass", undefined]],
    ["a list that never ends", [shows()], [ok({ boxes: [], next: "1" })], ["pass", "pass", "pass", undefined]],
  ])("which is not judged by %s", async (_what, described, listed, verdicts) => {
    expect((await judged(described, listed)).verdicts).toEqual(verdicts);
  });

  test("by the answer that made it, where no operation describes it", async () => {
    const { verdicts } = await judged([UNKNOWN], [names("a")], {
      ...A,
      resource: { ...resource, describe: undefined, list: undefined } as never,
    });
    expect(verdicts).toEqual([undefined, "pass", "pass", undefined]);
  });
});

describe("odd tags are judged by themselves", () => {
  const sent: JsonObject = { team: "x", Key: "1", key: "2", "a ": "<b>" };
  test.each<[string, JsonObject, readonly unknown[]]>([
    ["all as they were sent", sent, ["pass", "pass"]],
    ["without the blank", { ...sent, "a ": "b" }, ["pass", "warn"]],
    ["with one key of two", { team: "x", key: "2", "a ": "<b>" }, ["pass", "warn"]],
    ["with another value of a plain one", { ...sent, team: "y" }, ["fail", "pass"]],
  ])("%s", async (_what, tags, verdicts) => {
    const { session, judged: verdictOf } = setting([shows({ tags })]);
    const reply = aReply({ status: 200, body: { box: BOX } });
    await judgeMade(session, { made: A, input: { ...INPUT, tags: sent }, reply });
    expect(["make-box.tags.shown", "make-box.tags.odd"].map((id) => verdictOf(id)?.verdict)).toEqual(verdicts);
  });

  test.each<[JsonValue, string]>([
    [sent, "pass"],
    [null, "pass"],
    [{ team: "x" }, "warn"],
  ])("in the answer to a creation, too, where it shows any: %j", async (tags, verdict) => {
    const { session, judged: verdictOf } = setting([shows({ tags: sent })]);
    const reply = aReply({ status: 200, body: { box: { ...BOX, tags } } });
    await judgeMade(session, { made: A, input: { ...INPUT, tags: sent }, reply });
    expect(verdictOf("make-box.answered")?.verdict).toBe(verdict);
  });
});

test("a list is read again for as long as writes have to show, and no longer", async () => {
  const { session, clock, context } = setting([], [names("b")]);
  await judgeListed(session, A);
  expect(clock.naps.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(context.settings.consistencyMs);
});

test("an ARN that the description alone shows is taken from there, where it is the resource's own", async () => {
  const noted = async (arn: string) => {
    const { context } = await judged([shows({ arn })], [names("a")], { ...A, id: "ecf-a", arn: undefined });
    return context.alive.get("box")?.arn;
  };
  expect(await noted("arn:ecf-a")).toBe("arn:ecf-a");
  expect(await noted("arn:somebody")).toBeUndefined();
});

test("another of the kind is not taken for the shared one", async () => {
  const given = setting([shows()], [names("a")]);
  const shared: MadeResource = { resource: A.resource, id: "shared" };
  given.context.alive.set("box", shared);
  const made = { ...A, arn: undefined };
  await judgeMade(given.session, { made, input: INPUT, reply: aReply({ status: 200, body: { box: BOX } }) });
  expect(given.context.alive.get("box")).toBe(shared);
});

describe("a resource is waited for", () => {
  test.each<[string, readonly Fate[], number]>([
    ["until it is ready", [shows({ state: "MAKING" }), shows()], 2],
    ["no longer where it failed", [shows({ state: "BROKEN" })], 1],
    ["no longer where it shows no state", [shows({ state: null })], 1],
  ])("%s", async (_what, described, looks) => {
    const { session, target } = setting(described);
    await untilReady(session, A);
    expect(target.log).toHaveLength(looks);
  });

  test("its kind counts as slow where the target says for a while that it is at it, however long answers take", async () => {
    const kindsAfter = async (described: readonly Fate[]): Promise<readonly string[]> => {
      const { session, context } = setting(described);
      await untilReady(session, A);
      return [...context.slowKinds];
    };
    const making = (looks: number): Fate[] => Array.from({ length: looks }, () => shows({ state: "MAKING" }));
    expect(await kindsAfter([shows()])).toEqual([]);
    expect(await kindsAfter([...making(2), shows()])).toEqual([]);
    expect(await kindsAfter([...making(8), shows()])).toEqual(["box"]);
    // What lags behind is not said to be under way.
    expect(await kindsAfter([...Array.from({ length: 8 }, () => UNKNOWN), shows()])).toEqual([]);
  });

  /** Milliseconds, in terms of the time that writes may take to show. */
  const waited = async (described: readonly Fate[], before?: RunPatience, operation?: string) => {
    const { session, clock, context } = setting(described, undefined, before);
    const reply = await untilReady(session, A, operation);
    const ms = clock.naps.reduce((sum, nap) => sum + nap, 0);
    const status = reply && underWay(session, A, reply);
    return { status, waits: ms / context.settings.consistencyMs, patience: context.patience };
  };
  const MAKING = shows({ state: "MAKING" });

  test("longer than writes have to show while it is under way", async () => {
    const described = [...Array.from({ length: 8 }, () => MAKING), shows()];
    const { status, waits } = await waited(described);
    expect(status).toBeUndefined();
    expect(waits).toBeGreaterThan(1);
  });

  test("not for ever, nor again where it is in the same state still, whatever was asked of it since", async () => {
    const first = await waited([MAKING]);
    expect(first.status).toBe("MAKING");
    const next = await waited([MAKING], first.patience);
    expect(next.status).toBe("MAKING");
    expect(first.waits).toBeGreaterThan(3);
    expect(next.waits).toBe(0);
    expect(await waited([MAKING], first.patience, "PaintBox")).toMatchObject({ status: "MAKING", waits: 0 });
  });

  test("no longer than writes have to show where it is not shown", async () => {
    expect((await waited([aResponse({ status: 404, body: {} })])).waits).toBeLessThanOrEqual(1);
  });

  test("not at all where nothing describes it", async () => {
    const { session, target } = setting([]);
    expect(
      await untilReady(session, { ...A, resource: { ...resource, describe: undefined } as never }),
    ).toBeUndefined();
    expect(target.log).toEqual([]);
  });
});
