import { valueText } from "#reference/value-text.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { valueAt, withValueAt } from "#reference/service/answers/pointer.ts";
import type { OutputDocument } from "#reference/render/output-document.ts";
import type { ServiceCall } from "#reference/service/service-call.ts";
import type { StoredResource } from "#reference/service/store/resource.ts";
import type { Tagging } from "#reference/service/table/kind.ts";
import { tagsAsShaped, tagsByKey } from "#reference/service/answers/tag-form.ts";
import { fitted } from "./answer.ts";
import { refuseInvalid, refuseUnknown } from "./refuse.ts";
import { inputShape, shapeAt, shownShape } from "#reference/service/resource/shown-shape.ts";

/** Unless the model has another bound. */
const MOST_TAGS = 50;
/** When a resource was made, where that is shown so. */
const CREATED = "/createdAt";

export function addTags(call: ServiceCall, { tag }: Tagging): OutputDocument {
  const resource = resourceOfArn(call, tag.arn);
  const shape = inputShape(call, tag.tags);
  const facts = call.seen?.get(resource) ?? resource.facts;
  const [there, added] = [
    tagsOf(call, { kind: resource.kind, facts }),
    tagsByKey(valueAt(call.input, tag.tags), shape),
  ];
  const isKept = !call.habits.minds(call.operation, "later value");
  const tags = isKept ? { ...added, ...there } : { ...there, ...added };
  const most = shape?.max ?? MOST_TAGS;
  if (isTooMany(call, { there, added, most }) && call.habits.minds(call.operation, "tags before")) {
    if (!call.habits.minds(call.operation, "whole request")) setTags(call, resource, firstOf(tags, most));
    throw refuseInvalid(call, `A resource has at most ${most} tags.`);
  }
  setTags(call, resource, tags);
  const isAnew = !call.habits.minds(call.operation, "the rest") && valueAt(resource.facts, CREATED) !== undefined;
  if (isAnew) resource.facts = withValueAt(resource.facts, CREATED, call.call.receivedAt / 1_000);
  if (!call.habits.minds(call.operation, "own tags")) {
    const others = call.store.all().filter((one) => one !== resource && one.kind === resource.kind);
    for (const other of others) setTags(call, other, { ...tagsOf(call, other), ...added });
  }
  return fitted(call, {});
}

/** A tag that is given another value is none more. */
function isTooMany(
  { habits, operation }: ServiceCall,
  { there, added, most }: { readonly there: JsonObject; readonly added: JsonObject; readonly most: number },
): boolean {
  const keys = [...Object.keys(there), ...Object.keys(added)];
  return (habits.minds(operation, "tags given anew") ? new Set(keys).size : keys.length) > most;
}

function firstOf(tags: JsonObject, count: number): JsonObject {
  return Object.fromEntries(Object.entries(tags).slice(0, count));
}

/** A key that is not there changes nothing. */
export function removeTags(call: ServiceCall, { untag }: Tagging): OutputDocument {
  const resource = resourceOfArn(call, untag.arn);
  const [minds, is] = [call.habits.minds, call.operation];
  const given = valueAt(call.input, untag.keys) as readonly string[];
  const keys = minds(is, "every key") ? given : given.slice(0, 1);
  const cased = (key: string): string => (minds(is, "case of keys") ? key : key.toLowerCase());
  const isNamed = (key: string): boolean =>
    keys.some((one) => (minds(is, "whole key") ? cased(one) === cased(key) : key.startsWith(one)));
  const kept = Object.entries(tagsOf(call, resource)).filter(([key]) => !isNamed(key));
  setTags(call, resource, Object.fromEntries(kept));
  return fitted(call, {});
}

export function showTags(call: ServiceCall, { list }: Tagging): OutputDocument {
  const tags = tagsOf(call, resourceOfArn(call, list.arn));
  return fitted(call, withValueAt({}, list.shows, tagsAsShaped(tags, shapeAt(call.operation.output, list.shows))));
}

function resourceOfArn(call: ServiceCall, pointer: string): StoredResource {
  const arn = valueAt(call.input, pointer);
  const isWhole = call.habits.minds(call.operation, "whole ARN");
  const asRead = (value: unknown): string => (isWhole ? valueText(value) : endOf(valueText(value)));
  const found = call.store
    .all()
    .find(({ kind, facts }) => kind.tags !== undefined && asRead(valueAt(facts, kind.arn ?? "/")) === asRead(arn));
  if (found === undefined) throw refuseUnknown(call, `There is no resource ${valueText(arn)}.`);
  return found;
}

/** What an ARN says after partition, service, Region and account. */
function endOf(arn: string): string {
  return arn.split(":").slice(5).join(":");
}

function tagsOf({ service }: ServiceCall, { kind, facts }: Pick<StoredResource, "kind" | "facts">): JsonObject {
  const at = kind.tags?.shown ?? "/tags";
  return tagsByKey(valueAt(facts, at), shapeAt(shownShape(service, kind), at));
}

function setTags({ habits, operation, service }: ServiceCall, resource: StoredResource, tags: JsonObject): void {
  const at = resource.kind.tags?.shown;
  if (!habits.acts(operation) || at === undefined) return;
  resource.firstTags ??= valueAt(resource.facts, at) as JsonValue | undefined;
  const shaped = tagsAsShaped(tags, shapeAt(shownShape(service, resource.kind), at));
  resource.facts = withValueAt(resource.facts, at, shaped);
}
