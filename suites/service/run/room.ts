import { DELETION_LASTS } from "#custody/looking/wait-until-shown.ts";
import { doublingPauses, type Pauses } from "#endpoint/doubling-pauses.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { Semaphore } from "#suites/run/limits/semaphore.ts";
import { controlsAnew } from "#suites/service/controls/create-shared.ts";
import type { LaneRoom } from "#suites/run/rounds/fire-lanes.ts";
import type { Makes, ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";

/**
 * Makes room for what a case makes, where a parent may have only so many: the shared resource of the kind is deleted, unless
 * the case works on it as well. Before the next case that does not make one, and at the end, it is created again.
 */
export function roomMaker(
  context: ServiceContext,
  fire: (control: ServiceCase) => Promise<unknown>,
): LaneRoom<ServiceCase> {
  const { alive, keeper, immovable } = context;
  /** Of this lane. */
  const away = new Set<Resource>();
  const restore = async (resource: Resource): Promise<void> => {
    away.delete(resource);
    for (const control of controlsAnew(context, resource)) await fire(control);
  };
  const restoreBut = async (kept: Resource | undefined): Promise<void> => {
    for (const resource of [...away]) if (resource !== kept) await restore(resource);
  };
  const makeRoom = async ({ makes }: ServiceCase): Promise<void> => {
    const crowded = makes?.beside === true || makes?.resource.most === undefined ? undefined : makes.resource;
    await restoreBut(crowded);
    const shared = crowded && alive.get(crowded.name);
    if (crowded === undefined || shared === undefined || immovable.has(shared)) return;
    const fate = await keeper.remove(shared);
    if (fate.state === "left" && fate.isGoing !== true) return void immovable.add(shared);
    alive.delete(crowded.name);
    away.add(crowded);
  };
  let before = Promise.resolve();
  return {
    // Those that run side by side wait for each other.
    before: (testCase) => (before = before.then(() => makeRoom(testCase))),
    end: () => restoreBut(undefined),
  };
}

interface GateContext extends Pick<ServiceContext, "keeper" | "alive" | "clock" | "settings" | "lingering" | "states"> {
  /** No further case may start: then there is nothing to wait for, and the clock waits for nothing. */
  readonly mustStop: () => boolean;
}

/** Bounds how many resources that belong to nothing are there at one time. */
export interface LiveGate {
  /** Resolves once there is room, to what must be called when the case is over; undefined where there will be none. */
  enter(makes: Makes | undefined): Promise<(() => void) | undefined>;
}

/** The most that a case makes at one time. */
const AT_ONCE = 2;

/** Milliseconds of the first pause; the longest is half of the time that a write may take to show. */
const FIRST_PAUSE = 100;

/**
 * Counts the shared resources, those that running cases may make, and those of earlier cases that are not known to be gone.
 * Where the shared ones alone leave no room for a case, there is room for one. What is going is waited for as long as that may
 * take, what is not as long as a write may take to show.
 */
export function liveGate({ keeper, alive, clock, settings, lingering, states, mustStop }: GateContext): LiveGate {
  const turn = new Semaphore(1);
  let running = 0;
  let isHopeless = false;
  let noteLeft = (): void => undefined;
  const hasRoom = (count: number): boolean => {
    const shared = [...alive.values()].filter(({ parent }) => parent === undefined).length;
    // What a running case has in use, it has room for.
    const kept = [...states.values()].filter(
      ({ made: [first] = [], isInUse }) => first !== undefined && first.parent === undefined && isInUse !== true,
    );
    return shared + running + lingering.size + kept.length + count <= Math.max(settings.maxLive, shared + AT_ONCE);
  };
  /** Whether any of it is going. */
  const removeLingering = async (): Promise<boolean> => {
    let isAnyGoing = false;
    // What is kept for a state can be made again when it is needed.
    for (const state of states.values()) {
      if (state.made === undefined || state.isInUse === true) continue;
      const [first, ...below] = state.made;
      state.made = undefined;
      for (const made of below.filter(({ resource }) => resource.holds === true).reverse()) await keeper.remove(made);
      if (first !== undefined) lingering.add(first);
    }
    for (const made of lingering) {
      const fate = await keeper.remove(made);
      if (fate.state !== "left") lingering.delete(made);
      isAnyGoing ||= fate.isGoing === true;
    }
    return isAnyGoing;
  };
  const waitForRoom = async (count: number): Promise<boolean> => {
    const newPauses = (): Pauses =>
      doublingPauses(clock, { firstMs: FIRST_PAUSE, longestMs: settings.consistencyMs / 2 });
    // Since the last of what was there went, or may have begun to go.
    let [since, pauses] = [clock.now(), newPauses()];
    while (!hasRoom(count) && !mustStop()) {
      const before = lingering.size;
      const times = (await removeLingering()) ? DELETION_LASTS : 1;
      if (hasRoom(count) || mustStop()) return true;
      const isRunning = running > 0;
      if (isRunning || lingering.size < before) [since, pauses] = [clock.now(), newPauses()];
      const endsAt = since + times * settings.consistencyMs;
      // What a running case has is gone when that is over.
      const isWaitedFor = isRunning
        ? await Promise.race([
            new Promise<boolean>((resolve) => (noteLeft = () => resolve(true))),
            pauses.within(Infinity),
          ])
        : await pauses.within(isHopeless ? -Infinity : endsAt);
      isHopeless ||= !isWaitedFor;
      if (!isWaitedFor) return false;
    }
    return true;
  };
  return {
    enter: async (makes) => {
      if (makes === undefined || makes.resource.parent !== undefined) return () => undefined;
      const { count } = makes;
      const next = await turn.acquire(1);
      try {
        if (!(await waitForRoom(count))) return undefined;
        running += count;
      } finally {
        next();
      }
      return () => {
        running -= count;
        noteLeft();
      };
    },
  };
}
