import type { Clock } from "#endpoint/clock.ts";

/** What a run waits for: that something which an operation did, or should not have undone, comes to show. */
export interface WaitedFor {
  readonly operation: string;
  readonly event: string;
  /** Of a state that the target says will end: what is in it. */
  readonly about?: InState | undefined;
}

/** What the target says of a resource while it works on it. */
export type PassingState = "under way" | "being deleted";

/** The end of such a state, after that operation on one of that kind. */
export function endOf(state: PassingState, { kind, operation }: { kind: string; operation: string }): WaitedFor {
  return { operation, event: `${kind} ${state}` };
}

/** What a target shows to be in a state that it ends by itself. */
export interface InState {
  /** Tells it from all others of the run. */
  readonly key: string;
  readonly kind: string;
  /** The word for the state. */
  readonly status: string;
}

/** A state that never ended, however long it was waited for. */
export interface Unending extends Pick<InState, "kind" | "status"> {
  /** What began it. */
  readonly operation: string;
  /** The longest wait. */
  readonly ms: number;
}

interface WaitTally extends WaitedFor {
  /** Waits that brought, later than at once, what was waited for. */
  fruitful: number;
  /** Waits at whose end it had not come: of those side by side one, and of a long one as many as make a later one short. */
  inVain: number;
  /** One of these took the whole time. */
  wasWhole: boolean;
  /** When the last of these ended, by `clock.now()`. */
  inVainUntil: number;
  /** Milliseconds of all of these, those side by side counted once. */
  inVainMs: number;
  /** Of a state: the longest of these. */
  unending?: Unending;
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
/** What is left of the time then, and of that after as many again: at the last no more than two looks. Before, half each time. */
const SHARE = 0.1;
/** Times as long as a write may take to show: when a run has waited so long in vain, what showed late has short waits, too. */
const BUDGET = 30;
/**
 * Times as long as a write may take to show: what states that never end may cost a run, beyond the first wait for one.
 * What others of the target's took to end is waited for all the same, and somewhat longer.
 */
const STATE_BUDGET = 14;
/** Times as long as the longest state that came to its end. */
const MARGIN = 2;

/**
 * How long a run waits for what may show late. Each event of each operation has a wait of the whole time, whatever became
 * of the others, so that its requirement has failed for that time before a shorter wait counts; each in vain after that
 * halves the next. What showed late once has the whole time again, until the run has waited in vain for too long. A state
 * that never ends is learnt once for its kind.
 */
export class RunPatience {
  readonly #clock: Pick<Clock, "now">;
  /** Milliseconds that a write may take to show. */
  readonly #wholeMs: number;
  readonly #tallies = new Map<string, WaitTally>();
  /** In which state each was left in vain, by its key: another wait for the same end would be as long. */
  readonly #leftIn = new Map<string, string>();
  #inVainMs = 0;
  #inVainUntil = -Infinity;
  /** Milliseconds of the longest state that was seen to end. */
  #longestMs = 0;

  constructor(clock: Pick<Clock, "now">, wholeMs: number) {
    this.#clock = clock;
    this.#wholeMs = wholeMs;
  }

  /** `times`: as long as a write may take to show. */
  spanOf(what: WaitedFor, times: number): WaitSpan {
    const { fruitful, inVain, wasWhole } = this.tallyOf(what);
    const ofRun = BUDGET - this.#inVainMs / this.#wholeMs;
    const hoped = inVain === 0 ? Math.min(times, Math.max(1, ofRun)) : times * this.#shareAfter(what, ofRun);
    const most = what.about === undefined ? hoped : Math.min(hoped, this.#leftOf(what, what.about));
    const isWhole = most >= times;
    return { ms: most * this.#wholeMs, isWhole, isShort: !isWhole && (fruitful > 0 || !wasWhole) };
  }

  /** A wait that brought what it was for. */
  fruitful(what: WaitedFor, startedAt = this.#clock.now()): void {
    this.tallyOf(what).fruitful += 1;
    if (what.about !== undefined) this.#longestMs = Math.max(this.#longestMs, this.#clock.now() - startedAt);
  }

  /** A wait to the end of a span that did not. */
  inVain(what: WaitedFor, startedAt: number, { ms, isWhole }: WaitSpan): void {
    const { about, operation } = what;
    const tally = this.tallyOf(what);
    const now = this.#clock.now();
    this.#inVainMs += now - Math.max(startedAt, this.#inVainUntil);
    this.#inVainUntil = now;
    tally.inVainMs += now - Math.max(startedAt, tally.inVainUntil);
    if (about !== undefined) {
      const { key, kind, status } = about;
      this.#leftIn.set(key, status);
      if (ms >= (tally.unending?.ms ?? 0)) tally.unending = { operation, kind, status, ms };
    }
    // One time in which a target was busy is not to end the patience by itself.
    if (startedAt < tally.inVainUntil) return;
    tally.inVain += Math.min(Math.max(1, ms / this.#wholeMs), HOPELESS);
    tally.inVainUntil = now;
    tally.wasWhole ||= isWhole;
  }

  /** It is in that state no more. */
  ended(key: string): void {
    this.#leftIn.delete(key);
  }

  /** States that were waited for in vain, and never ended after the operation that began them. */
  unending(): readonly Unending[] {
    return [...this.#tallies.values()].flatMap(({ fruitful, unending }) =>
      fruitful > 0 || unending === undefined ? [] : [unending],
    );
  }

  /** One of the kind stayed in that state for a whole wait, and none was seen to leave it. */
  neverEnds(kind: string, status: string): boolean {
    return this.unending().some((one) => one.kind === kind && one.status === status);
  }

  tallyOf({ operation, event }: WaitedFor): WaitTally {
    const key = `${operation} ${event}`;
    const none = { operation, event, fruitful: 0, inVain: 0, wasWhole: false, inVainUntil: -Infinity, inVainMs: 0 };
    const tally = this.#tallies.get(key) ?? none;
    this.#tallies.set(key, tally);
    return tally;
  }

  /** The share of the whole time that is left after waits in vain. */
  #shareAfter(what: WaitedFor, ofRun: number): number {
    const { fruitful, inVain } = this.tallyOf(what);
    if (fruitful > 0 && ofRun > 0) return 1;
    return inVain < this.#hopeless() ? 0.5 ** inVain : SHARE ** Math.max(1, Math.floor(inVain / HOPELESS));
  }

  /** Of a state: what the run has left for it, in times as long as a write may take to show. */
  #leftOf(what: WaitedFor, { key, status }: InState): number {
    if (this.#leftIn.get(key) === status) return 0;
    const own = this.tallyOf(what);
    const others = [...this.#tallies.values()].filter(
      ({ unending, fruitful }) => unending !== undefined && fruitful === 0,
    );
    const spent = (own.fruitful > 0 ? [own] : others).reduce((sum, { inVainMs }) => sum + inVainMs, 0) / this.#wholeMs;
    if (spent === 0) return Infinity;
    const isNew = others.every(({ event, operation }) => event !== what.event && operation !== what.operation);
    return Math.max(0, STATE_BUDGET - spent, isNew ? (MARGIN * this.#longestMs) / this.#wholeMs : 0);
  }

  /** Where no wait for anything has ever brought it, one for a thing says as much as several. */
  #hopeless(): number {
    const all = [...this.#tallies.values()];
    const ofAll = all.reduce((sum, { inVain }) => sum + inVain, 0);
    return ofAll >= HOPELESS && all.every(({ fruitful }) => fruitful === 0) ? 1 : HOPELESS;
  }
}
