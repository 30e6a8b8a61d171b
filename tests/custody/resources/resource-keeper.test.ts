import { serviceKeeper, settled } from "#tests/custody/keepers.ts";
import { describe, expect, test } from "@jest/globals";
import { keyOf, type MadeResource } from "#custody/resources/made-resource.ts";
import { TargetGone } from "#endpoint/sending/target-gone.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import { widgets } from "#tests/helpers/widgets/widgets.ts";
import { fakeTarget, type Fate } from "#tests/suites/fake-target.ts";
import { aReply, aResponse, errorHeaders, STARTED_AT } from "#tests/suites/made-replies.ts";

const { contract, table } = widgets();
const [box] = table.resources;
if (box === undefined) throw new Error("the table has no box");
const lid: Resource = {
  ...box,
  name: "lid",
  parent: "box",
  describe: undefined,
  list: undefined,
  delete: { operation: "BurnBox", input: { boxName: "$lid" } },
};
const service = { contract, table: { ...table, resources: [box, lid] } };

const PREFIX = "ecf-7-";
const A: MadeResource = { resource: box, id: `${PREFIX}a` };
const LID: MadeResource = { resource: lid, id: `${PREFIX}l`, parent: A };
/** Of a name that anybody may have. */
const PLAIN: MadeResource = { resource: box, id: "a" };

const OK = aResponse({ status: 200, body: {} });
const BUSY = aResponse({ status: 503, body: {} });
const UNKNOWN = aResponse({ status: 404, headers: errorHeaders("ResourceNotFoundException"), body: {} });
const IN_USE = aResponse({ status: 409, headers: errorHeaders("ResourceInUseException"), body: {} });
const shownAs = (boxName: string): Fate => aResponse({ status: 200, body: { box: { boxName } } });
const SHOWN = shownAs("a");
const CONSISTENCY_MS = 500;
const BUDGET_MS = 20_000;

/** The keeper of a target that says to each request, by its method and path, what is told; that of all else there is none. */
function kept(answers: Readonly<Record<string, Fate | (() => Fate)>> = {}) {
  const target = fakeTarget(({ method, path }: WireRequest) => {
    const told = answers[`${method} ${path}`] ?? UNKNOWN;
    return typeof told === "function" ? told() : told;
  });
  const clock = new RecordingClock();
  const journal: string[] = [];
  const ledger = {
    intend: ({ id }: { id?: string }) => void journal.push(`intend ${id}`),
    note: ({ id }: { id?: string }, state: string) => void journal.push(`${state} ${id}`),
  };
  const runTag = { key: "run", value: "run-7" };
  const removing = { clock, budgetMs: BUDGET_MS };
  const limits = { clock, removing, consistencyMs: CONSISTENCY_MS, namePrefix: PREFIX, runTag };
  const keeper = serviceKeeper({ service, cleanUpTarget: target, ledger, ...limits });
  return { keeper, target, clock, journal };
}

const LOST = { kind: "lost", reason: "no response" } as const;
const REFUSED = { kind: "refused", reason: "500" } as const;

test("what is alive is not created once more by an answer that repeats the first", () => {
  const { keeper } = kept();
  keeper.created(A);
  keeper.created(A);
  expect(keeper.counts.created).toBe(1);
  keeper.created(PLAIN);
  expect(keeper.counts.created).toBe(2);
});

test("what is listed, and nothing accounts for, may be removed where the run asked for it, and is told of otherwise", async () => {
  const { keeper } = kept({ "GET /boxes": aResponse({ status: 200, body: { boxes: [PLAIN.id] } }) });
  keeper.intend(A, { case: "case" });
  expect(keeper.accountsFor(A)).toBe(false);
  expect(keeper.found(A)).toBe(true);
  expect(keeper.states.is(A, "doubtful")).toBe(true);
  expect(keeper.found(PLAIN)).toBe(false);
  expect(keeper.accountsFor(PLAIN)).toBe(true);
  expect(keeper.unremovable()).toBe(0);
  keeper.unreachable(PLAIN);
  expect(await settled(keeper)).toMatchObject([
    { name: 'box "a"', reason: expect.stringContaining("ListBoxes still names it") },
  ]);
});

describe("what belongs to a resource", () => {
  test("is not left where it went with that, although its own removal was refused", async () => {
    const { keeper, journal } = kept({ [`DELETE /boxes/${LID.id}`]: BUSY, [`DELETE /boxes/${A.id}`]: OK });
    keeper.created(A);
    keeper.created(LID);
    expect(await settled(keeper)).toEqual([]);
    expect(journal.slice(2)).toEqual([`left ${LID.id}`, `removed ${A.id}`, `removed ${LID.id}`]);
  });

  test.each([
    ["is looked for no more once that is gone", OK, [`removed ${A.id}`, `absent ${LID.id}`]],
    ["stays in the journal as long as that may be there", BUSY, [`left ${A.id}`]],
  ])("and was refused %s", async (_what, answer, expected) => {
    const { keeper, journal } = kept({ [`DELETE /boxes/${A.id}`]: answer });
    keeper.created(A);
    keeper.intend(LID, { case: "case" });
    await settled(keeper);
    expect(journal.slice(2)).toEqual(expected);
  });

  test("does not hold up that for long where it is refused until that is gone", async () => {
    const { keeper, clock } = kept({ [`DELETE /boxes/${LID.id}`]: IN_USE, [`DELETE /boxes/${A.id}`]: OK });
    keeper.created(A);
    keeper.created(LID);
    const began = clock.now();
    expect(await settled(keeper)).toEqual([]);
    expect(clock.now() - began).toBeLessThan(2 * CONSISTENCY_MS);
  });

  test("is left with it where neither can be removed", async () => {
    const { keeper } = kept({ [`DELETE /boxes/${LID.id}`]: BUSY, [`DELETE /boxes/${A.id}`]: BUSY });
    keeper.created(A);
    keeper.created(LID);
    expect((await settled(keeper)).map(({ name }) => name)).toEqual([
      `lid "${LID.id}" of box "${A.id}"`,
      `box "${A.id}"`,
    ]);
  });

  test("is of its own, whatever others are called", () => {
    const other = { ...LID, parent: { ...A, id: "b" } };
    expect(new Set([A, LID, other, { ...A, resource: lid }].map(keyOf)).size).toBe(4);
    const { keeper } = kept();
    keeper.created(other);
    expect([A, other.parent, other].map((each) => keeper.holds(each))).toEqual([false, true, false]);
    expect(keeper.isKept(other.parent)).toBe(false);
    keeper.created({ ...other, resource: { ...lid, holds: true } });
    expect([A, other.parent].map((each) => keeper.isKept(each))).toEqual([false, true]);
  });
});

describe("what a lost answer left in doubt", () => {
  test("is given the time to come about before it is looked for", async () => {
    const { keeper, clock, journal } = kept();
    keeper.intend(A, { case: "case" });
    keeper.doubt(A, LOST);
    expect(await settled(keeper)).toEqual([]);
    expect(clock.naps).toEqual([CONSISTENCY_MS]);
    expect(journal.at(-1)).toBe(`absent ${A.id}`);
  });

  test("and is gone by now is given that time, too: the request may still be carried out", async () => {
    const { keeper, clock } = kept();
    keeper.doubt(A, LOST);
    await keeper.remove(A);
    await settled(keeper);
    expect(clock.naps).toEqual([CONSISTENCY_MS]);
  });

  test("is told of where it cannot be removed, whatever came after", async () => {
    const { keeper } = kept({ [`DELETE /boxes/${A.id}`]: BUSY });
    keeper.doubt(A, LOST);
    keeper.doubt(A, REFUSED);
    expect(await settled(keeper)).toHaveLength(1);
  });
});

describe("what was refused word for word as a path that cannot exist", () => {
  const NOWHERE = aResponse({ status: 404, body: "not here" });
  const asking = { time: { from: 0, to: 0 }, surprise: "400" };

  test.each<[string, Record<string, Fate>, boolean, string[]]>([
    ["was not made where no path answers otherwise", {}, true, [`absent ${A.id}`]],
    ["stays in the journal where nothing says that its creation is served nowhere", {}, false, []],
    ["stays in the journal where a look has no answer", { [`GET /boxes/${A.id}`]: BUSY }, true, []],
  ])("%s", async (_what, answers, isUnserved, expected) => {
    const { keeper, journal } = kept({
      "GET /boxes": NOWHERE,
      [`GET /boxes/${A.id}`]: NOWHERE,
      [`DELETE /boxes/${A.id}`]: NOWHERE,
      ...answers,
    });
    keeper.intend(A, { case: "case" });
    keeper.asked(A, asking);
    if (isUnserved) keeper.unserved(box);
    expect(await settled(keeper)).toEqual([]);
    expect(journal.slice(1)).toEqual([`doubt ${A.id}`, ...expected]);
  });

  test("is removed where a look shows it nevertheless", async () => {
    const answers = [shownAs(A.id), shownAs(A.id)];
    const { keeper, journal } = kept({
      "GET /boxes": NOWHERE,
      [`GET /boxes/${A.id}`]: () => answers.shift() ?? UNKNOWN,
      [`DELETE /boxes/${A.id}`]: OK,
    });
    keeper.intend(A, { case: "case" });
    keeper.asked(A, asking);
    keeper.unserved(box);
    expect(await settled(keeper)).toEqual([]);
    expect(journal).toContain(`removed ${A.id}`);
  });

  test("says nothing of a kind of which one was made", async () => {
    const { keeper, journal } = kept({ "GET /boxes": NOWHERE, [`GET /boxes/${A.id}`]: NOWHERE });
    const other = { ...A, id: `${PREFIX}b` };
    keeper.created(other);
    keeper.intend(A, { case: "case" });
    keeper.asked(A, { ...asking, surprise: undefined });
    keeper.unserved(box);
    await settled(keeper);
    expect(journal).not.toContain(`absent ${A.id}`);
  });
});

const boxes = (...ids: string[]) => aResponse({ status: 200, body: { boxes: ids } });

describe("what is in doubt, and has a name that anybody may have", () => {
  test.each<[string, Record<string, Fate>, string]>([
    [
      "which somebody has",
      { "GET /boxes/a": SHOWN },
      "it has no creation time, and no answer said that the run created it, so it may be somebody else's",
    ],
    [
      "and no look says who has it",
      { "GET /boxes/a": BUSY },
      "nobody can say whose it is: ShowBox answered 503 with no error type",
    ],
  ])("%s, is left, and not removed", async (_what, answers, reason) => {
    const { keeper, target } = kept(answers);
    keeper.intend(PLAIN, { case: "case" });
    keeper.doubt(PLAIN, LOST);
    expect(await settled(keeper)).toEqual([{ name: 'box "a"', kind: "box", reason }]);
    expect(target.log).not.toContain("DELETE /boxes/a");
  });

  test("which nobody has, is not there", async () => {
    const { keeper, target } = kept();
    keeper.intend(PLAIN, { case: "case" });
    keeper.doubt(PLAIN, LOST);
    expect(await settled(keeper)).toEqual([]);
    expect(target.log.filter((line) => line.startsWith("DELETE"))).toEqual([]);
  });

  test("is removed where an answer says that it was made", async () => {
    const { keeper } = kept({ "DELETE /boxes/a": OK });
    keeper.intend(PLAIN, { case: "case" });
    keeper.created(PLAIN);
    keeper.intend(PLAIN, { case: "another case" });
    expect(await keeper.remove(PLAIN)).toEqual({ state: "removed" });
  });

  test("is removed where it belongs to what has a name of the run", async () => {
    const { keeper } = kept({ "DELETE /boxes/l": OK });
    const its = { ...LID, id: "l" };
    keeper.intend(its, { case: "case" });
    expect(await keeper.remove(its)).toEqual({ state: "removed" });
  });

  test("is left where there is no time to look", async () => {
    const { target } = kept();
    const gone = new TargetGone({ cause: "time", reason: "the time is over" });
    const cleanUpTarget = { ...target, send: () => Promise.reject(gone) };
    const ledger = { intend: () => undefined, note: () => undefined };
    const clock = new RecordingClock();
    const limits = { clock, removing: { clock, budgetMs: 100 }, consistencyMs: 0, namePrefix: PREFIX };
    const keeper = serviceKeeper({ service, cleanUpTarget, ledger, ...limits });
    keeper.intend(PLAIN, { case: "case" });
    keeper.intend(A, { case: "case" });
    keeper.doubt(PLAIN, LOST);
    expect(await settled(keeper)).toEqual([{ name: 'box "a"', kind: "box", reason: "the time is over" }]);
  });
});

describe("what the answer alone would have named, where there was none", () => {
  const UNNAMED = "no answer names it";
  const A_BOX = { resource: box, from: STARTED_AT };

  test("is not there where the list names nothing but what is known", async () => {
    const { keeper, target } = kept({ "GET /boxes": boxes() });
    keeper.lostName(A_BOX, undefined, LOST);
    expect(await settled(keeper)).toEqual([]);
    expect(target.log).toEqual(["GET /boxes"]);
  });

  test("nor is it where its creation failed, and no list can be had", async () => {
    const { keeper } = kept({ "GET /boxes": BUSY });
    keeper.lostName(A_BOX, undefined, REFUSED);
    expect(await settled(keeper)).toEqual([]);
  });

  test("nor is it where the list fails once, and names nothing then", async () => {
    const fates = [aResponse({ status: 500, body: {} })];
    const { keeper } = kept({ "GET /boxes": () => fates.shift() ?? boxes() });
    keeper.lostName(A_BOX, undefined, LOST);
    expect(await settled(keeper)).toEqual([]);
  });

  test.each([
    ["the list names another", boxes("b-77"), "refused", "; it may be among those listed: b-77"],
    ["the list names another", boxes("b-77"), "lost", "; it may be among those listed: b-77"],
    ["no list can be had", BUSY, "lost", ""],
  ] as const)("is told of, and nothing is removed, where %s", async (_what, listed, kind, among) => {
    const { keeper, target } = kept({ "GET /boxes": listed });
    keeper.lostName(A_BOX, undefined, { kind, reason: UNNAMED });
    keeper.lostName(A_BOX, undefined, REFUSED);
    expect(await settled(keeper)).toEqual([{ name: "box without a name", kind: "box", reason: `${UNNAMED}${among}` }]);
    expect(target.log.filter((line) => !line.startsWith("GET"))).toEqual([]);
  });

  test("is removed where it shows the run's tag, and a stranger's of the same time is not touched", async () => {
    const tagged: Resource = { ...box, tags: { input: "/tags", shown: "/tags" } };
    const shown = (tags: JsonObject): Fate => aResponse({ status: 200, body: { box: { tags } } });
    let isGone = false;
    const { keeper, target, journal } = kept({
      "GET /boxes": () => boxes(...(isGone ? [] : ["b-1"]), "b-2"),
      "GET /boxes/b-1": () => (isGone ? UNKNOWN : shown({ run: "run-7" })),
      "GET /boxes/b-2": shown({ run: "run-8" }),
      "DELETE /boxes/b-1": () => ((isGone = true), UNKNOWN),
    });
    const none = { ids: [], complete: true, readable: true, pages: [], last: aReply({ status: 200 }) };
    await keeper.listedBefore(tagged, () => Promise.resolve(none));
    const request = { resource: tagged, from: STARTED_AT };
    keeper.intendUnnamed(request, "case");
    keeper.lostName(request, undefined, REFUSED);
    expect((await settled(keeper)).map(({ reason }) => reason)).toEqual(["500; it may be among those listed: b-2"]);
    expect(target.log.filter((line) => line.startsWith("DELETE"))).toEqual(["DELETE /boxes/b-1"]);
    expect(journal).toContain("intend b-1");
  });

  test("stays in the journal as long as nothing proves that it is not there", async () => {
    const request = { resource: box, from: STARTED_AT };
    for (const [list, last] of [
      [boxes(), "absent undefined"],
      [boxes("b-1"), "left undefined"],
      [BUSY, "doubt undefined"],
    ] as const) {
      const { keeper, journal } = kept({ "GET /boxes": list });
      keeper.intendUnnamed(request, "case");
      keeper.lostName(request, undefined, REFUSED);
      await settled(keeper);
      expect(journal.at(-1)).toBe(last);
    }
  });

  test("is not among those that were listed before", async () => {
    const { keeper } = kept({ "GET /boxes": boxes("b-1", "b-77") });
    const listing = { ids: ["b-1"], complete: true, readable: true, pages: [], last: aReply({ status: 200 }) };
    await keeper.listedBefore(box, () => Promise.resolve(listing));
    await keeper.listedBefore(box, () => Promise.reject(new Error("it is asked for once")));
    keeper.lostName(A_BOX, undefined, REFUSED);
    expect((await settled(keeper)).map(({ reason }) => reason)).toEqual(["500; it may be among those listed: b-77"]);
  });

  test("belongs to what it was to belong to, and goes with it", async () => {
    const { keeper } = kept({ [`DELETE /boxes/${A.id}`]: OK });
    keeper.created(A);
    keeper.lostName({ ...A_BOX, resource: lid }, A, LOST);
    expect(keeper.holds(A)).toBe(true);
    expect(await settled(keeper)).toEqual([]);
  });
});

test("at the end, what was not waited for in the run is waited for again", async () => {
  const other = { resource: box, id: `${PREFIX}b` };
  const { keeper, clock } = kept({ [`DELETE /boxes/${A.id}`]: OK, [`GET /boxes/${A.id}`]: SHOWN });
  for (const made of [A, other]) keeper.created(made);
  for (let time = 0; time < 4; time += 1) await keeper.remove(A);
  const before = clock.now();
  expect(await settled(keeper)).toMatchObject([{ reason: "it is still described" }]);
  expect(clock.now() - before).toBeGreaterThan(BUDGET_MS / 2);
});

test("what goes slowly is waited for at the end, all of it at once", async () => {
  const SLOWLY_MS = 8_000;
  const made = Array.from({ length: 20 }, (_, index) => ({ resource: box, id: `${PREFIX}${String(index)}` }));
  const goneAt = new Map<string, number>();
  const answers = Object.fromEntries(
    made.flatMap(({ id }) => {
      const isGone = (): boolean => clock.now() >= (goneAt.get(id) ?? Infinity);
      const remove = (): Fate => {
        if (goneAt.has(id)) return isGone() ? UNKNOWN : IN_USE;
        goneAt.set(id, clock.now() + SLOWLY_MS);
        return OK;
      };
      return [
        [`DELETE /boxes/${id}`, remove],
        [`GET /boxes/${id}`, () => (isGone() ? UNKNOWN : SHOWN)],
      ] as const;
    }),
  );
  const { keeper, clock } = kept(answers);
  const began = clock.now();
  for (const each of made) keeper.created(each);
  for (const each of made) await keeper.remove(each);
  expect(await settled(keeper)).toEqual([]);
  expect(keeper.counts).toMatchObject({ created: made.length, removed: made.length });
  expect(clock.now() - began).toBeLessThan(4 * SLOWLY_MS);
});

describe("what was refused, and is listed all the same", () => {
  const listing = aResponse({ status: 200, body: { boxes: [A.id, PLAIN.id, "somebody's"] } });

  test("is removed, unless somebody had its name before", async () => {
    const { keeper, target } = kept({
      "GET /boxes": listing,
      "GET /boxes/a": SHOWN,
      [`DELETE /boxes/${A.id}`]: OK,
    });
    keeper.intend(A, { case: "case" });
    keeper.intend(PLAIN, { case: "case" });
    keeper.asked(PLAIN, { time: { from: 0, to: 1 }, beforehand: "taken" });
    expect(await settled(keeper)).toEqual([]);
    expect(target.log.filter((line) => line.startsWith("DELETE"))).toEqual([`DELETE /boxes/${A.id}`]);
  });

  test("is told of where it cannot be removed", async () => {
    const { keeper } = kept({ "GET /boxes": listing, [`DELETE /boxes/${A.id}`]: BUSY });
    keeper.intend(A, { case: "case" });
    expect(await settled(keeper)).toEqual([
      { name: `box "${A.id}"`, kind: "box", reason: "BurnBox answered 503 with no error type" },
    ]);
  });

  const ASKED = { time: { from: 0, to: 1 }, surprise: "400" } as const;

  test("is struck where the whole list lacks it", async () => {
    const { keeper, journal } = kept({ "GET /boxes": aResponse({ status: 200, body: { boxes: [] } }) });
    const soon = { resource: box, id: `${PREFIX}b` };
    keeper.intend(A, { case: "case" });
    keeper.asked(A, { ...ASKED, surprise: undefined });
    keeper.intend(soon, { case: "case" });
    keeper.asked(soon, { time: { from: 0, to: Infinity } });
    expect(await settled(keeper)).toEqual([]);
    expect(journal.slice(2)).toEqual([`absent ${A.id}`, `absent ${soon.id}`]);
  });

  test.each<[string, Fate, string[], string | undefined]>([
    ["shows it, is removed", SHOWN, [`removed ${A.id}`, `absent ${A.id}`], undefined],
    ["shows none, is struck", UNKNOWN, [`absent ${A.id}`], undefined],
    [
      "says neither, is told of where others were made",
      BUSY,
      [`left ${A.id}`],
      "BurnBox answered 503 with no error type",
    ],
  ])("and valid, without a list: what a look %s", async (_what, look, noted, reason) => {
    let isGone = false;
    const target = fakeTarget(({ method, path }) => {
      if (method === "DELETE" && path === `/boxes/${A.id}`) isGone = true;
      if (path === `/boxes/${A.id}` && method === "GET") return isGone ? UNKNOWN : look;
      return method === "DELETE" && look !== BUSY ? OK : BUSY;
    });
    const journal: string[] = [];
    const note = ({ id }: MadeResource, state: string) => void journal.push(`${state} ${id}`);
    const clock = new RecordingClock();
    const limits = { clock, removing: { clock, budgetMs: BUDGET_MS }, consistencyMs: 0, namePrefix: PREFIX };
    const ledger = { intend: () => undefined, note };
    const keeper = serviceKeeper({ service, cleanUpTarget: target, ledger, ...limits });
    const other = { resource: box, id: `${PREFIX}b` };
    keeper.created(other);
    keeper.asked(A, ASKED);
    const left = await settled(keeper);
    expect(left.filter(({ name }) => name === `box "${A.id}"`)).toEqual(
      reason === undefined ? [] : [{ name: `box "${A.id}"`, kind: "box", reason }],
    );
    expect(journal.filter((line) => line.endsWith(` ${A.id}`))).toEqual([`doubt ${A.id}`, ...noted]);
  });
});

describe("what is gone by its answers", () => {
  /** A target where it is there until so many removals of it came, each of which is answered with this. */
  const lasting = (removals: number, answer: Fate, describes = true) => {
    let left = removals;
    return kept({
      "GET /boxes": () => boxes(...(left > 0 ? [A.id] : [])),
      [`GET /boxes/${A.id}`]: () => (left > 0 && describes ? shownAs(A.id) : UNKNOWN),
      [`DELETE /boxes/${A.id}`]: () => {
        left -= 1;
        return answer;
      },
    });
  };
  const deletions = (log: readonly string[]): number => log.filter((line) => line.startsWith("DELETE")).length;
  const afterwards = async ({ keeper, target, ...made }: ReturnType<typeof kept>) => {
    keeper.intend(A, { case: "case" });
    keeper.created(A);
    await keeper.remove(A);
    const before = target.log.length;
    const left = await settled(keeper);
    const asked = target.log.slice(before);
    return { ...made, left, asked, naps: made.clock.naps, deletions: deletions(asked) };
  };
  test("is looked for once more, on the list of its kind", async () => {
    expect(await afterwards(lasting(1, OK))).toMatchObject({ left: [], asked: ["GET /boxes"], naps: [] });
  });

  test("and is there nevertheless, is removed once more", async () => {
    const { journal, ...found } = await afterwards(lasting(2, UNKNOWN));
    expect(found).toMatchObject({ left: [], deletions: 1 });
    expect(journal.at(-1)).toBe(`absent ${A.id}`);
  });

  test("and is there nevertheless, under a name that the service gave, is removed once more", async () => {
    const given = { resource: { ...box, id: { ...box.id, input: undefined } }, id: "given" };
    let left = 2;
    const { keeper, target } = kept({
      "GET /boxes": () => boxes(...(left > 0 ? [given.id] : [])),
      [`GET /boxes/${given.id}`]: () => (left > 0 ? shownAs(given.id) : UNKNOWN),
      [`DELETE /boxes/${given.id}`]: () => ((left -= 1), UNKNOWN),
    });
    keeper.created(given);
    await keeper.remove(given);
    expect(await settled(keeper)).toEqual([]);
    expect(deletions(target.log)).toBe(2);
  });

  test("and is there nevertheless, under a name of the run's whose first letter is another, is removed once more", async () => {
    const odd: MadeResource = { resource: box, id: `0${A.id.slice(1)}` };
    let left = 2;
    const { keeper, target } = kept({
      "GET /boxes": () => boxes(...(left > 0 ? [odd.id] : [])),
      [`GET /boxes/${odd.id}`]: () => (left > 0 ? shownAs(odd.id) : UNKNOWN),
      [`DELETE /boxes/${odd.id}`]: () => ((left -= 1), UNKNOWN),
    });
    keeper.intend(odd, { case: "case" });
    keeper.created(odd);
    await keeper.remove(odd);
    expect(await settled(keeper)).toEqual([]);
    expect(deletions(target.log)).toBe(2);
  });

  test("and is there after each removal, is left", async () => {
    const { journal, ...found } = await afterwards(lasting(Infinity, UNKNOWN));
    const reason = "it is there again after each removal";
    expect(found).toMatchObject({ left: [{ name: `box "${A.id}"`, reason }], deletions: 2 });
    expect(journal.at(-1)).toBe(`left ${A.id}`);
  });

  test("and that a list alone names, is gone where its removal was answered, and left where it never was", async () => {
    expect(await afterwards(lasting(Infinity, OK, false))).toMatchObject({ left: [] });
    const { journal, left } = await afterwards(lasting(Infinity, UNKNOWN, false));
    const reason = "it was made, and the list names it still, although no request finds it";
    expect(left).toMatchObject([{ name: `box "${A.id}"`, reason }]);
    expect(journal.at(-1)).toBe(`left ${A.id}`);
  });

  test("and that reads that lag behind show, is gone", async () => {
    const reads = { boxes: [boxes(A.id)], shown: [shownAs(A.id)] };
    const lagging = kept({
      "GET /boxes": () => reads.boxes.pop() ?? boxes(),
      [`GET /boxes/${A.id}`]: () => reads.shown.pop() ?? UNKNOWN,
      [`DELETE /boxes/${A.id}`]: UNKNOWN,
    });
    expect(await afterwards(lagging)).toMatchObject({ left: [], deletions: 0, naps: [CONSISTENCY_MS] });
  });

  test("is not looked for under a name that anybody may have", async () => {
    const fates = [SHOWN, UNKNOWN];
    const { keeper, target } = kept({
      "GET /boxes": boxes("a"),
      "GET /boxes/a": () => fates.shift() ?? SHOWN,
      "DELETE /boxes/a": OK,
    });
    keeper.intend(PLAIN, { case: "case" });
    keeper.created(PLAIN);
    await keeper.remove(PLAIN);
    await settled(keeper);
    expect(target.log).toEqual(["GET /boxes/a", "DELETE /boxes/a", "GET /boxes/a", "GET /boxes"]);
  });
});

describe("a name that was never sent", () => {
  const settledAt = async (...names: readonly string[]) => {
    const { keeper, target } = kept({ "GET /boxes": boxes(...names), [`DELETE /boxes/${A.id}`]: OK });
    keeper.intend(A, { case: "case" });
    keeper.created(A);
    const left = await settled(keeper);
    return { names: left.map(({ name }) => name), log: target.log };
  };

  test.each([
    ["something besides what was asked for", `${A.id}-twin`],
    ["one that lost its first letter", A.id.slice(1)],
    ["one in capitals", A.id.toUpperCase()],
  ])("and bears the run's id on a list is told of, and not touched: %s", async (_what, name) => {
    const { names, log } = await settledAt(name);
    expect(names).toEqual([`box ${JSON.stringify(name)}`]);
    expect(log.filter((line) => line.endsWith(`/${name}`))).toEqual([]);
  });

  test("is nobody's business otherwise", async () => {
    expect((await settledAt("theirs", "ecf-8-a", A.id)).names).toEqual([]);
  });
});
