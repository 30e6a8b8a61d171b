import type { JournalResource } from "./journal-entry.ts";
import { writeAhead, type Writer } from "./write-ahead.ts";
import type { Resource, ResourceTable } from "../../spec/resources/resource-table.ts";
import { madeInWords, type MadeResource, type UnnamedResource } from "../resources/made-resource.ts";

/** What is written to the journal about a resource, before and after the request that may create it. */
export interface ResourceLedger {
  /** `at`: epoch milliseconds of the request that made it, where it is known by its answer alone. */
  intend(made: MadeResource | UnnamedResource, caseId: string, at?: number): void;
  /** `answered`: the answer to one request for what has no name yet tells what became of that request. */
  note(
    made: MadeResource | UnnamedResource,
    state: "created" | "doubt" | "removed" | "absent" | "left" | "answered",
    reason?: string,
  ): void;
}

export interface ResourceLedgerOptions extends Writer {
  /** As `--spec` takes it, so that a sweep finds the model again. */
  readonly spec: string;
}

/** The account of a service's resources on top of the journal on disk. */
export function resourceLedger({ spec, ...writer }: ResourceLedgerOptions): ResourceLedger {
  const { intend, note } = writeAhead(writer);
  return {
    intend: (made, caseId, at) =>
      intend(madeInWords(made), { resource: journalResource(spec, made), case: caseId, at }),
    note: (made, state, reason) => {
      if (state === "answered") note(madeInWords(made), "absent", { proved: undefined });
      else note(madeInWords(made), state, { reason });
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
