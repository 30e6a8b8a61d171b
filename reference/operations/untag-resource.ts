import type { Call } from "../behaviours.ts";
import type { OutputDocument } from "../render/output-document.ts";
import { queryValues } from "../wire/query.ts";
import { taggedResource, throwFirst } from "./tagged-resource.ts";

/** Takes the tags of its keys off the resource; a key that is not there changes nothing. */
export async function untagResource(call: Call): Promise<OutputDocument> {
  const { behaviours } = call;
  const keys = queryValues(call, "tagKeys");
  throwFirst([behaviours.checkTagCount(keys.length, call), ...keys.map((key) => behaviours.checkTagKey(key, call))]);
  const cluster = taggedResource(call);
  const tags = behaviours.withoutTags(cluster.tags, keys, call);
  await behaviours.storeTags(cluster, tags, call);
  return {};
}
