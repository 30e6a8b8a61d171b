import { describe, expect, test } from "@jest/globals";
import type { MadeResource } from "#custody/resources/made-resource.ts";
import { resourceRemover } from "#custody/removing/remove-resource.ts";
import { AccessLost } from "#endpoint/aws/access-lost.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import { widgets } from "#tests/helpers/widgets/widgets.ts";
import { fakeTarget, type Fate } from "#tests/suites/fake-target.ts";
import { aResponse, errorHeaders } from "#tests/suites/made-replies.ts";

const { contract, table } = widgets();
const [box] = table.resources;
if (box?.list === undefined) throw new Error("the table has no box");
const { list } = box;

/** What belongs to a box, and is asked for as boxes are. */
const lid: Resource = {
  ...box,
  name: "lid",
  parent: "box",
  describe: undefined,
  list: { ...list, input: { next: "of $box" } },
  delete: { operation: "BurnBox", input: { boxName: "$lid" } },
};
const shows = { operation: "ShowBox", shows: "/box" };
const shownLid: Resource = { ...lid, describe: { ...shows, input: { boxName: "$lid" } } };
const service = { contract, table: { ...table, resources: [box, lid] } };
const A: MadeResource = { resource: box, id: "a" };
const LID: MadeResource = { resource: lid, id: "l", parent: A };

const ok = (body: JsonValue = {}): Fate => aResponse({ status: 200, body });
const error = (status: number, name: string): Fate => aResponse({ status, headers: errorHeaders(name), body: {} });
const UNKNOWN = error(404, "ResourceNotFoundException");
const BUSY = error(503, "ServiceUnavailableException");
const NO_PATH = error(404, "UnknownOperationException");

const DESCRIBED = { "GET /boxes/a": [ok({ box: {} })] };
const LISTS = "GET /boxes";
const LISTS_LIDS = "GET /boxes?next=of%20a";

/** Answers by method and path, one after the other, the last one again and again. */
function removal(answers: Readonly<Record<string, readonly Fate[]>>, budgetMs = 1_000, of = service) {
  const asked = new Map<string, number>();
  const target = fakeTarget(({ method, path }) => {
    const line = `${method} ${path}`;
    const fates = answers[line] ?? [UNKNOWN];
    const count = asked.get(line) ?? 0;
    asked.set(line, count + 1);
    return fates[Math.min(count, fates.length - 1)] ?? "timeout";
  });
  const clock = new RecordingClock();
  return { target, clock, remove: resourceRemover({ service: of, target, clock, budgetMs }) };
}

describe("a removal is done", () => {
  test("once the resource is described no more", async () => {
    const { remove, target } = removal({ "DELETE /boxes/a": [ok()], "GET /boxes/a": [ok({ box: {} }), UNKNOWN] });
    expect(await remove(A)).toEqual({ state: "removed" });
    expect(target.log).toEqual(["DELETE /boxes/a", "GET /boxes/a", "GET /boxes/a"]);
  });

  test("once it is unknown to its removal, although it is described for ever", async () => {
    const answers = { "DELETE /boxes/a": [ok(), UNKNOWN], "GET /boxes/a": [ok({ box: {} })] };
    const { remove, clock } = removal(answers, 30_000);
    const before = clock.now();
    expect(await remove(A)).toEqual({ state: "removed" });
    expect(clock.now() - before).toBeLessThan(2_000);
  });

  test("by a 404 after an answer that was none", async () => {
    const { remove } = removal({ "DELETE /boxes/a": ["timeout", UNKNOWN] });
    expect(await remove(A)).toEqual({ state: "absent" });
  });

  test("although it was still described, by a later 404", async () => {
    const { remove } = removal({ "DELETE /boxes/a": [ok(), UNKNOWN], "GET /boxes/a": ["timeout"] }, 20_000);
    expect(await remove(A)).toEqual({ state: "removed" });
  });

  test("where what describes a resource is a page, unless the list still has it", async () => {
    const page: Fate = aResponse({ status: 200, headers: [["content-type", "text/html"]], text: "<h1>It works!</h1>" });
    const paged = { "DELETE /boxes/a": [ok()], "GET /boxes/a": [page] };
    expect(await removal({ ...paged, [LISTS]: [page] }).remove(A)).toEqual({ state: "removed" });
    expect(await removal({ ...paged, [LISTS]: [ok({ boxes: ["a"] })] }).remove(A)).toMatchObject({ state: "left" });
  });

  test("where a resource that is removed cannot be described", async () => {
    const { remove } = removal({ "DELETE /boxes/a": [ok()], "GET /boxes/a": [error(403, "AccessDeniedException")] });
    expect(await remove(A)).toEqual({ state: "removed" });
  });

  test("after a refusal for the pace", async () => {
    const { remove } = removal({ "DELETE /boxes/a": [error(429, "TooManyRequestsException"), ok()] });
    expect(await remove(A)).toEqual({ state: "removed" });
  });
});

describe("what was made just before, and no read shows yet", () => {
  const slow: MadeResource = { resource: { ...box, going: { at: "/state", is: "Going" } }, id: "a" };
  const going = ok({ box: { state: "Going" } });
  /** Of boxes that take their time to go, with reads that may be three seconds behind. */
  function fresh(answers: Readonly<Record<string, readonly Fate[]>>) {
    const { target, clock } = removal(answers);
    const remover = { service, target, clock, budgetMs: 1_000, goingMs: 30_000, freshMs: 3_000 };
    return { target, clock, remove: resourceRemover(remover) };
  }

  test("is not gone until every read would show it, whatever reads show meanwhile", async () => {
    const answers = { "DELETE /boxes/a": [ok()], "GET /boxes/a": [UNKNOWN, going, UNKNOWN] };
    const { clock, remove } = fresh(answers);
    const timed = async (): Promise<number> => {
      const began = clock.now();
      expect(await remove(slow)).toEqual({ state: "removed" });
      return clock.now() - began;
    };
    expect(Math.min(await timed(), await timed())).toBeGreaterThanOrEqual(3_000);
  });

  test("is waited for as long as it is shown after that", async () => {
    const shown = Array.from({ length: 20 }, () => going);
    const { clock, remove } = fresh({ "DELETE /boxes/a": [ok()], "GET /boxes/a": [UNKNOWN, ...shown, UNKNOWN] });
    const began = clock.now();
    expect(await remove(slow)).toEqual({ state: "removed" });
    expect(clock.now() - began).toBeGreaterThan(5_000);
  });

  test.each([
    ["404", UNKNOWN],
    ["400", error(400, "ClientException")],
    ["500", error(500, "ServerException")],
  ])(
    "is gone where a second deletion is answered %s, and so is the next that no read shows",
    async (_status, second) => {
      const { target, remove } = fresh({ "DELETE /boxes/a": [ok(), second, ok()] });
      expect(await remove(slow)).toEqual({ state: "removed" });
      const before = target.log.length;
      expect(await remove(slow)).toEqual({ state: "removed" });
      expect(target.log.slice(before)).toEqual(["DELETE /boxes/a", "GET /boxes/a"]);
    },
  );

  test("is gone once every read would show it, where what is gone is deleted again and again", async () => {
    const { clock, target, remove } = fresh({ "DELETE /boxes/a": [ok()] });
    const began = clock.now();
    expect(await remove(slow)).toEqual({ state: "removed" });
    expect(clock.now() - began).toBeGreaterThanOrEqual(3_000);
    const before = target.log.length;
    expect(await remove(slow)).toEqual({ state: "removed" });
    expect(target.log.slice(before)).toEqual(["DELETE /boxes/a", "GET /boxes/a"]);
  });

  test("is left as going where time is over before a read shows it", async () => {
    const { target, clock } = removal({ "DELETE /boxes/a": [ok()] });
    const remover = { service, target, clock, budgetMs: 100, goingMs: 200, freshMs: 3_000 };
    expect(await resourceRemover(remover)(slow)).toMatchObject({ state: "left", isGoing: true });
  });

  test("is gone at once where its kind does not take its time", async () => {
    const { target, remove } = fresh({ "DELETE /boxes/a": [ok()] });
    expect(await remove(A)).toEqual({ state: "removed" });
    expect(target.log).toEqual(["DELETE /boxes/a", "GET /boxes/a"]);
  });
});

describe("one that is shown as being deleted", () => {
  // Models and answers differ in the case of states.
  const going: Resource = { ...box, going: { at: "/state", is: "Going" } };
  const shown = (state: string): Fate => ok({ box: { state } });

  test.each([
    ["GOING", 9],
    ["READY", 1],
  ])("%s, has %d s", async (state, seconds) => {
    const answers = { "DELETE /boxes/a": [ok()], "GET /boxes/a": [shown(state)] };
    const { target, clock } = removal(answers);
    const began = clock.now();
    let signs = 0;
    const goesOn = (): void => void (signs += 1);
    const remove = resourceRemover({ service, target, clock, budgetMs: 1_000, goingMs: 9_000, goesOn });
    expect(await remove({ resource: going, id: "a" })).toMatchObject({ state: "left", isGoing: true });
    expect(Math.round((clock.now() - began) / 1_000)).toBe(seconds);
    expect(signs > 0).toBe(state === "GOING");
  });
});

describe("one that is refused, and may go with what it belongs to", () => {
  const refusal = error(409, "ResourceInUseException");
  const resource: Resource = { ...shownLid, ready: { at: "/state", is: "READY", failed: ["BROKEN"] } };
  const shown = (state: string): Fate => ok({ box: { state } });

  /** By what describes it, until it can be removed. */
  async function refused(states: readonly Fate[], heldMs: number | undefined) {
    const { target, clock } = removal({ "DELETE /boxes/l": [refusal], "GET /boxes/l": states });
    const began = clock.now();
    let signs = 0;
    const goesOn = (): void => void (signs += 1);
    const remove = resourceRemover({ service, target, clock, budgetMs: 30_000, heldMs, goesOn });
    const fate = await remove({ ...LID, resource });
    return { fate, signs, seconds: Math.round((clock.now() - began) / 1_000) };
  }

  test.each(["READY", "BROKEN"])("is left after its time where it is %s", async (state) => {
    const { fate, signs, seconds } = await refused([shown(state)], 3_000);
    expect(fate).toEqual(expect.objectContaining({ state: "left", reason: expect.stringContaining("409") }));
    expect(fate).not.toHaveProperty("waitedFor");
    expect(signs).toBe(0);
    expect(seconds).toBeLessThan(5);
  });

  test.each([
    [true, 1],
    [false, 20],
  ])(
    "where the run has ended (%s), and somebody removes it later, is asked to go about %s times",
    async (ended, least) => {
      const { target, clock } = removal({ "DELETE /boxes/l": [refusal], "GET /boxes/l": [shown("READY")] });
      const hasEnded = (): boolean => ended;
      const remove = resourceRemover({ service, target, clock, budgetMs: 30_000, slowMs: 1_000, hasEnded });
      expect(await remove({ ...LID, resource })).toMatchObject({ state: "left" });
      const asked = target.log.filter((line) => line.startsWith("DELETE")).length;
      expect(ended ? asked === 1 : asked > least / 2).toBe(true);
    },
  );

  test("is waited for as any other where something is done about it, or nothing shortens that", async () => {
    const atWork = await refused([shown("PAINTING")], 3_000);
    expect(atWork).toMatchObject({ fate: { state: "left", waitedFor: "its end" } });
    expect(atWork.signs).toBeGreaterThan(3);
    expect(Math.min(atWork.seconds, (await refused([shown("READY")], undefined)).seconds)).toBeGreaterThan(25);
  });
});

test("a refusal that repeats unchanged is learnt by kind: the next of it is asked to go once", async () => {
  const [shown, other] = [[ok({ box: {} })], error(409, "ConflictException")];
  const refusal = error(409, "ResourceInUseException");
  const answers = {
    ...{ "DELETE /boxes/a": [refusal], "GET /boxes/a": shown },
    ...{ "DELETE /boxes/b": [other], "GET /boxes/b": shown },
  };
  const { target, clock } = removal(answers);
  const remove = resourceRemover({ service, target, clock, budgetMs: 30_000, heldMs: 3_000 });
  const waited = async (id: string): Promise<number> => {
    const before = clock.now();
    expect(await remove({ ...A, id })).toMatchObject({ state: "left" });
    return Math.round((clock.now() - before) / 1_000);
  };
  expect(await waited("a")).toBeGreaterThanOrEqual(3);
  expect(await waited("a")).toBe(0);
  expect(await waited("b")).toBeGreaterThanOrEqual(3);
});

describe("where nothing goes although each removal is answered, the later ones are waited for less", () => {
  test.each<[string, Fate]>([
    ["is said to be done", ok()],
    ["is refused since it is in use", error(409, "ResourceInUseException")],
  ])("each %s", async (_what, answer) => {
    const shown = [ok({ box: {} })];
    const answers = { "DELETE /boxes/a": [answer], "GET /boxes/a": shown, "DELETE /boxes/b": [answer, UNKNOWN] };
    const { remove, clock } = removal(answers, 30_000);
    const seconds: number[] = [];
    for (let time = 0; time < 4; time += 1) {
      const before = clock.now();
      expect(await remove(A)).toMatchObject({ state: "left", waitedFor: "its end" });
      seconds.push(Math.ceil((clock.now() - before) / 1_000));
    }
    expect(seconds[0]).toBeGreaterThan(25);
    expect(seconds[1]).toBeLessThanOrEqual(3);
    expect(seconds.slice(2)).toEqual([1, 1]);
    // One that goes at last shows that the others may.
    expect(await remove({ ...A, id: "b" })).not.toMatchObject({ state: "left" });
    const before = clock.now();
    await remove(A);
    expect(clock.now() - before).toBeGreaterThan(25_000);
  });

  test("the sixth in a row is not waited for at all", async () => {
    const { remove, clock } = removal({ "DELETE /boxes/a": [ok()], "GET /boxes/a": [ok({ box: {} })] }, 30_000);
    for (let time = 0; time < 5; time += 1) await remove(A);
    const before = clock.now();
    await remove(A);
    expect(clock.now()).toBe(before);
  });

  test("is waited for by its kind: that others go, or one other kind stays, changes nothing", async () => {
    const shown = [ok({ box: {} })];
    const answers = { "DELETE /boxes/a": [ok()], "GET /boxes/a": shown, "DELETE /boxes/l": [ok()] };
    const { remove, clock } = removal(answers, 30_000);
    const waited = async (made: MadeResource): Promise<number> => {
      const before = clock.now();
      await remove(made);
      return clock.now() - before;
    };
    const like = (name: string): MadeResource => {
      const input = { boxName: `$${name}` };
      const [describe, gone] = [
        { ...shows, input },
        { operation: "BurnBox", input },
      ];
      return { ...A, resource: { ...shownLid, name, parent: undefined, describe, delete: gone } };
    };
    expect(await waited(A)).toBeGreaterThan(25_000);
    expect(await remove(LID)).toEqual({ state: "removed" });
    expect(await waited(A)).toBeLessThanOrEqual(3_000);
    expect(await waited(like("lid"))).toBeGreaterThan(25_000);
    expect(await waited(like("bag"))).toBeLessThanOrEqual(3_000);
  });

  test("not after a refusal for the pace", async () => {
    const { remove } = removal({ "DELETE /boxes/a": [error(429, "TooManyRequestsException")] });
    expect(await remove(A)).toMatchObject({ state: "left", waitedFor: undefined });
  });
});

describe("a resource is left", () => {
  test.each<[string, readonly Fate[], string]>([
    ["whose deletion is refused", [error(403, "AccessDeniedException")], "BurnBox answered 403 AccessDeniedException"],
    ["whose deletion is not there", [NO_PATH], "BurnBox answered 404 UnknownOperationException"],
    [
      "whose deletion leads elsewhere",
      [aResponse({ status: 302, headers: [] })],
      "BurnBox answered 302 with no error type",
    ],
  ])("%s, at once", async (_what, answers, reason) => {
    const { remove, clock } = removal({ "DELETE /boxes/a": answers, ...DESCRIBED, [LISTS]: ["timeout"] });
    const fate = await remove(A);
    expect(fate).toMatchObject({ state: "left", reason });
    expect(fate.waitedFor).toBeUndefined();
    expect(clock.naps).toEqual([]);
  });

  test.each<[string, Fate]>([
    ["a page for people", aResponse({ status: 200, text: "<html>It works!</html>" })],
    ["names in a form of their own", ok({ boxes: [{ name: "a" }] })],
  ])("whose deletion is not there, whatever answers the list: %s", async (_what, listed) => {
    const { remove } = removal({ "DELETE /boxes/a": [NO_PATH], ...DESCRIBED, [LISTS]: [listed] });
    expect(await remove(A)).toMatchObject({ state: "left" });
  });

  test("that is held for as long as its removal takes", async () => {
    const { remove, clock } = removal({ "DELETE /boxes/a": [error(409, "ResourceInUseException")] });
    expect(await remove(A)).toMatchObject({ state: "left", reason: "BurnBox answered 409 ResourceInUseException" });
    expect(clock.naps.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(1_000);
  });

  test("where the access is lost", async () => {
    const { target, clock } = removal({});
    const send = () => Promise.reject(new AccessLost("403 ExpiredToken"));
    const remove = resourceRemover({ service, target: { ...target, send }, clock, budgetMs: 1_000 });
    expect(await remove(A)).toMatchObject({ state: "left", reason: expect.stringContaining("403 ExpiredToken") });
  });

  test("that no operation deletes", async () => {
    const { remove, target } = removal({});
    expect(await remove({ ...A, resource: { ...box, delete: undefined } })).toMatchObject({ state: "left" });
    expect(target.log).toEqual([]);
  });
});

describe("what belongs to a resource that is held", () => {
  const held = [error(409, "ResourceInUseException"), ok()];
  const withShown = { ...service, table: { ...table, resources: [box, shownLid] } };
  const showing = (members: JsonObject): Fate => ok({ box: members });
  const deletions = ({ log }: { readonly log: readonly string[] }) => log.filter((line) => line.startsWith("DELETE"));

  test("is removed, and the resource then", async () => {
    const answers = {
      "DELETE /boxes/a": held,
      [LISTS_LIDS]: [ok({ boxes: ["l", "m"] })],
      "GET /boxes/l": [showing({ in: "a" }), UNKNOWN],
      "GET /boxes/m": [showing({ arn: "box/a/m" }), UNKNOWN],
      "DELETE /boxes/l": [ok()],
      "DELETE /boxes/m": [ok()],
    };
    const { remove, target } = removal(answers, 1_000, withShown);
    expect(await remove(A)).toEqual({ state: "removed" });
    expect(deletions(target)).toEqual(["DELETE /boxes/a", "DELETE /boxes/l", "DELETE /boxes/m", "DELETE /boxes/a"]);
  });

  test.each<[string, Fate]>([
    ["shows nothing of what it belongs to", showing({ in: "other" })],
    ["is not shown", UNKNOWN],
  ])("is somebody else's where a request for it alone may reach another's, and it %s", async (_what, shown) => {
    const answers = { "DELETE /boxes/a": held, [LISTS_LIDS]: [ok({ boxes: ["l"] })], "GET /boxes/l": [shown] };
    const { remove, target } = removal(answers, 1_000, withShown);
    expect(await remove(A)).toEqual({ state: "removed" });
    expect(deletions(target)).toEqual(["DELETE /boxes/a", "DELETE /boxes/a"]);
  });

  test("and stays, does not keep the resource from being asked for again", async () => {
    const { remove } = removal({ "DELETE /boxes/a": held, [LISTS_LIDS]: [ok({ boxes: ["l"] })] });
    expect(await remove(A)).toEqual({ state: "removed" });
  });

  test("is not looked for where the resource goes without", async () => {
    const { remove, target } = removal({ "DELETE /boxes/a": [ok()] });
    await remove(A);
    expect(target.log).not.toContain(LISTS_LIDS);
  });
});

describe("what no request can name", () => {
  const unnamed: MadeResource = { ...LID, id: "" };

  test("goes with what it belongs to", async () => {
    const { remove, target } = removal({});
    expect(await remove(unnamed)).toEqual({ state: "removed" });
    expect(target.log).toEqual([]);
  });

  test("says nothing of the operation that deletes others of its kind", async () => {
    const { remove } = removal({ "DELETE /boxes/l": [NO_PATH], [LISTS_LIDS]: [ok({ boxes: ["l"] })] });
    await remove(unnamed);
    expect(await remove(LID)).toMatchObject({
      state: "left",
      reason: "BurnBox answered 404 UnknownOperationException",
    });
  });
});

describe("a 404 of another name, although the same deletion has removed one", () => {
  test.each<[string, Fate]>([
    ["that of an operation that is not there", NO_PATH],
    ["that of a method that is not there", error(404, "MethodNotAllowedException")],
    ["a page for people", aResponse({ status: 404, text: "<html>" })],
    ["another error", error(404, "NotThereException")],
  ])("is believed where the whole list lacks the resource, and only there: %s", async (_what, answer) => {
    const listed = [[ok({ boxes: ["l"] })], [BUSY], [ok({ boxes: [], next: "again" })], [ok({ boxes: [] })]];
    const states = [];
    for (const list of listed) {
      const { remove } = removal({ "DELETE /boxes/l": [ok(), answer], [LISTS_LIDS]: list });
      expect(await remove(LID)).toEqual({ state: "removed" });
      states.push((await remove(LID)).state);
    }
    expect(states).toEqual(["left", "left", "left", "absent"]);
  });
});

test("a refused deletion whose operation has no error for what is not there is looked into", async () => {
  const burn = contract.operation("BurnBox");
  const without = { ...burn, errors: burn.errors.filter(({ name }) => name !== "ResourceNotFoundException") };
  const operations = new Map([...contract.operations, ["BurnBox", without]]);
  const of = {
    ...service,
    contract: { ...contract, operations, operation: (id: string) => operations.get(id) ?? burn },
  };
  const refused = { "DELETE /boxes/a": [error(400, "ValidationException")] };
  const none = removal({ ...refused, "GET /boxes/a": [UNKNOWN] }, 1_000, of);
  expect(await none.remove(A)).toEqual({ state: "absent" });
  expect(none.target.log).toEqual(["DELETE /boxes/a", "GET /boxes/a"]);
  const shown = removal({ ...refused, "GET /boxes/a": [ok({ box: {} })] }, 1_000, of);
  expect(await shown.remove(A)).toMatchObject({ state: "left", reason: "BurnBox answered 400 ValidationException" });
});

test.each<[string, Fate]>([
  ["a page for people", aResponse({ status: 404, text: "<html>" })],
  ["that there is no such operation", aResponse({ status: 501 })],
])("what was deleted and is listed still is not gone, though a look is answered with %s", async (_what, look) => {
  const answers = { "DELETE /boxes/a": [ok()], "GET /boxes/a": [look] };
  const [still, gone] = ["a", "b"].map((id) => removal({ ...answers, [LISTS]: [ok({ boxes: [id] })] }).remove);
  expect(await still?.(A)).toMatchObject({ state: "left" });
  expect(await gone?.(A)).toEqual({ state: "removed" });
});

test.each<[string, MadeResource]>([
  ["goes with what it belongs to", { resource: { ...lid, delete: undefined }, id: "l", parent: A }],
  ["was never there", { resource: box, id: "none" }],
])("what %s says nothing of whether removals are answered", async (_what, between) => {
  const answers = { "DELETE /boxes/a": ["timeout" as const], ...DESCRIBED };
  const { remove, clock } = removal(answers, 30_000);
  const seconds: number[] = [];
  for (const made of [A, between, A]) {
    const began = clock.now();
    await remove(made);
    seconds.push(Math.ceil((clock.now() - began) / 1_000));
  }
  expect(seconds).toEqual([10, 0, 1]);
});
