import { describe, expect, test } from "@jest/globals";
import { type Fired, fireLanes, type Firing, type Lane, type TurnOfCase } from "#suites/run/rounds/fire-lanes.ts";
import type { Case } from "#suites/registration/session/cluster-case.ts";
import { aCase } from "#tests/helpers/test-case.ts";

function cases(...kinds: readonly Case["kind"][]): Case[] {
  return kinds.map((kind, index) => aCase(() => Promise.resolve(), { id: `${kind}-${index}`, kind }));
}

interface Parts extends Partial<Omit<Firing<Case>, "run">> {
  readonly run?: (...given: Parameters<Firing<Case>["run"]>) => Promise<unknown>;
}

/** Fires cases one by one, and stops after so many; the ids of those that ran, and of those left. */
async function firedOf(given: Lane<Case>["cases"], most: number, parts: Parts = {}, lane: Partial<Lane<Case>> = {}) {
  const ran: string[] = [];
  const { run = ({ id }: Case) => Promise.resolve(void ran.push(id)), ...others } = parts;
  const unfired = await fireLanes<Case>([{ cases: given, isolation: "fresh", ...lane }], {
    atOnce: 1,
    isWanted: () => true,
    enter: () => Promise.resolve(() => undefined),
    run: async (testCase, how): Promise<Fired> => ((await run(testCase, how)) === "again" ? "again" : "done"),
    mustStop: () => ran.length >= most,
    ...others,
  });
  return { ran, unfired: unfired.map(({ id }) => id) };
}

test("a run that is not stopped leaves no case unfired", async () => {
  const { ran, unfired } = await firedOf(cases("boundary", "wire", "random"), Infinity);
  expect(ran).toEqual(["boundary-0", "wire-1", "random-2"]);
  expect(unfired).toEqual([]);
});

test("a stop leaves those after it, up to the random ones", async () => {
  const given = cases("boundary", "boundary", "wire", "random", "boundary");
  const { ran, unfired } = await firedOf(given, 1);
  expect(ran).toEqual(["boundary-0"]);
  expect(unfired).toEqual(["boundary-1", "wire-2"]);
});

test("no random case is drawn any more once it is stopped", async () => {
  let drawn = 0;
  const endless = (function* () {
    yield* cases("boundary");
    for (;;) {
      drawn += 1;
      yield* cases("random");
    }
  })();
  await firedOf(endless, 1);
  expect(drawn).toBe(1);
});

test("what was waiting for its turn when the run was stopped is among them, and comes once", async () => {
  const { ran, unfired } = await firedOf(cases("boundary", "boundary", "boundary"), 1, { atOnce: 3 });
  expect([...ran, ...unfired].sort()).toEqual(["boundary-0", "boundary-1", "boundary-2"]);
});

test("what there is no room for is not run, and not unfired", async () => {
  const fired = await firedOf(cases("boundary"), Infinity, { enter: () => Promise.resolve(undefined) });
  expect(fired).toEqual({ ran: [], unfired: [] });
});

test("what is not wanted when its turn comes is not run, and not unfired", async () => {
  const isWanted = ({ id }: Case): boolean => id !== "boundary-0";
  const fired = await firedOf(cases("boundary", "wire"), Infinity, { isWanted });
  expect(fired).toEqual({ ran: ["wire-1"], unfired: [] });
});

test("a case that wants the target to itself has it, and the others run beside each other", async () => {
  const beside = new Map<string, number>();
  let under = 0;
  const run = async ({ id }: Case): Promise<void> => {
    under += 1;
    await new Promise((resolve) => setImmediate(resolve));
    beside.set(id, under - 1);
    await new Promise((resolve) => setImmediate(resolve));
    under -= 1;
  };
  const [first, second, alone, ...others] = cases("wire", "wire", "boundary", "wire", "wire");
  if (first === undefined || second === undefined || alone === undefined) throw new Error("no case");
  await firedOf([first, second, { ...alone, exclusive: true }, ...others], Infinity, { atOnce: 2, run });
  expect([...beside]).toEqual([
    ["wire-0", 1],
    ["wire-1", 1],
    ["boundary-2", 0],
    ["wire-3", 1],
    ["wire-4", 1],
  ]);
});

test.each([
  ["while it waited for its turn", "run", ["boundary-0"]],
  ["while it waited for room", "enter", []],
] as const)(
  "what was to run when the run was stopped %s is unfired, and gives its room back",
  async (_when, at, ran) => {
    let [isOver, entered, left] = [false, 0, 0];
    const stopAt = (here: string): void => void (isOver ||= here === at);
    const done: string[] = [];
    const given = cases("boundary", "boundary").map((each) => ({ ...each, exclusive: true }));
    const { unfired } = await firedOf(given, Infinity, {
      atOnce: 2,
      enter: () => {
        entered += 1;
        stopAt("enter");
        return Promise.resolve(() => void (left += 1));
      },
      run: ({ id }) => {
        done.push(id);
        stopAt("run");
        return Promise.resolve();
      },
      mustStop: () => isOver,
    });
    expect(done).toEqual(ran);
    const all = [...done, ...unfired].sort();
    expect(all).toEqual(["boundary-0", "boundary-1"]);
    expect(entered).toBe(1);
    expect(left).toBe(1);
  },
);

describe("a shared lane", () => {
  /** What happens, in its order. */
  async function storyOf(most: number): Promise<string[]> {
    const story: string[] = [];
    const note = (what: string) => Promise.resolve(void story.push(what));
    const room = { before: ({ id }: Case) => note(`before ${id}`), end: () => note("end") };
    const run = async ({ id }: Case): Promise<void> => {
      await note(id);
      await note(`${id} is over`);
    };
    const ranEnough = (): boolean => story.filter((each) => each.endsWith("over")).length >= most;
    const { unfired } = await firedOf(
      cases("boundary", "boundary", "wire"),
      Infinity,
      { atOnce: 3, run, mustStop: ranEnough },
      { isolation: "shared", room },
    );
    expect(unfired).toEqual([]);
    return story;
  }

  test("runs one case after the other, however many may be under way, with its room made before each", async () => {
    const each = ["boundary-0", "boundary-1", "wire-2"].flatMap((id) => [`before ${id}`, id, `${id} is over`]);
    expect(await storyOf(Infinity)).toEqual([...each, "end"]);
  });

  test("that is stopped says nothing of what would have come, which depends on what came before, and gives no room back", async () => {
    expect(await storyOf(1)).toEqual(["before boundary-0", "boundary-0", "boundary-0 is over"]);
  });
});

describe("those of one turn of a shared lane", () => {
  const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  /** What happens, in its order, where some find nothing certain beside others. */
  async function storyOf(turns: Lane<Case>["cases"], unsure: readonly string[], parts: Parts = {}): Promise<string[]> {
    const story: string[] = [];
    const run = async ({ id }: Case, { isAlone, isAgain }: TurnOfCase): Promise<Fired> => {
      story.push(`${id}${isAgain ? " again" : ""}${isAlone ? " alone" : ""}`);
      await tick();
      story.push(`${id} is over`);
      return !isAlone && unsure.includes(id) ? "again" : "done";
    };
    await firedOf(turns, Infinity, { atOnce: 3, run, ...parts }, { isolation: "shared" });
    return story;
  }

  const [first, second, third] = cases("boundary", "boundary", "wire");
  if (first === undefined || second === undefined || third === undefined) throw new Error("no case");

  test("run side by side, and the next turn comes when all are over", async () => {
    expect(await storyOf([[first, second], third], [])).toEqual([
      ...["boundary-0", "boundary-1", "boundary-0 is over", "boundary-1 is over"],
      ...["wire-2 alone", "wire-2 is over"],
    ]);
  });

  test("have a turn alone where nothing certain was found, one after the other", async () => {
    const story = await storyOf([[first, second, third]], ["boundary-1", "wire-2"]);
    expect(story.slice(6)).toEqual([
      "boundary-1 again alone",
      "boundary-1 is over",
      "wire-2 again alone",
      "wire-2 is over",
    ]);
  });

  test("have none where it is no longer wanted, and are alone where the others are not wanted", async () => {
    const isWanted = ({ id }: Case): boolean => id !== "boundary-0";
    expect(await storyOf([[first, second]], [], { isWanted })).toEqual(["boundary-1 alone", "boundary-1 is over"]);
    let asked = 0;
    const onceEach = (): boolean => (asked += 1) <= 2;
    const story = await storyOf([[first, second]], ["boundary-0"], { isWanted: onceEach });
    expect(story.filter((each) => each.endsWith("alone"))).toEqual([]);
  });
});

test("a room is left when its case fails, and the failure is passed on once nothing is under way", async () => {
  let inside = 0;
  const enter = (): Promise<() => void> => {
    inside += 1;
    return Promise.resolve(() => void (inside -= 1));
  };
  const run = ({ id }: Case): Promise<void> =>
    id === "boundary-0" ? Promise.reject(new Error("no")) : Promise.resolve();
  await expect(firedOf(cases("boundary", "boundary"), Infinity, { atOnce: 2, enter, run })).rejects.toThrow("no");
  expect(inside).toBe(0);
});
