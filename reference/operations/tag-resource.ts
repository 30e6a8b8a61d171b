import type { Call } from "../behaviours.ts";
import type { OutputDocument } from "../render/output-document.ts";
import { taggedResource, throwFirst } from "./tagged-resource.ts";

/** Puts all of its tags on the resource, or none. */
export async function tagResource(call: Call): Promise<OutputDocument> {
  const { behaviours } = call;
  const added = readTags(call);
  throwFirst([
    behaviours.checkTagCount(added.size, call),
    ...[...added.keys()].map((key) => behaviours.checkTagKey(key, call)),
    ...[...added.values()].map((value) => behaviours.checkTagValue(value, call)),
  ]);
  const cluster = taggedResource(call);
  const tags = behaviours.withTags(cluster.tags, added, call);
  throwFirst([behaviours.checkTagTotal(tags, call)]);
  await behaviours.storeTags(cluster, tags, call);
  return {};
}

function readTags(call: Call): ReadonlyMap<string, string> {
  const { behaviours } = call;
  const text = behaviours.decodeText(call.request.body, call);
  const document = behaviours.readDocument(behaviours.parseJson(text, call), call);
  return behaviours.requireTags(behaviours.readStringMap(document["tags"], "/tags", call), call);
}
