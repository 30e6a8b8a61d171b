import { registersOf, type DropReason } from "../../plan/budget.ts";
import type { Case } from "../../session/case.ts";
import { Semaphore } from "../limits/semaphore.ts";
import type { RegistrationAccount } from "../limits/registration-limit.ts";

/** What sending the cases depends on. */
export interface Firing {
  readonly maxLive: number;
  readonly casesAtOnce: number;
  readonly account: RegistrationAccount;
  readonly run: (testCase: Case) => Promise<void>;
  /** No further case may start. */
  readonly mustStop: () => boolean;
  readonly drop: (testCase: Case, reason: DropReason) => void;
}

/**
 * Runs the cases, each drawn when its turn comes, within the limits on cases in flight, clusters alive and
 * registrations. Resolves to the cases that a stop left unfired, of those that are the same in every run.
 */
export async function fireCases(cases: Iterable<Case>, firing: Firing): Promise<readonly Case[]> {
  const permits = { lanes: new Semaphore(firing.casesAtOnce), live: new Semaphore(firing.maxLive) };
  const drawn = cases[Symbol.iterator]();
  const unfired: Case[] = [];
  const worker = async (): Promise<void> => {
    while (!firing.mustStop()) {
      const next = drawn.next();
      if (next.done === true) return;
      if (!(await fire(next.value, firing, permits))) unfired.push(next.value);
    }
  };
  // Waits for all of them before passing a failure on, so that nothing is still under way then.
  const settled = await Promise.allSettled(Array.from({ length: firing.casesAtOnce }, worker));
  const failed = settled.find((result) => result.status === "rejected");
  if (failed !== undefined) throw failed.reason;
  return [...unfired, ...beforeRandomOnes(drawn)];
}

/** Random cases have no end that means anything, and take time to draw. */
function* beforeRandomOnes(drawn: Iterator<Case>): Iterable<Case> {
  for (let next = drawn.next(); next.done !== true && next.value.kind !== "random"; next = drawn.next()) {
    yield next.value;
  }
}

interface Scarce {
  readonly lanes: Semaphore;
  readonly live: Semaphore;
}

/**
 * Waits for its turn and runs it; false if the run was stopped meanwhile. Always in this order, so that cases never wait
 * for each other in a circle: registrations, clusters alive, a lane.
 */
async function fire(testCase: Case, firing: Firing, { lanes, live }: Scarce): Promise<boolean> {
  const { account, casesAtOnce } = firing;
  const registrations = await account.reserve(testCase.effect === "create" ? Math.max(registersOf(testCase), 1) : 0);
  if (registrations === undefined) {
    firing.drop(testCase, "registrations");
    return true;
  }
  const releases = [
    registrations,
    await live.acquire(testCase.live),
    await lanes.acquire(testCase.exclusive === true ? casesAtOnce : 1),
  ];
  try {
    if (firing.mustStop()) return false;
    await firing.run(testCase);
    return true;
  } finally {
    for (const release of releases.reverse()) release();
  }
}
