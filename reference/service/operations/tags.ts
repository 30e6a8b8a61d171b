import type { JsonObject } from "../../../spec/json/json.ts";
import { valueAt, withValueAt } from "../answers/pointer.ts";
import type { OutputDocument } from "../../render/output-document.ts";
import type { ServiceCall } from "../service-call.ts";
import type { StoredResource } from "../store/resource.ts";
import type { Tagging } from "../table/kind.ts";
import { fitted } from "./answer.ts";
import { refuseInvalid, refuseUnknown } from "./refuse.ts";

const MOST_TAGS = 50;

export function addTags(call: ServiceCall, { tag }: Tagging): OutputDocument {
  const resource = resourceOfArn(call, tag.arn);
  const tags = { ...tagsOf(resource), ...(valueAt(call.input, tag.tags) as JsonObject) };
  if (Object.keys(tags).length > MOST_TAGS) throw refuseInvalid(call, `A resource has at most ${MOST_TAGS} tags.`);
  setTags(call, resource, tags);
  return fitted(call, {});
}

/** A key that is not there changes nothing. */
export function removeTags(call: ServiceCall, { untag }: Tagging): OutputDocument {
  const resource = resourceOfArn(call, untag.arn);
  const keys = valueAt(call.input, untag.keys) as readonly string[];
  const kept = Object.entries(tagsOf(resource)).filter(([key]) => !keys.includes(key));
  setTags(call, resource, Object.fromEntries(kept));
  return fitted(call, {});
}

export function showTags(call: ServiceCall, { list }: Tagging): OutputDocument {
  return fitted(call, withValueAt({}, list.shows, tagsOf(resourceOfArn(call, list.arn))));
}

function resourceOfArn(call: ServiceCall, pointer: string): StoredResource {
  const arn = valueAt(call.input, pointer);
  const found = call.store
    .all()
    .find(({ kind, facts }) => kind.tags !== undefined && valueAt(facts, kind.arn ?? "/") === arn);
  if (found === undefined) throw refuseUnknown(call, `There is no resource ${String(arn)}.`);
  return found;
}

function tagsOf({ kind, facts }: StoredResource): JsonObject {
  return (valueAt(facts, kind.tags?.shown ?? "/tags") ?? {}) as JsonObject;
}

function setTags({ habits, operation }: ServiceCall, resource: StoredResource, tags: JsonObject): void {
  const at = resource.kind.tags?.shown;
  if (habits.acts(operation) && at !== undefined) resource.facts = withValueAt(resource.facts, at, tags);
}
