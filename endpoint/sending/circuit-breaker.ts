import type { WhyGone } from "./target-gone.ts";

/** How one attempt ended, as far as it tells whether the endpoint works at all. */
export type Ending = "answered" | "throttled" | "unavailable" | "timed out" | "reset" | "refused";

export interface AttemptSeen {
  readonly ending: Ending;
  readonly method: string;
  /** Milliseconds of the clock. */
  readonly at: number;
}

/** Attempts in a row, and milliseconds without an answer, after which an endpoint counts as gone. */
interface PatienceLimit {
  readonly attempts: number;
  readonly ms: number;
}

/** Nothing was answered yet: the first attempts decide, and a time-out costs ten seconds. */
const AT_FIRST: Readonly<Record<Ending, readonly PatienceLimit[]>> = {
  answered: [],
  // The second: it asks for long pauses, so it is asked seldom.
  throttled: [
    { attempts: 6, ms: 5_000 },
    { attempts: 2, ms: 9_000 },
  ],
  unavailable: [{ attempts: 6, ms: 5_000 }],
  "timed out": [{ attempts: 2, ms: 0 }],
  reset: [{ attempts: 6, ms: 0 }],
  refused: [],
};

/** It has answered before: a hang on one kind of input, or a storm that passes, is no end. */
const LATER: Readonly<Record<Ending, readonly PatienceLimit[]>> = {
  answered: [],
  throttled: [
    { attempts: 8, ms: 10_000 },
    { attempts: 3, ms: 15_000 },
  ],
  unavailable: [{ attempts: 24, ms: 10_000 }],
  "timed out": [{ attempts: 4, ms: 14_000 }],
  reset: [{ attempts: 24, ms: 5_000 }],
  refused: [{ attempts: 24, ms: 5_000 }],
};

/** So many attempts without an answer, for so long, make it likely that the next ones have none either. */
const SILENT: PatienceLimit = { attempts: 4, ms: 9_000 };

const WHY_GONE: Readonly<Record<Exclude<Ending, "answered">, WhyGone>> = {
  throttled: { cause: "useless", reason: "the endpoint throttles every request" },
  unavailable: { cause: "useless", reason: "the endpoint answers every request with 503" },
  "timed out": { cause: "silent", reason: "the endpoint does not answer" },
  reset: { cause: "silent", reason: "the endpoint closes every connection without an answer" },
  refused: { cause: "silent", reason: "the endpoint takes no connections any more" },
};

/** Attempts without an answer, one after the other. */
interface Streak {
  readonly attempts: number;
  readonly since: number;
  readonly everAnswered: boolean;
}

export interface BreakerState {
  readonly all: Streak;
  /** Those that may create: an endpoint that reads and never writes is no use either. */
  readonly posts: Streak;
  /** Why nothing more is to be sent, once there is a reason. */
  readonly open: WhyGone | undefined;
}

export function closedBreaker(now: number): BreakerState {
  const fresh = { attempts: 0, since: now, everAnswered: false };
  return { all: fresh, posts: fresh, open: undefined };
}

/** The state after one more attempt; once open it stays so. */
export function afterAttempt(state: BreakerState, seen: AttemptSeen): BreakerState {
  const all = longer(state.all, seen);
  const posts = seen.method === "POST" ? longer(state.posts, seen) : state.posts;
  const isOver = exceeds(all, seen) || (seen.method === "POST" && !posts.everAnswered && exceeds(posts, seen));
  const why = isOver && seen.ending !== "answered" ? WHY_GONE[seen.ending] : undefined;
  return { all, posts, open: state.open ?? why };
}

function longer({ attempts, since, everAnswered }: Streak, { ending, at }: AttemptSeen): Streak {
  if (ending === "answered") return { attempts: 0, since: at, everAnswered: true };
  return { attempts: attempts + 1, since, everAnswered };
}

function exceeds(streak: Streak, { ending, at }: AttemptSeen): boolean {
  return (streak.everAnswered ? LATER : AT_FIRST)[ending].some((limit) => isPast(limit, streak, at));
}

function isPast(limit: PatienceLimit, { attempts, since }: Streak, at: number): boolean {
  return attempts >= limit.attempts && at - since >= limit.ms;
}

/** Nothing has been answered for a while: who waits for the next answers need not wait as long as for the first. */
export function seemsSilent({ all }: BreakerState, now: number): boolean {
  return all.everAnswered ? isPast(SILENT, all, now) : all.attempts > 0;
}
