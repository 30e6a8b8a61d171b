import { keepResources } from "#custody/resources/resource-keeper.ts";
import { openCustody } from "#custody/resources/resource-account.ts";
import { serviceKeeper, settled } from "#tests/custody/keepers.ts";
import { describe, expect, test } from "@jest/globals";
import type { Journal } from "#custody/journal/journal.ts";
import type { JournalEntry } from "#custody/journal/journal-entry.ts";
import { outstanding } from "#custody/journal/outstanding.ts";
import { runPrefix } from "#custody/ownership/run-prefix.ts";
import { ownArn } from "#custody/resources/made-resource.ts";
import type { Ledger } from "#custody/journal/ledger.ts";
import { journalLedger } from "#custody/journal/journal-ledger.ts";
import { resourceRemover } from "#custody/removing/remove-resource.ts";
import { sweep, type SweepOptions } from "#custody/sweeping/sweep.ts";
import { TargetGone } from "#endpoint/sending/target-gone.ts";
import type { Target } from "#endpoint/target.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { anExchange, errorHeaders, STARTED_AT } from "#tests/suites/made-replies.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import { type Defect, widgets, widgetTarget } from "#tests/helpers/widgets/widgets.ts";

const service = widgets();
const [box] = service.table.resources;
if (box === undefined) throw new Error("the table has no box");
const resource = box;
const RUN = "run-1";
const HOUR_MS = 3_600_000;
const OWN = `${runPrefix(RUN)}a`;
const timed = (budgetMs: number) => {
  const clock = new RecordingClock();
  return { clock, removing: { clock, budgetMs } };
};
const NAMED = { consistencyMs: 0, namePrefix: runPrefix(RUN) };

async function make(target: Target, boxName: string, more: JsonObject = {}): Promise<void> {
  const body = new TextEncoder().encode(JSON.stringify({ boxName, ...more }));
  await target.send({ method: "POST", path: "/boxes", headers: [["content-type", "application/json"]], body });
}

async function withBox(boxName: string, defect?: Defect) {
  const target = widgetTarget(defect);
  await make(target, boxName);
  const removing = { clock: new RecordingClock(), budgetMs: 1_000 };
  return { target, removal: { service, target, ...removing, removing, consistencyMs: 500 } };
}

describe("the removal of a resource", () => {
  test("waits until it is described no more", async () => {
    const { target, removal } = await withBox(OWN);
    expect(await resourceRemover(removal)({ resource: box, id: OWN })).toEqual({ state: "removed" });
    expect(target.boxes.size).toBe(0);
  });

  test("finds that there is none", async () => {
    const { removal } = await withBox(OWN);
    expect(await resourceRemover(removal)({ resource: box, id: "never-made" })).toEqual({ state: "absent" });
  });

  test("finds in the list that there is none of a name that no request can carry", async () => {
    const { target, removal } = await withBox(OWN);
    expect(await resourceRemover(removal)({ resource, id: "" })).toEqual({ state: "absent" });
    const refusing: Target["send"] = () => Promise.resolve({ last: anExchange({ status: 400 }), earlier: [] });
    const unlisted = { ...removal, target: { ...target, send: refusing } };
    expect(await resourceRemover(unlisted)({ resource, id: "" })).toMatchObject({ state: "left" });
  });

  test("says of what stays that it does, within its time", async () => {
    const { removal } = await withBox(OWN, "keeps what is burnt");
    const fate = await resourceRemover(removal)({ resource: box, id: OWN });
    expect(fate).toMatchObject({ state: "left", reason: "it is still described" });
    expect(removal.clock.naps.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(2_000);
  });
});

describe("removals that are answered by nothing but a 5xx", () => {
  /** The widgets, whose removals get a 500 until they are told to work again. */
  async function broken() {
    const target = widgetTarget();
    for (const id of ["a", "b", "c", "d", "e"]) await make(target, id);
    const state = { isBroken: true };
    const send: Target["send"] = (request, options) =>
      state.isBroken && request.method === "DELETE"
        ? Promise.resolve({ last: anExchange({ status: 500 }), earlier: [] })
        : target.send(request, options);
    const clock = new RecordingClock();
    const remove = resourceRemover({ service, target: { ...target, send }, clock, budgetMs: 30_000 });
    const timed = async (id: string) => {
      const before = clock.now();
      const { state: fate } = await remove({ resource, id });
      return { fate, seconds: Math.floor((clock.now() - before) / 1_000) };
    };
    return { state, timed };
  }

  test("are waited for once: the second for a tenth of the time, the next not at all", async () => {
    const { timed } = await broken();
    const waits = [await timed("a"), await timed("b"), await timed("c"), await timed("d")];
    expect(waits.map(({ fate }) => fate)).toEqual(["left", "left", "left", "left"]);
    expect(waits.map(({ seconds }) => seconds)).toEqual([9, 0, 0, 0]);
  });

  test("say nothing of the next where one in between is answered", async () => {
    const { state, timed } = await broken();
    await timed("a");
    state.isBroken = false;
    expect(await timed("b")).toEqual({ fate: "removed", seconds: 0 });
    state.isBroken = true;
    expect((await timed("c")).seconds).toBe(9);
  });
});

/** Deletes nothing, and answers that with a status and an error that nobody knows. */
function notDeleting(target: Target, status: number): Target {
  const send: Target["send"] = async (request, sending) => {
    if (request.method !== "DELETE") return target.send(request, sending);
    const { last, earlier } = await target.send({ ...request, method: "GET" }, sending);
    const headers = [["x-amzn-errortype", String(status)]] as const;
    return { last: { ...last, response: last.response && { ...last.response, status, headers } }, earlier };
  };
  return { ...target, send };
}

test("a resource whose deletion is not there is left at once", async () => {
  const { target, removal } = await withBox(OWN);
  const fate = await resourceRemover({ ...removal, target: notDeleting(target, 501) })({ resource: box, id: OWN });
  expect(fate).toMatchObject({ state: "left", reason: "BurnBox answered 501 501" });
  expect(removal.clock.naps).toEqual([]);
});

test.each([
  ["that the list names is left", OWN, { state: "left", reason: "BurnBox answered 404 404" }],
  ["that the list does not name is not there", "never-made", { state: "absent" }],
])("a resource %s where its deletion is answered with a 404 of another name", async (_what, id, fate) => {
  const { target, removal } = await withBox(OWN);
  expect(await resourceRemover({ ...removal, target: notDeleting(target, 404) })({ resource: box, id })).toMatchObject(
    fate,
  );
});

describe("an ARN is a resource's own", () => {
  const made = { resource: box, id: "b-1", parent: { resource: box, id: "shelf-1" } };

  test.each([
    ["with its name", "arn:widgets:b-1", "arn:widgets:b-1"],
    ["with that of what it belongs to", "arn:widgets:shelf-1/77", "arn:widgets:shelf-1/77"],
    ["with another's, which is not", "arn:widgets:b-2", undefined],
    ["and no text, which is not", 7, undefined],
  ])("%s", (_what, arn, own) => {
    expect(ownArn(made, arn)).toBe(own);
  });
});

describe("the account of resources", () => {
  test.each([
    ["none that a refusal left in doubt where nothing was ever made", "refused", false, 0],
    ["one that a refusal left in doubt where something was", "refused", true, 1],
    ["one that a lost answer left in doubt", "lost", false, 1],
  ] as const)("where no removal is answered, tells of %s", async (_what, kind, hasMade, told) => {
    const target = widgetTarget();
    const send: Target["send"] = () => Promise.resolve({ last: anExchange({ status: 500 }), earlier: [] });
    const ledger = { intend: () => undefined, note: () => undefined };
    const cleanUpTarget = { ...target, send };
    const custody = openCustody({ ...NAMED, service, cleanUpTarget, ledger, ...timed(1_000), trustsNames: true });
    if (hasMade) custody.account.counts.created += 1;
    const keeper = keepResources(custody);
    keeper.doubt({ resource, id: OWN }, { kind, reason: "500" });
    expect(await settled(keeper)).toHaveLength(told);
  });

  test("settles what is left, and says what it could not remove", async () => {
    const { target, removal } = await withBox(OWN);
    await make(target, "other");
    const notes: string[] = [];
    const ledger = {
      intend: () => undefined,
      note: ({ id }: { id?: string }, state: string) => void notes.push(`${state} ${id}`),
    };
    const keeper = serviceKeeper({ ...NAMED, ...removal, cleanUpTarget: target, ledger });
    keeper.created({ resource: box, id: OWN });
    expect(await settled(keeper)).toEqual([]);
    expect(notes).toEqual([`created ${OWN}`, `removed ${OWN}`]);
    expect([...target.boxes.keys()]).toEqual(["other"]);
  });

  test("takes a 404 of another name for no proof, although the same operation has removed another one", async () => {
    const { target, removal } = await withBox(OWN);
    const send: Target["send"] = async (request, sending) => {
      const { last, earlier } = await target.send(request, sending);
      const response = last.response?.status === 404 ? { ...last.response, headers: [] } : last.response;
      // Nor is there a list.
      const isList = request.method === "GET" && /^\/boxes(\?|$)/.test(request.path);
      return { last: { ...last, response: isList ? response && { ...response, status: 500 } : response }, earlier };
    };
    const ledger = { intend: () => undefined, note: () => undefined };
    const keeper = serviceKeeper({ ...NAMED, ...removal, cleanUpTarget: { ...target, send }, ledger });
    const never = { resource, id: `${OWN}-never-made` };
    keeper.doubt(never, { kind: "lost", reason: "500" });
    expect(await keeper.remove(never)).toMatchObject({ state: "left" });
    keeper.created({ resource, id: OWN });
    expect(await keeper.remove({ resource, id: OWN })).toEqual({ state: "removed" });
    expect(await settled(keeper)).toEqual([
      { name: `box "${OWN}-never-made"`, kind: "box", reason: "BurnBox answered 404 with no error type" },
    ]);
  });

  test("names what there was no time to remove", async () => {
    const { target, removal } = await withBox(OWN);
    const over = new TargetGone({ cause: "time", reason: "the time for cleaning up is over" });
    const cleanUpTarget: Target = { ...target, send: () => Promise.reject(over) };
    const notes: unknown[] = [];
    const note: Ledger["note"] = (_made, state, facts) => void notes.push([state, facts?.reason]);
    const keeper = serviceKeeper({ ...NAMED, ...removal, cleanUpTarget, ledger: { intend: () => undefined, note } });
    keeper.created({ resource: box, id: OWN });
    expect(await settled(keeper)).toEqual([{ name: `box "${OWN}"`, kind: "box", reason: over.message }]);
    expect(notes).toEqual([
      ["created", undefined],
      ["left", over.message],
    ]);
  });

  test("is not settled where something else went wrong", async () => {
    const { target, removal } = await withBox(OWN);
    const cleanUpTarget: Target = { ...target, send: () => Promise.reject(new Error("a bug")) };
    const ledger = { intend: () => undefined, note: () => undefined };
    const keeper = serviceKeeper({ ...NAMED, ...removal, cleanUpTarget, ledger });
    keeper.created({ resource: box, id: OWN });
    await expect(settled(keeper)).rejects.toThrow("a bug");
  });

  test("names what was made without a name", () => {
    const { contract, table } = service;
    const target = widgetTarget();
    const ledger = { intend: () => undefined, note: () => undefined };
    const keeper = serviceKeeper({
      ...NAMED,
      service: { contract, table },
      cleanUpTarget: target,
      ledger,
      ...timed(1),
    });
    keeper.nameless(box, undefined);
    return expect(settled(keeper)).resolves.toMatchObject([{ name: "box without a name" }]);
  });

  test("knows what still belongs to a resource, with a name and without", () => {
    const lid = { ...box, name: "lid", parent: "box" };
    const [named, unnamed, empty] = ["a", "b", "c"].map((id) => ({ resource: box, id }));
    const ledger = { intend: () => undefined, note: () => undefined };
    const keeper = serviceKeeper({ ...NAMED, service, cleanUpTarget: widgetTarget(), ledger, ...timed(1) });
    keeper.created({ resource: lid, id: "its", parent: named });
    keeper.nameless(lid, unnamed);
    expect([named, unnamed, empty].map((each) => each !== undefined && keeper.holds(each))).toEqual([
      true,
      true,
      false,
    ]);
  });
});

const PLACE = { endpoint: "http://127.0.0.1", region: "us-east-1", kind: "emulator" } as const;

const sweptOf = (
  entries: readonly JournalEntry[],
  { target, ...sweeping }: Omit<SweepOptions, "names"> & { target: Target },
) => sweep(target, { runTagKey: "run", ...sweeping, names: outstanding(entries) });

function journalled(ids: readonly string[]): { entries: JournalEntry[]; journal: Pick<Journal, "write"> } {
  const entries: JournalEntry[] = [];
  const journal = { write: (entry: JournalEntry) => void entries.push(entry) } as Journal;
  const ledger = journalLedger({ journal, runId: RUN, spec: "widgets", place: PLACE });
  for (const id of ids) ledger.intend({ resource: box as never, id }, { case: "case" });
  return { entries, journal };
}

describe("a sweep of resources", () => {
  test("removes what a journal names, and notes it", async () => {
    const { target, removal } = await withBox(OWN);
    const { entries, journal } = journalled([OWN, `${OWN}-never-made`]);
    const swept = await sweptOf(entries, { ...removal, runTagKey: "run", journal });
    expect(swept).toEqual({ removed: [`box "${OWN}"`], absent: [`box "${OWN}-never-made"`], left: [] });
    expect(target.boxes.size).toBe(0);
    expect(outstanding(entries)).toEqual([]);
  });

  test.each<[string, number, object]>([
    ["removes once more", 1, { removed: [`box "${OWN}"`], absent: [], left: [] }],
    [
      "leaves",
      Infinity,
      { removed: [], absent: [], left: [{ name: `box "${OWN}"`, reason: "it is there again after each removal" }] },
    ],
  ])("%s what is there although its deletion found nothing", async (_what, lies, expected) => {
    const { target, removal } = await withBox(OWN);
    const { entries, journal } = journalled([OWN]);
    const unknown = { status: 404, headers: errorHeaders("ResourceNotFoundException"), body: {} };
    let deletions = 0;
    const send: Target["send"] = (request, options) => {
      const isLie = request.method === "DELETE" && (deletions += 1) <= lies;
      return isLie ? Promise.resolve({ last: anExchange(unknown), earlier: [] }) : target.send(request, options);
    };
    const lying = { ...removal, runTagKey: "run", target: { ...target, send }, journal };
    expect(await sweptOf(entries, lying)).toEqual(expected);
    expect(outstanding(entries)).toHaveLength(lies === 1 ? 0 : 1);
  });

  describe("of what belongs to another, and is refused", () => {
    const input = { boxName: "$lid" };
    const lid = {
      ...{ ...resource, name: "lid", parent: "box" },
      list: resource.list && { ...resource.list, input: { next: "of $box" } },
      describe: { operation: "ShowBox", shows: "/box", input },
      delete: { operation: "BurnBox", input },
    };
    const parent = { resource, id: OWN };
    const LID = { resource: lid, id: `${OWN}-lid`, parent };
    const service = { ...widgets(), table: { ...widgets().table, resources: [resource, lid] } };

    /** A lid whose removal is refused so long, and which goes with its box. */
    async function sweptLid(made: readonly (typeof parent)[], refusedMs: number) {
      const { target, removal } = await withBox(OWN);
      const { clock } = removal;
      await make(target, LID.id);
      const began = clock.now();
      const isGone = (): boolean => !target.boxes.has(OWN);
      const says = (status: number, error: string) =>
        Promise.resolve({ last: anExchange({ status, headers: errorHeaders(error), body: {} }), earlier: [] });
      const send: Target["send"] = (request, options) => {
        const isList = request.path.includes("next=of");
        if (!isList && !request.path.endsWith("-lid")) return target.send(request, options);
        if (isGone()) return says(404, "ResourceNotFoundException");
        if (isList)
          return Promise.resolve({ last: anExchange({ status: 200, body: { boxes: [LID.id] } }), earlier: [] });
        const isRefused = request.method === "DELETE" && clock.now() < began + refusedMs;
        return isRefused ? says(409, "ResourceInUseException") : target.send(request, options);
      };
      const entries: JournalEntry[] = [];
      const journal = { write: (entry: JournalEntry) => void entries.push(entry) } as Journal;
      const ledger = journalLedger({ journal, runId: RUN, spec: "widgets", place: PLACE });
      for (const each of made) {
        ledger.intend(each, { case: "case" });
        ledger.note(each, "created");
      }
      const swept = await sweptOf(entries, {
        ...{ ...removal, service, target: { ...target, send }, budgetMs: 30_000, journal },
      });
      return { swept, open: outstanding(entries).length, tookMs: clock.now() - began };
    }

    test("finds that it went with that, and does not wait for it before", async () => {
      const { swept, open, tookMs } = await sweptLid([parent, LID], Infinity);
      expect(swept).toEqual({ removed: [`box "${OWN}"`], absent: [`lid "${LID.id}" of box "${OWN}"`], left: [] });
      expect(open).toBe(0);
      expect(tookMs).toBeLessThan(5_000);
    });

    test("waits for it as for any other where that is not to go", async () => {
      const { swept } = await sweptLid([LID], 12_000);
      expect(swept).toEqual({ removed: [`lid "${LID.id}" of box "${OWN}"`], absent: [], left: [] });
    });
  });

  test("leaves, and names, what the endpoint gave no time to remove", async () => {
    const { target, removal } = await withBox(OWN);
    const { entries, journal } = journalled([OWN]);
    const gone: Target = { ...target, send: () => Promise.reject(new TargetGone({ cause: "silent", reason: "gone" })) };
    const swept = await sweptOf(entries, { ...removal, target: gone, journal });
    expect(swept).toEqual({
      removed: [],
      absent: [],
      left: [{ name: `box "${OWN}"`, reason: "nobody can say whether it is there: gone" }],
    });
    expect(outstanding(entries)).toHaveLength(1);
  });

  test("leaves what does not bear the run's mark", async () => {
    const { target, removal } = await withBox("somebody-elses");
    const { entries, journal } = journalled(["somebody-elses"]);
    const swept = await sweptOf(entries, { ...removal, runTagKey: "run", journal });
    expect(swept.left).toMatchObject([
      { reason: expect.stringMatching(/^it was created at .* before the run asked for it$/) },
    ]);
    expect(target.boxes.size).toBe(1);
    expect(outstanding(entries)).toHaveLength(1);
    const onAws = await sweptOf(
      entries.map((entry) => ({ ...entry, at: STARTED_AT })),
      { ...removal, journal, isAws: true },
    );
    expect(onAws.left).toMatchObject([{ reason: "it does not have the run's tag" }]);
    expect(target.boxes.size).toBe(1);
  });

  test("removes what has a name that anybody may have, and was created while the run asked for it", async () => {
    const { target, removal } = await withBox("e");
    const { entries, journal } = journalled(["e"]);
    const swept = await sweptOf(
      entries.map((entry) => ({ ...entry, at: STARTED_AT })),
      { ...removal, journal },
    );
    expect(swept).toEqual({ removed: ['box "e"'], absent: [], left: [] });
    expect(target.boxes.size).toBe(0);
  });

  test("finds that what does not bear the run's mark is not there, and asks for no removal", async () => {
    const { target, removal } = await withBox("somebody-elses");
    const { entries, journal } = journalled(["never-made", ""]);
    const sent: string[] = [];
    const send: Target["send"] = (request, options) => {
      sent.push(request.method);
      return target.send(request, options);
    };
    const swept = await sweptOf(entries, {
      ...removal,
      runTagKey: "run",
      target: { ...target, send },
      journal,
    });
    expect(swept).toEqual({ removed: [], absent: ['box "never-made"', 'box ""'], left: [] });
    expect(new Set(sent)).toEqual(new Set(["GET"]));
    expect(outstanding(entries)).toEqual([]);
  });

  describe("of what the service had yet to name", () => {
    const given = { ...resource, id: { output: "/box/boxName" }, tags: { input: "/tags", shown: "/tags" } };
    const named = { ...service, table: { ...service.table, resources: [given] } };

    async function sweptWith(
      boxes: readonly JsonObject[],
      asked: { readonly afterMs: number; readonly answered?: true },
    ) {
      const target = widgetTarget();
      for (const input of boxes) await make(target, String(input["boxName"]), input);
      const entries: JournalEntry[] = [];
      const journal = { write: (entry: JournalEntry) => void entries.push(entry) } as Journal;
      const ledger = journalLedger({ journal, runId: RUN, spec: "widgets", place: PLACE });
      ledger.intend({ resource: given }, { case: "case", at: STARTED_AT + asked.afterMs });
      if (asked.answered) ledger.note({ resource: given }, "answered");
      const removal = {
        service: named,
        target,
        clock: new RecordingClock(),
        budgetMs: 1_000,
        consistencyMs: 500,
        runTagKey: "run",
      };
      const swept = await sweptOf(entries, { ...removal, journal });
      return { swept, boxes: [...target.boxes.keys()], open: outstanding(entries).length };
    }

    const OURS = { boxName: "b-1", tags: { run: RUN } };
    const THEIRS = { boxName: "b-2", tags: { run: "another" } };

    test("removes what shows the run's tag, and leaves, and tells of, what may be somebody's", async () => {
      expect(await sweptWith([OURS, THEIRS], { afterMs: 0 })).toEqual({
        swept: {
          removed: ['box "b-1"'],
          absent: [],
          left: [{ name: "box without a name", reason: expect.stringContaining("it may be among those listed: b-2") }],
        },
        boxes: ["b-2"],
        open: 1,
      });
    });

    test("strikes it once nothing is there that it may be", async () => {
      const removed = { swept: { removed: ['box "b-1"'], absent: [], left: [] }, boxes: [], open: 0 };
      expect(await sweptWith([OURS], { afterMs: 0 })).toEqual(removed);
      const absent = { swept: { removed: [], absent: ["box without a name"], left: [] }, open: 0 };
      expect(await sweptWith([OURS, THEIRS], { afterMs: 86_400_000 })).toEqual({ ...absent, boxes: ["b-1", "b-2"] });
    });

    test("asks for nothing where each answer told what became of its request", async () => {
      const nothing = { swept: { removed: [], absent: [], left: [] }, boxes: ["b-1"], open: 0 };
      expect(await sweptWith([OURS], { afterMs: 0, answered: true })).toEqual(nothing);
    });
  });

  describe("of what the service named", () => {
    const given = { ...resource, id: { output: "/box/boxName" } };
    const named = { ...service, table: { ...service.table, resources: [given] } };

    /** A box whose answer the run had so many milliseconds after the box was made; the widgets say when that was. */
    async function sweptAfter(ms: number) {
      const { target, removal } = await withBox("b-77");
      const entries: JournalEntry[] = [];
      const journal = { write: (entry: JournalEntry) => void entries.push(entry) } as Journal;
      const ledger = journalLedger({ journal, runId: RUN, spec: "widgets", place: PLACE });
      ledger.intend({ resource: given, id: "b-77" }, { case: "case", at: STARTED_AT + ms });
      const swept = await sweptOf(entries, {
        ...removal,
        runTagKey: "run",
        service: named,
        journal,
      });
      return { swept, boxes: target.boxes.size };
    }

    test("removes what was made when the run asked for it", async () => {
      expect(await sweptAfter(0)).toEqual({ swept: { removed: ['box "b-77"'], absent: [], left: [] }, boxes: 0 });
    });

    test.each([
      ["before", HOUR_MS],
      ["long after", -HOUR_MS],
    ])("leaves what was made %s that", async (when, ms) => {
      const reason = `it was created at 2026-11-24T12:00:00.000Z, ${when} the run asked for it`;
      const swept = { removed: [], absent: [], left: [{ name: 'box "b-77"', reason }] };
      expect(await sweptAfter(ms)).toEqual({ swept, boxes: 1 });
    });
  });
});
