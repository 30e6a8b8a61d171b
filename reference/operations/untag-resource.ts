import type { Call } from "#reference/behaviours.ts";
import { requireValid } from "#reference/input/check-input.ts";
import type { OutputDocument } from "#reference/render/output-document.ts";
import { queryValues } from "#reference/wire/query.ts";
import { taggedResource } from "./tagged-resource.ts";

/** Takes the tags of its keys off the resource; a key that is not there changes nothing. */
export async function untagResource(call: Call): Promise<OutputDocument> {
  const { behaviours } = call;
  const keys = queryValues(call, "tagKeys");
  requireValid({ tagKeys: keys.length === 0 ? undefined : keys }, call);
  const cluster = taggedResource(call);
  const tags = behaviours.withoutTags(cluster.tags, keys, call);
  await behaviours.storeTags(cluster, tags, call);
  return {};
}
