import type { JsonObject } from "#spec/json/json.ts";
import { completed } from "#reference/service/answers/complete.ts";
import { project } from "#reference/service/answers/project.ts";
import { valueAt, withoutValueAt, withValueAt } from "#reference/service/answers/pointer.ts";
import { tagsAsShaped, tagsByKey } from "#reference/service/answers/tag-form.ts";
import type { OutputDocument } from "#reference/render/output-document.ts";
import type { ServiceCall } from "#reference/service/service-call.ts";
import type { StoredResource } from "#reference/service/store/resource.ts";
import { shapeAt, shownShape } from "#reference/service/resource/shown-shape.ts";
import { ancestorMembers } from "#reference/service/resource/new-resource.ts";
import { withAncestors } from "./resolve.ts";
import { contextOf } from "#reference/service/resource/sample-context.ts";

/** As much of a document as the operation's output has room for, and what that must have. */
export function fitted({ operation, call }: ServiceCall, document: JsonObject): OutputDocument {
  const { output } = operation;
  return output === undefined ? {} : (completed(project(document, output), output, call.receivedAt) as JsonObject);
}

interface ShownResource {
  readonly resource: StoredResource | undefined;
  /** Where the answer shows it. */
  readonly shows: string | undefined;
  /** What the operation made beside it, and where the answer shows that. */
  readonly made?: { readonly resource: StoredResource; readonly shows: string } | undefined;
}

/** An answer that shows a resource: with the names of what it belongs to, where the output has members for them. */
export function answerWith(call: ServiceCall, { resource, shows, made }: ShownResource): OutputDocument {
  const ids = withAncestors(resource).map(({ id }) => id);
  let document: JsonObject = {
    ...Object.fromEntries(ancestorMembers(call, resource)),
    ...tagsOf(call, resource),
    ...call.service.world.answers[call.operation.name]?.(contextOf(call, ids)),
  };
  if (resource !== undefined && shows !== undefined) document = withValueAt(document, shows, toldOf(call, resource));
  if (made !== undefined) document = withValueAt(document, made.shows, made.resource.facts);
  return fitted(call, document);
}

/** What is known of a resource, without what only the answer to its creation tells. */
function toldOf({ operation, habits, service }: ServiceCall, { kind, facts }: StoredResource): JsonObject {
  const once = service.world.toldOnce[kind.name] ?? [];
  const isTold = kind.create?.operation === operation.name || !habits.minds(operation, "told before");
  return isTold ? facts : once.reduce((shown, pointer) => withoutValueAt(shown, pointer), facts);
}

/** Where an answer has tags, but not what it shows of the resource. */
function tagsOf({ operation, service }: ServiceCall, resource: StoredResource | undefined): JsonObject {
  const at = resource?.kind.tags?.shown;
  const tags = at === undefined ? undefined : valueAt(resource?.facts, at);
  if (resource === undefined || at === undefined || tags === undefined) return {};
  const name = at.slice(at.lastIndexOf("/") + 1);
  const byKey = tagsByKey(tags, shapeAt(shownShape(service, resource.kind), at));
  return { [name]: tagsAsShaped(byKey, shapeAt(operation.output, `/${name}`)) };
}
