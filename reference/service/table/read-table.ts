import { parse } from "yaml";
import type { JsonObject } from "#spec/json/json.ts";
import type { ResourceKind, Table, Tagging } from "./kind.ts";

type WrittenKind = Partial<Omit<ResourceKind, "tags">> &
  Pick<ResourceKind, "id"> & { readonly tags?: true | string | { readonly input: string; readonly shown?: string } };

interface WrittenTable {
  readonly resources: Readonly<Record<string, WrittenKind>>;
  readonly tagging?: Tagging;
  readonly errors: Readonly<Record<"unknown" | "taken", readonly string[]> & { untaggable?: readonly string[] }>;
  readonly patches?: Table["patches"];
  readonly doubts?: Table["doubts"];
  readonly inputs: Readonly<Record<string, JsonObject>>;
}

const ABSENT = { updates: [], others: [], fixed: false };
const TAGS = "/tags";

/** A resource table from YAML. That it is well-formed is for others to check. */
export function readTable(text: string): Table {
  return readTableValue(parse(text));
}

/** A resource table from what its text holds. */
export function readTableValue(value: unknown): Table {
  const { resources, tagging, errors, patches = {}, doubts = {}, inputs } = value as WrittenTable;
  return {
    kinds: Object.entries(resources).map(([name, { tags, ...written }]) => ({
      ...ABSENT,
      ...written,
      name,
      ...(tags === undefined ? {} : { tags: tagsOf(tags) }),
    })),
    tagging,
    unknown: [...errors.unknown, ...(errors.untaggable ?? [])],
    taken: errors.taken,
    patches,
    doubts,
    inputs,
  };
}

function tagsOf(written: NonNullable<WrittenKind["tags"]>): NonNullable<ResourceKind["tags"]> {
  if (written === true) return { input: TAGS, shown: TAGS };
  if (typeof written === "string") return { input: TAGS, shown: written };
  // What no shape has a place for is kept all the same, and shown by the operation that lists tags.
  return { input: written.input, shown: written.shown ?? written.input };
}
