import { registersOf, type DropReason } from "../plan/budget.ts";
import type { Case } from "../session/case.ts";
import { DrawnAhead } from "./drawn-ahead.ts";
import type { Turns } from "../../endpoint/sending/turns.ts";
import { Permits } from "./permits.ts";
import type { RegistrationAccount } from "./registration-limit.ts";

/** What the firing of cases goes by. */
export interface Firing {
  readonly maxLive: number;
  readonly casesAtOnce: number;
  /** See SuiteOptions. */
  readonly turns: Turns | undefined;
  readonly account: RegistrationAccount;
  readonly run: (subject: Case) => Promise<void>;
  /** No further case may start. */
  readonly halted: () => boolean;
  readonly drop: (subject: Case, reason: DropReason) => void;
}

/** Runs the cases, drawn as they are needed or little before: so many at once, so many clusters alive, within what may be registered. */
export async function fireCases(cases: Iterable<Case>, firing: Firing): Promise<void> {
  const { casesAtOnce, turns, maxLive, halted } = firing;
  const lanes = new Permits(casesAtOnce);
  const live = new Permits(maxLive);
  const ahead = new DrawnAhead(cases, turns);
  const worker = async (): Promise<void> => {
    for (let next = ahead.next(); next.done !== true && !halted(); next = ahead.next()) {
      await turns?.next();
      await fire(next.value, firing, lanes, live);
    }
  };
  // All of them end before one failure is passed on, so that nothing is still under way then.
  const settled = await Promise.allSettled(Array.from({ length: casesAtOnce }, worker));
  ahead.stop();
  const failed = settled.find((result) => result.status === "rejected");
  if (failed !== undefined) throw failed.reason;
}

async function fire(subject: Case, firing: Firing, lanes: Permits, live: Permits): Promise<void> {
  const { casesAtOnce, account, run, halted, drop } = firing;
  const created = subject.effect === "create" ? Math.max(registersOf(subject), 1) : 0;
  const releaseAccount = await account.reserve(created);
  if (releaseAccount === undefined) return drop(subject, "registrations");
  const releaseLive = subject.live === 0 ? undefined : await live.acquire(subject.live);
  const releaseLane = await lanes.acquire(subject.exclusive === true ? casesAtOnce : 1);
  try {
    if (!halted()) await run(subject);
  } finally {
    releaseLane();
    releaseLive?.();
    releaseAccount();
  }
}
