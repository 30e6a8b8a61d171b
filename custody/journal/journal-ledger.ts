import { systemClock, type Clock } from "#endpoint/clock.ts";
import type { Resource, ResourceTable } from "#spec/resources/resource-table.ts";
import { madeInWords, type MadeResource, type UnnamedResource } from "#custody/resources/made-resource.ts";
import type { IntendEntry, JournalPlace, JournalResource, OutcomeEntry } from "./journal-entry.ts";
import { JournalError, type Journal } from "./journal.ts";
import { LedgerError, type Ledger } from "./ledger.ts";

/** Who writes to a journal, and from where. */
export interface JournalLedgerOptions {
  readonly journal: Journal;
  readonly runId: string;
  /** Not for a journal that ends with the process. */
  readonly place?: JournalPlace | undefined;
  /** Default: the system's. */
  readonly clock?: Pick<Clock, "epoch"> | undefined;
  /**
   * As `--spec` takes it, so that a sweep finds the model again. Without it what is written down is a registered cluster,
   * by its name alone.
   */
  readonly spec?: string | undefined;
}

/** The account of what a run may have made, on top of the journal on disk. */
export function journalLedger(options: JournalLedgerOptions): Ledger {
  const { journal, runId, place, clock = systemClock, spec } = options;
  const nameOf = (made: MadeResource | UnnamedResource): string =>
    spec === undefined ? (made.id ?? "") : madeInWords(made);
  return {
    intend: (made, { at = clock.epoch(), case: caseId, token, tagged }) => {
      const resource = spec === undefined ? undefined : journalResource(spec, made);
      const entry: IntendEntry = {
        ...{ event: "intend", name: nameOf(made), runId, place, at, resource },
        ...{ case: caseId, token, tagged },
      };
      try {
        journal.write(entry);
      } catch (error) {
        throw error instanceof JournalError ? new LedgerError(error.message, { cause: error }) : error;
      }
    },
    note: (made, state, facts) => {
      const event = state === "answered" ? "absent" : state;
      // What was removed, or is absent, is proved to be.
      const proved = state === "removed" || state === "absent" ? true : undefined;
      const entry: OutcomeEntry = { event, name: nameOf(made), runId, at: clock.epoch(), proved, ...facts };
      try {
        journal.write(entry);
      } catch (error) {
        // If the outcome is missing, a sweep merely looks for what is gone; stopping here would leave others in place.
        if (!(error instanceof JournalError)) throw error;
      }
    },
  };
}

function journalResource(spec: string, made: MadeResource | UnnamedResource): JournalResource {
  return { spec, kind: made.resource.name, ids: idsOf(made), arn: made.arn };
}

/** What identifies it, followed by what identifies its parents; nothing where no name is known. */
function idsOf({ id, parent }: MadeResource | UnnamedResource): string[] {
  if (id === undefined) return [];
  return [id, ...(parent === undefined ? [] : idsOf(parent))];
}

/** The resource that a journal names; undefined if the table has no such kind, or needs more to identify it. */
export function madeOf({ kind, ids, arn }: JournalResource, table: ResourceTable): MadeResource | undefined {
  const find = (name: string | undefined) => table.resources.find((each) => each.name === name);
  const build = (resource: Resource | undefined, [id, ...rest]: readonly string[]): MadeResource | undefined => {
    if (resource === undefined || id === undefined) return undefined;
    if (resource.parent === undefined) return { resource, id };
    const parent = build(find(resource.parent), rest);
    return parent === undefined ? undefined : { resource, id, parent };
  };
  const made = build(find(kind), ids);
  return made === undefined ? undefined : { ...made, arn };
}
