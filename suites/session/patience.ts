import type { Clock } from "#endpoint/clock.ts";

/** What a run waits for: that something which an operation did, or should not have undone, comes to show. */
export interface WaitedFor {
  readonly operation: string;
  readonly event: string;
}

interface WaitTally {
  /** Waits that brought, later than at once, what was waited for. */
  fruitful: number;
  /** Waits at whose end it had not come: of those side by side one, and of a long one as many as make a later one short. */
  inVain: number;
  /** One of these took the whole time. */
  wasWhole: boolean;
  /** When the last of these ended, by `clock.now()`. */
  inVainUntil: number;
}

/** How long to wait. */
interface WaitSpan {
  readonly ms: number;
  /** It is all the time that it may take. */
  readonly isWhole: boolean;
  /** It is less, and what is waited for may come yet: that it has not shows nothing. */
  readonly isShort: boolean;
}

/** After so many waits in vain, and none that brought anything, what is waited for does not show late here. */
const HOPELESS = 3;
/** What is left of the time then, and of that after as many again: at the last no more than two looks. */
const SHARE = 0.1;
/** Times as long as a write may take to show: when a run has waited so long in vain, what showed late has short waits, too. */
const BUDGET = 30;

/**
 * How long a run waits for what may show late. Each event of each operation has a wait of the whole time, whatever became
 * of the others, so that its requirement has failed for that time before a shorter wait counts. What showed late once has
 * the whole time again, until the run has waited in vain for too long.
 */
export class RunPatience {
  readonly #clock: Pick<Clock, "now">;
  /** Milliseconds that a write may take to show. */
  readonly #wholeMs: number;
  readonly #tallies = new Map<string, WaitTally>();
  #inVainMs = 0;
  #inVainUntil = -Infinity;

  constructor(clock: Pick<Clock, "now">, wholeMs: number) {
    this.#clock = clock;
    this.#wholeMs = wholeMs;
  }

  /** `times`: as long as a write may take to show. */
  spanOf(what: WaitedFor, times: number): WaitSpan {
    const { fruitful, inVain, wasWhole } = this.tallyOf(what);
    const left = BUDGET - this.#inVainMs / this.#wholeMs;
    const isWhole = inVain === 0 ? times <= Math.max(1, left) : left > 0 && (fruitful > 0 || inVain < this.#hopeless());
    const shared = times * SHARE ** Math.max(1, Math.floor(inVain / HOPELESS));
    const most = isWhole ? times : inVain === 0 ? Math.max(1, left) : shared;
    return { ms: most * this.#wholeMs, isWhole, isShort: !isWhole && (fruitful > 0 || !wasWhole) };
  }

  /** A wait that brought what it was for. */
  fruitful(what: WaitedFor): void {
    this.tallyOf(what).fruitful += 1;
  }

  /** A wait to the end of a span that did not. */
  inVain(what: WaitedFor, startedAt: number, { ms, isWhole }: WaitSpan): void {
    const tally = this.tallyOf(what);
    const now = this.#clock.now();
    this.#inVainMs += now - Math.max(startedAt, this.#inVainUntil);
    this.#inVainUntil = now;
    // One time in which a target was busy is not to end the patience by itself.
    if (startedAt < tally.inVainUntil) return;
    tally.inVain += Math.min(Math.max(1, ms / this.#wholeMs), HOPELESS);
    tally.inVainUntil = now;
    tally.wasWhole ||= isWhole;
  }

  tallyOf({ operation, event }: WaitedFor): WaitTally {
    const key = `${operation} ${event}`;
    const tally = this.#tallies.get(key) ?? { fruitful: 0, inVain: 0, wasWhole: false, inVainUntil: -Infinity };
    this.#tallies.set(key, tally);
    return tally;
  }

  /** Where no wait for anything has ever brought it, one for a thing says as much as several. */
  #hopeless(): number {
    const all = [...this.#tallies.values()];
    const ofAll = all.reduce((sum, { inVain }) => sum + inVain, 0);
    return ofAll >= HOPELESS && all.every(({ fruitful }) => fruitful === 0) ? 1 : HOPELESS;
  }
}
