import type { WhyGone } from "#endpoint/sending/target-gone.ts";

/** How one attempt ended, as far as it shows whether the endpoint works at all. */
export type Ending = "answered" | "cut off" | "throttled" | "unavailable" | "timed out" | "reset" | "refused";

export interface AttemptSeen {
  readonly ending: Ending;
  readonly method: string;
  /** The same request timed out before. */
  readonly again: boolean;
  /** Milliseconds of the clock. */
  readonly at: number;
}

/** After so many attempts in a row and so many milliseconds without an answer, an endpoint counts as gone. */
interface PatienceLimit {
  readonly attempts: number;
  readonly ms: number;
}

/** An address that swallows packets costs a whole time-out each time; where nothing listens, attempts end at once. */
const SWALLOWED: PatienceLimit = { attempts: 4, ms: 14_000 };

/** If nothing has been answered yet: few attempts decide, since a time-out costs ten seconds. */
const AT_FIRST: Readonly<Record<Ending, readonly PatienceLimit[]>> = {
  answered: [],
  "cut off": [{ attempts: 6, ms: 0 }],
  // The second limit is for an endpoint that asks for long pauses, so that few attempts are made.
  throttled: [
    { attempts: 6, ms: 5_000 },
    { attempts: 2, ms: 9_000 },
  ],
  unavailable: [{ attempts: 6, ms: 5_000 }],
  "timed out": [{ attempts: 2, ms: 0 }],
  reset: [{ attempts: 6, ms: 0 }],
  // The control says so sooner.
  refused: [SWALLOWED],
};

/** If it has answered before: a hang on one kind of input, or a passing outage, does not mean that it is gone. */
const LATER: Readonly<Record<Ending, readonly PatienceLimit[]>> = {
  answered: [],
  "cut off": [{ attempts: 24, ms: 5_000 }],
  throttled: [
    { attempts: 8, ms: 10_000 },
    { attempts: 3, ms: 15_000 },
  ],
  unavailable: [{ attempts: 24, ms: 10_000 }],
  "timed out": [{ attempts: 4, ms: 14_000 }],
  reset: [{ attempts: 24, ms: 5_000 }],
  refused: [{ attempts: 24, ms: 5_000 }, SWALLOWED],
};

/** After so many attempts without an answer, for so long, the next ones are unlikely to have one. */
const SILENT: PatienceLimit = { attempts: 4, ms: 9_000 };

/**
 * How many requests timed out twice while others were answered, and for how long: each further one would cost as much.
 */
const HANGING: PatienceLimit = { attempts: 8, ms: 35_000 };
const HANGS: WhyGone = { cause: "useless", reason: "the endpoint leaves too many requests without an answer" };

const WHY_GONE: Readonly<Record<Exclude<Ending, "answered">, WhyGone>> = {
  "cut off": { cause: "useless", reason: "the endpoint answers every request with a body too long to be read" },
  throttled: { cause: "useless", reason: "the endpoint throttles every request" },
  unavailable: { cause: "useless", reason: "the endpoint answers every request with 503" },
  "timed out": { cause: "silent", reason: "the endpoint does not answer" },
  reset: { cause: "silent", reason: "the endpoint closes every connection without an answer" },
  refused: { cause: "silent", reason: "the endpoint accepts no connections" },
};

/**
 * Methods without which a run is useless: if none of their requests is answered, nothing can be created, or nothing
 * removed.
 */
const CHANGING = ["POST", "DELETE"] as const;

/** Attempts without an answer, one after the other. */
interface Streak {
  readonly attempts: number;
  readonly since: number;
  readonly everAnswered: boolean;
}

export interface BreakerState {
  readonly all: Streak;
  /** Attempts that may create, and attempts that remove: an endpoint that only answers reads is useless, too. */
  readonly changing: Readonly<Record<(typeof CHANGING)[number], Streak>>;
  /** Requests that timed out twice, since the first time-out; answers to other requests do not reset this. */
  readonly hanging: Pick<Streak, "attempts" | "since"> | undefined;
  /** Why nothing more should be sent, once there is a reason. */
  readonly open: WhyGone | undefined;
  /** How the last attempt ended, unless it was answered. */
  readonly failing: WhyGone | undefined;
}

export function closedBreaker(now: number): BreakerState {
  const fresh = { attempts: 0, since: now, everAnswered: false };
  return {
    all: fresh,
    changing: { POST: fresh, DELETE: fresh },
    hanging: undefined,
    open: undefined,
    failing: undefined,
  };
}

/** The state after one more attempt; once open it stays so. */
export function afterAttempt(state: BreakerState, seen: AttemptSeen): BreakerState {
  const all = longer(state.all, seen);
  const method = CHANGING.find((each) => each === seen.method);
  const changing =
    method === undefined ? state.changing : { ...state.changing, [method]: longer(state.changing[method], seen) };
  const hanging = seen.ending === "timed out" ? hungAgain(state.hanging, seen) : state.hanging;
  const failing = seen.ending === "answered" ? undefined : WHY_GONE[seen.ending];
  return { all, changing, hanging, open: state.open ?? whyGone({ all, method, changing, hanging }, seen), failing };
}

/** Why nothing has been answered since then; undefined if something was, or nothing was asked. */
export function unansweredSince({ all, failing }: BreakerState, at: number): WhyGone | undefined {
  return all.since <= at ? failing : undefined;
}

interface Streaks extends Pick<BreakerState, "all" | "changing" | "hanging"> {
  readonly method: (typeof CHANGING)[number] | undefined;
}

function whyGone({ all, method, changing, hanging }: Streaks, seen: AttemptSeen): WhyGone | undefined {
  if (seen.ending === "answered") return undefined;
  if (exceeds(all, seen)) return WHY_GONE[seen.ending];
  if (all.everAnswered && hanging !== undefined && isPast(HANGING, hanging, seen.at)) return HANGS;
  if (method === undefined || changing[method].everAnswered || !exceeds(changing[method], seen)) return undefined;
  const { cause, reason } = WHY_GONE[seen.ending];
  return { cause, reason: `on ${method}, ${reason}` };
}

function longer({ attempts, since, everAnswered }: Streak, { ending, at }: AttemptSeen): Streak {
  if (ending === "answered") return { attempts: 0, since: at, everAnswered: true };
  return { attempts: attempts + 1, since, everAnswered };
}

function hungAgain(hanging: BreakerState["hanging"], { again, at }: AttemptSeen): BreakerState["hanging"] {
  const { attempts, since } = hanging ?? { attempts: 0, since: at };
  return { attempts: attempts + (again ? 1 : 0), since };
}

function exceeds(streak: Streak, { ending, at }: AttemptSeen): boolean {
  return (streak.everAnswered ? LATER : AT_FIRST)[ending].some((limit) => isPast(limit, streak, at));
}

function isPast(limit: PatienceLimit, { attempts, since }: Pick<Streak, "attempts" | "since">, at: number): boolean {
  return attempts >= limit.attempts && at - since >= limit.ms;
}

/** Nothing has been answered for a while, so the next answers need not be waited for as long as the first. */
export function seemsSilent({ all }: BreakerState, now: number): boolean {
  return all.everAnswered ? isPast(SILENT, all, now) : all.attempts > 0;
}
