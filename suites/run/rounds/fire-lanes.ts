import type { CaseLabel, PlayedCase } from "#suites/session/case.ts";
import { Semaphore } from "#suites/run/limits/semaphore.ts";

/** What the order of cases depends on. */
export type FiredCase = CaseLabel & Pick<PlayedCase<never>, "exclusive">;

/**
 * A case, or several that leave alone what their lane shares: those run side by side, and the next turn comes after the
 * last of them. What is found beside others proves nothing, so a case that did not go well has a turn of its own.
 */
export type CaseTurn<Each> = Each | readonly Each[];

/** Whether a case is done, or is to be run again by itself. */
export type Fired = "done" | "again";

/** Cases in the order in which their turns come. */
export interface Lane<Each> {
  readonly cases: Iterable<CaseTurn<Each>>;
  /**
   * `fresh`: each case has resources of its own, so they run side by side. `shared`: they work on the same one, and change
   * it, so they run one after the other.
   */
  readonly isolation: "fresh" | "shared";
  /** What a case of a shared lane finds. */
  readonly room?: LaneRoom<Each>;
}

/** Sees to what there may be only so many of: before each case, and when the lane has come to its end. */
export interface LaneRoom<Each> {
  before(testCase: Each): Promise<void>;
  end(): Promise<void>;
}

export interface TurnOfCase {
  readonly isAlone: boolean;
  /** It had a turn beside others. */
  readonly isAgain: boolean;
}

export interface Firing<Each> {
  /** Cases under way at most, over all lanes. */
  readonly atOnce: number;
  /** Asked when its turn comes. */
  readonly isWanted: (testCase: Each) => boolean;
  /** Waits until there is room for what it may make; resolves to what gives that back, or to undefined where none will be. */
  readonly enter: (testCase: Each) => Promise<(() => void) | undefined>;
  /** Resolves to "again" only for one that was not alone in its turn. */
  readonly run: (testCase: Each, turn: TurnOfCase) => Promise<Fired>;
  /** No further case may start. */
  readonly mustStop: () => boolean;
}

/**
 * Runs lanes side by side, each case drawn when its turn comes. Resolves to the cases of fresh lanes that a stop left
 * unfired, of those that are the same in every run; what a shared lane would have come to depends on what came before.
 */
export async function fireLanes<Each extends FiredCase>(
  lanes: readonly Lane<Each>[],
  firing: Firing<Each>,
): Promise<readonly Each[]> {
  const permits = new Semaphore(firing.atOnce);
  return (await allOf(lanes.map((lane) => fireLane(lane, firing, permits)))).flat();
}

async function fireLane<Each extends FiredCase>(
  { cases, isolation, room }: Lane<Each>,
  firing: Firing<Each>,
  permits: Semaphore,
): Promise<readonly Each[]> {
  const drawn = cases[Symbol.iterator]();
  const unfired: Each[] = [];
  const worker = async (): Promise<boolean> => {
    while (!firing.mustStop()) {
      const next = drawn.next();
      if (next.done === true) return true;
      const wanted = casesOf(next.value).filter(firing.isWanted);
      const isAlone = wanted.length === 1;
      const fired = await allOf(
        wanted.map((testCase) => fire(testCase, firing, { permits, room, isAlone, isAgain: false })),
      );
      unfired.push(...wanted.filter((_testCase, at) => fired[at] === "not begun"));
      for (const testCase of wanted.filter((_testCase, at) => fired[at] === "again"))
        if (firing.isWanted(testCase)) await fire(testCase, firing, { permits, room, isAlone: true, isAgain: true });
    }
    return false;
  };
  const isFresh = isolation === "fresh";
  const ends = await allOf(Array.from({ length: isFresh ? firing.atOnce : 1 }, worker));
  if (ends.every((isWhole) => isWhole)) await room?.end();
  return isFresh ? [...unfired, ...beforeRandomOnes(drawn)] : [];
}

function casesOf<Each extends FiredCase>(turn: CaseTurn<Each>): readonly Each[] {
  return "id" in turn ? [turn] : turn;
}

interface Turn<Each> extends TurnOfCase {
  readonly permits: Semaphore;
  readonly room: LaneRoom<Each> | undefined;
}

/**
 * Waits for its turn and runs it, unless the run was stopped meanwhile. Always in this order, so that cases never wait for
 * each other in a circle: a place among those under way, then room for what it makes.
 */
async function fire<Each extends FiredCase>(
  testCase: Each,
  firing: Firing<Each>,
  { permits, room, isAlone, isAgain }: Turn<Each>,
): Promise<Fired | "not begun"> {
  const release = await permits.acquire(testCase.exclusive === true ? firing.atOnce : 1);
  try {
    if (firing.mustStop()) return "not begun";
    await room?.before(testCase);
    const leave = await firing.enter(testCase);
    if (leave === undefined) return "done";
    try {
      return firing.mustStop() ? "not begun" : await firing.run(testCase, { isAlone, isAgain });
    } finally {
      leave();
    }
  } finally {
    release();
  }
}

/** Random cases have no end that means anything, and take time to draw. */
function* beforeRandomOnes<Each extends FiredCase>(drawn: Iterator<CaseTurn<Each>>): Iterable<Each> {
  for (let next = drawn.next(); next.done !== true; next = drawn.next()) {
    for (const testCase of casesOf(next.value)) {
      if (testCase.kind === "random") return;
      yield testCase;
    }
  }
}

/** Waits for all of them before passing a failure on, so that nothing is still under way then. */
async function allOf<Each>(under: readonly Promise<Each>[]): Promise<Each[]> {
  const settled = await Promise.allSettled(under);
  return settled.map((result) => {
    if (result.status === "rejected") throw result.reason;
    return result.value;
  });
}
