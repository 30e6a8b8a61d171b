import type { JsonObject } from "#spec/json/json.ts";
import { merge } from "#reference/service/answers/merge.ts";
import { project } from "#reference/service/answers/project.ts";
import { withValueAt } from "#reference/service/answers/pointer.ts";
import type { OutputDocument } from "#reference/render/output-document.ts";
import type { Shape } from "#reference/service/model/shape.ts";
import type { ServiceCall } from "#reference/service/service-call.ts";
import { look } from "#reference/service/store/readiness.ts";
import type { StoredResource } from "#reference/service/store/resource.ts";
import type { ResourceKind } from "#reference/service/table/kind.ts";
import { answerWith } from "./answer.ts";
import { sentOf } from "./create.ts";
import { makeBeside } from "#reference/service/resource/made.ts";
import { firstStatus, TIMES_OF_CHANGE, times } from "#reference/service/resource/new-resource.ts";
import { patched } from "#reference/service/resource/patched.ts";
import { refuseInvalid, refuseTaken } from "./refuse.ts";
import { remember, replayed } from "./replay.ts";
import { resolveNamed, withAncestors } from "./resolve.ts";
import { contextOf } from "#reference/service/resource/sample-context.ts";
import { basePointer, shapeAt, shownShape } from "#reference/service/resource/shown-shape.ts";

/** Changes a resource: by the members that were sent under names that it is shown with, and by what the operation does. */
export function update(call: ServiceCall, kind: ResourceKind): OutputDocument {
  const before = replayed(call);
  if (before !== undefined) return before;
  const resource = resolveNamed(call, kind);
  const isOwn = resource?.kind.name === kind.name;
  if (resource !== undefined && call.habits.changing > 0) look(resource, call.call.receivedAt);
  const busy = resource && call.habits.busy(resource);
  if (busy !== undefined) throw refuseTaken(call, busy);
  const barred = resource && call.habits.bars(call.operation, resource, sentAsShown(call, resource));
  if (barred !== undefined) throw refuseInvalid(call, barred);
  if (resource !== undefined && isOwn && call.habits.acts(call.operation)) change(call, resource);
  if (resource !== undefined && call.habits.revives(call.operation) === "last beneath") reviveBeneath(call, resource);
  const made = resource && makeBeside(call, resource);
  const shows = [kind.describe?.shows, kind.create?.shows].find(
    (one) => isOwn && one !== undefined && shapeAt(call.operation.output, one) !== undefined,
  );
  const answer = answerWith(call, { resource, shows, made });
  return resource === undefined ? answer : remember(call, resource, answer);
}

/** As one that writes back what it read long before: the last that was deleted beneath it is there again. */
function reviveBeneath({ store }: ServiceCall, resource: StoredResource): void {
  const last = store.gone().findLast(({ parent }) => parent === resource);
  if (last === undefined || store.holder(last.kind, resource, last.id) !== undefined) return;
  store.add(Object.assign(last, { leaving: false, settled: false, looks: 0, due: 0 }));
}

function change(call: ServiceCall, resource: StoredResource): void {
  const { kind } = resource;
  const shape = shownShape(call.service, kind);
  const base = basePointer(kind);
  const context = contextOf(
    call,
    withAncestors(resource).map(({ id }) => id),
  );
  const sent = sentAsShown(call, resource);
  const before = withRest(call, resource.facts, sent);
  const changed = merge(
    patched(call, merge(before, sent)),
    call.service.world.changes[call.operation.name]?.(context) ?? {},
  );
  const isDated = call.habits.minds(call.operation, "time of change");
  const dated = isDated ? times(shapeAt(shape, base), TIMES_OF_CHANGE) : [];
  resource.facts = dated.reduce((facts, name) => withValueAt(facts, `${base}/${name}`, context.now), changed);
  if (!call.habits.minds(call.operation, "which one")) {
    const others = call.store.all().filter((one) => one !== resource && one.kind === kind);
    for (const other of others) other.facts = merge(other.facts, sent);
  }
  const { changing } = call.habits;
  if (!call.habits.minds(call.operation, "settling")) unsettle(resource, shape, { looks: Infinity });
  else if (changing > 0) unsettle(resource, shape, { looks: 0, due: call.call.receivedAt + changing });
}

/** What was sent, as far as the resource is shown with it. */
function sentAsShown(call: ServiceCall, { kind }: StoredResource): JsonObject {
  const shape = shownShape(call.service, kind);
  return shape === undefined ? {} : (project(sentOf(call), shape) as JsonObject);
}

/** As what a change leaves under way: for so many looks, and until then. */
function unsettle(
  resource: StoredResource,
  shape: Shape | undefined,
  until: Partial<Pick<StoredResource, "looks" | "due">>,
): void {
  const { ready } = resource.kind;
  if (ready === undefined) return;
  const status = firstStatus(shapeAt(shape, ready.at), resource.kind);
  resource.facts = withValueAt(resource.facts, ready.at, status);
  Object.assign(resource, { settled: false, ...until });
}

/** What a change is merged with: with less, it sets anew whatever it names, and perhaps forgets the tags, too. */
function withRest({ habits, operation }: ServiceCall, facts: JsonObject, sent: JsonObject): JsonObject {
  const keepsAll = habits.minds(operation, "the rest");
  if (keepsAll && habits.minds(operation, "the rest of structures")) return facts;
  const kept = Object.entries(facts).filter(([name]) => !Object.hasOwn(sent, name) && (keepsAll || name !== "tags"));
  return Object.fromEntries(kept);
}
