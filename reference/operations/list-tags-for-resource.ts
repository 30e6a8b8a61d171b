import type { Call } from "../behaviours.ts";
import type { OutputDocument } from "../render/output-document.ts";
import { taggedResource } from "./tagged-resource.ts";

export function listTagsForResource(call: Call): OutputDocument {
  const cluster = taggedResource(call);
  return { tags: call.behaviours.tagsDocument(cluster.tags, "ListTagsForResource", call) };
}
