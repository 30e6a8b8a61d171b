import type { Call } from "#reference/behaviours.ts";
import type { OutputDocument } from "#reference/render/output-document.ts";
import { taggedResource } from "./tagged-resource.ts";

export function listTagsForResource(call: Call): OutputDocument {
  const cluster = taggedResource(call);
  return { tags: call.behaviours.tagsDocument(cluster.tags, "ListTagsForResource", call) };
}
