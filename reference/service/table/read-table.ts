import { parse } from "yaml";
import type { JsonObject } from "../../../spec/json/json.ts";
import type { ResourceKind, Table, Tagging } from "./kind.ts";

interface WrittenTable {
  readonly resources: Readonly<Record<string, Partial<ResourceKind> & Pick<ResourceKind, "id">>>;
  readonly tagging?: Tagging;
  readonly errors: { readonly unknown: readonly string[]; readonly taken: readonly string[] };
  readonly doubts?: Table["doubts"];
  readonly inputs: Readonly<Record<string, JsonObject>>;
}

const ABSENT = { updates: [], others: [], tags: false, fixed: false };

/** A resource table from YAML. That it is well-formed is for others to check. */
export function readTable(text: string): Table {
  const { resources, tagging, errors, doubts = {}, inputs } = parse(text) as WrittenTable;
  return {
    kinds: Object.entries(resources).map(([name, written]) => ({ ...ABSENT, ...written, name })),
    tagging,
    unknown: errors.unknown,
    taken: errors.taken,
    doubts,
    inputs,
  };
}
