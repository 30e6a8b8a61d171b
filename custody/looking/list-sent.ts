import type { Resource } from "../../spec/resources/resource-table.ts";
import type { ResourceParts } from "../resources/resource-account.ts";
import { listingOf } from "./lost-name.ts";

/** What the list of each kind shows of which something has a name that nobody else can have. */
export type SentLists = ReadonlyMap<Resource, ReadonlySet<string>>;

export async function listSent({ account, service, cleanUpTarget: target }: ResourceParts): Promise<SentLists> {
  const lists = new Map<Resource, ReadonlySet<string>>();
  for (const resource of new Set([...account.sent.values()].map((made) => made.resource)))
    lists.set(resource, new Set((await listingOf(resource, { service, target }))?.ids));
  return lists;
}
