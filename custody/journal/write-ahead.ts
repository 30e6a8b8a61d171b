import { systemClock, type Clock } from "../../endpoint/clock.ts";
import type { IntendEntry, JournalPlace, OutcomeEntry } from "./journal-entry.ts";
import { JournalError, type Journal } from "./journal.ts";
import { LedgerError } from "./ledger.ts";

/** Who writes to a journal, and from where. */
export interface Writer {
  readonly journal: Journal;
  readonly runId: string;
  /** Not for a journal that ends with the process. */
  readonly place?: JournalPlace | undefined;
  /** Default: the system's. */
  readonly clock?: Pick<Clock, "epoch"> | undefined;
}

type Intended = Omit<IntendEntry, "event" | "name" | "runId" | "place" | "at"> & { readonly at?: number | undefined };
type OutcomeFacts = Pick<OutcomeEntry, "reason" | "activation" | "proved">;

export interface WriteAhead {
  /** Writes down what a request may create, before it is sent. Throws LedgerError, and then it is not sent. */
  intend(name: string, entry: Intended): void;
  /** Writes down what became of it, if possible. What was removed, or is absent, is proved to be unless told. */
  note(name: string, event: OutcomeEntry["event"], told?: OutcomeFacts): void;
}

/** A run's account on top of a journal, of whatever it may create. */
export function writeAhead({ journal, runId, place, clock = systemClock }: Writer): WriteAhead {
  return {
    intend: (name, { at = clock.epoch(), ...entry }) => {
      try {
        journal.write({ event: "intend", name, runId, place, at, ...entry });
      } catch (error) {
        throw error instanceof JournalError ? new LedgerError(error.message, { cause: error }) : error;
      }
    },
    note: (name, event, told) => {
      const proved = event === "removed" || event === "absent" ? true : undefined;
      try {
        journal.write({ event, name, runId, at: clock.epoch(), proved, ...told });
      } catch (error) {
        // If the outcome is missing, a sweep merely looks for what is gone; stopping here would leave others in place.
        if (!(error instanceof JournalError)) throw error;
      }
    },
  };
}
