import type { JsonObject } from "#spec/json/json.ts";
import type { Resource } from "#spec/resources/resource-table.ts";

/** The key of the tag that tells the shared resources of two kinds apart. */
export const KIND_KEY = "kind";

/** Plain tags of a shared resource, which every rule about tags allows. */
export function tagsOfShared({ name }: Pick<Resource, "name">): JsonObject {
  return { team: "platform", [KIND_KEY]: name };
}
