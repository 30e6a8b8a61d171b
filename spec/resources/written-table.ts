import type { JsonValue } from "#spec/json/json.ts";
import type { ListOperation, Resource, ResourceTable, ResourceTags } from "./resource-table.ts";

/** The same members as a table has, before what may be left out is filled in. */
type WrittenResource = Partial<Omit<Resource, "name" | "list" | "tags">> &
  Pick<Resource, "id"> & {
    readonly tags?: true | string | ResourceTags;
    readonly list?: Partial<ListOperation> & { readonly operation: string };
  };

type TableAsWritten = Omit<
  ResourceTable,
  "resources" | "services" | "filters" | "patches" | "doubts" | "states" | "values"
> &
  Partial<Pick<ResourceTable, "services" | "filters" | "patches" | "doubts" | "states" | "values">> & {
    readonly resources: Readonly<Record<string, WrittenResource>>;
  };

/** What a table that is known to be one says, with what it leaves out filled in. */
export function resourceTableOf(value: JsonValue): ResourceTable {
  const written = value as unknown as TableAsWritten;
  return {
    ...written,
    resources: Object.entries(written.resources).map(([name, resource]) => completed(name, resource)),
    services: written.services ?? {},
    filters: written.filters ?? {},
    patches: written.patches ?? {},
    doubts: written.doubts ?? {},
    states: written.states ?? {},
    values: written.values ?? {},
  };
}

function completed(name: string, { list, tags, ...written }: WrittenResource): Resource {
  return {
    updates: [],
    others: [],
    fixed: false,
    ...written,
    name,
    tags: tags === undefined ? undefined : tagsOf(tags),
    list: list === undefined ? undefined : { at: "", item: "", ...list },
  };
}

function tagsOf(written: true | string | ResourceTags): ResourceTags {
  if (written === true) return { input: "/tags", shown: "/tags" };
  return typeof written === "string" ? { input: "/tags", shown: written } : written;
}
