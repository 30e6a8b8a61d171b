import type { Call } from "#reference/behaviours.ts";
import type { Tags } from "#reference/clusters/cluster.ts";
import { withPlainTags, requireValid } from "#reference/input/check-input.ts";
import { readBodyMembers, tagMap } from "#reference/input/read-registration.ts";
import type { OutputDocument } from "#reference/render/output-document.ts";
import { taggedResource } from "./tagged-resource.ts";

/** Puts all of its tags on the resource, or none. */
export async function tagResource(call: Call): Promise<OutputDocument> {
  const { behaviours } = call;
  const added = readTags(call);
  const cluster = taggedResource(call);
  const tags = behaviours.withTags(cluster.tags, added, call);
  const refusal = behaviours.checkTagTotal(tags, call);
  if (refusal !== undefined) throw refusal;
  await behaviours.storeTags(cluster, tags, call);
  return {};
}

function readTags(call: Call): Tags {
  const { behaviours } = call;
  const text = behaviours.decodeText(call.request.body, call);
  const document = behaviours.readDocument(behaviours.parseJson(text, call), call);
  const tags = tagMap(readBodyMembers(document, call));
  requireValid(withPlainTags({ tags }), call);
  return tags ?? new Map();
}
