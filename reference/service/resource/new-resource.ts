import { valueText } from "#reference/value-text.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { merge } from "#reference/service/answers/merge.ts";
import { parentPointer, valueAt, withValueAt } from "#reference/service/answers/pointer.ts";
import { tagsAsShaped, tagsByKey } from "#reference/service/answers/tag-form.ts";
import type { Shape } from "#reference/service/model/shape.ts";
import type { Service, ServiceCall } from "#reference/service/service-call.ts";
import type { StoredResource } from "#reference/service/store/resource.ts";
import type { ResourceKind } from "#reference/service/table/kind.ts";
import { pointerTo } from "#reference/service/table/locate.ts";
import type { SampleContext } from "#reference/service/world.ts";
import { fittingId } from "./fitting-id.ts";
import { withAncestors } from "#reference/service/operations/resolve.ts";
import { contextOf } from "./sample-context.ts";
import { basePointer, inputShape, shapeAt, shownShape } from "./shown-shape.ts";

interface ResourceOrigin {
  readonly kind: ResourceKind;
  readonly parent: StoredResource | undefined;
  /** What was sent of it. */
  readonly sent: JsonObject;
  /** Its identity, where the input gives it. */
  readonly id?: string | undefined;
}

/** A resource with everything that may be shown of it; it is not in the store yet. */
export function newResource(call: ServiceCall, { kind, parent, sent, id: given }: ResourceOrigin): StoredResource {
  const { world } = call.service;
  const above = withAncestors(parent).map(({ id }) => id);
  const id = given ?? madeId(kind, contextOf(call, above), call.service);
  const context = contextOf(call, [...above, id]);
  const described = merge(world.samples[kind.name]?.(context) ?? {}, sent);
  const facts = ownMembers(call, { kind, parent, sent, id }, context).reduce(
    (object, [pointer, value]) => withValueAt(object, pointer, value),
    described,
  );
  const looks = call.habits.minds(call.operation, "readiness") ? call.habits.looks : Infinity;
  const due = call.call.receivedAt + call.habits.lasts;
  return { kind, id, parent, facts, looks, due, settled: false, leaving: false };
}

function madeId(kind: ResourceKind, context: SampleContext, service: Service): string {
  const { arns, ids } = service.world;
  const id = ids[kind.name]?.(context) ?? fittingId(service, kind, context.uuid());
  if (!isNamedByArn(kind)) return id;
  // Of the form of the ARN that the table gives as an example, where it says nothing of their ends.
  if (arns[kind.name] === undefined && id.startsWith("arn:")) return arnWith(endOf(id), context, service);
  const name = id.slice(id.lastIndexOf(":") + 1);
  return arnOf(kind, { ...context, ids: [...context.ids, name] }, service);
}

/** What stands after the account in an ARN; it may hold colons itself. */
function endOf(arn: string): string {
  return arn.split(":").slice(5).join(":");
}

/** Its ARN is what identifies it. */
function isNamedByArn({ id, arn, create }: ResourceKind): boolean {
  return arn !== undefined && id.output === `${create?.shows ?? ""}${arn}`;
}

/** What the service itself says of a resource: who it is, whose, since when, how far, and with which tags. */
function ownMembers(
  call: ServiceCall,
  { kind, parent, sent, id = "" }: ResourceOrigin,
  context: SampleContext,
): [pointer: string, value: JsonValue][] {
  const base = basePointer(kind);
  const born = context.now + (call.habits.minds(call.operation, "clock") ? 0 : OTHER_ZONE);
  const shape = shownShape(call.service, kind);
  const { ready } = kind;
  const { tags } = kind;
  return [
    ...ancestorMembers(call, parent).map(([name, value]): [string, string] => [`${base}/${name}`, value]),
    ...times(shapeAt(shape, base), TIMES_OF_BIRTH).map((name): [string, number] => [`${base}/${name}`, born]),
    ...idMembers(kind, id),
    ...(kind.arn === undefined || isNamedByArn(kind)
      ? []
      : [[kind.arn, arnOf(kind, contextOfArn(call, context), call.service)] as [string, string]]),
    ...(ready === undefined ? [] : [[ready.at, firstStatus(shapeAt(shape, ready.at), kind)] as [string, string]]),
    ...(tags === undefined
      ? []
      : [
          [
            tags.shown,
            tagsAsShaped({ ...tagsAbove(call, parent), ...tagsSent(call, tags, sent) }, shapeAt(shape, tags.shown)),
          ] as [string, JsonValue],
        ]),
  ];
}

function tagsSent(call: ServiceCall, { input }: NonNullable<ResourceKind["tags"]>, sent: JsonObject): JsonObject {
  return tagsByKey(valueAt(sent, input), inputShape(call, input));
}

/** Those of what it belongs to, which a server may take for its own. */
function tagsAbove({ habits, operation, service }: ServiceCall, parent: StoredResource | undefined): JsonObject {
  const at = parent?.kind.tags?.shown;
  if (parent === undefined || at === undefined || habits.minds(operation, "tags above")) return {};
  return tagsByKey(valueAt(parent.facts, at), shapeAt(shownShape(service, parent.kind), at));
}

/** The identities of what a resource belongs to, by the names that the operation has for them. */
export function ancestorMembers(
  { service, operation }: ServiceCall,
  resource: StoredResource | undefined,
): [name: string, id: string][] {
  return withAncestors(resource).flatMap(({ kind, id }) => {
    const pointer = pointerTo(service.table, kind, operation.name);
    return pointer === undefined ? [] : [[pointer.slice(1), id] as [string, string]];
  });
}

/** Seconds by which a clock of another time zone is ahead. */
const OTHER_ZONE = 2 * 3_600;

const TIMES_OF_BIRTH = /^(created|modified|associated)At$/;
export const TIMES_OF_CHANGE = /^modifiedAt$/;

/** Names of the members of a shape that are times of this kind. */
export function times(shape: Shape | undefined, which: RegExp): string[] {
  const members = shape?.members ?? [];
  return members.filter(({ name, shape: { timestamp } }) => timestamp && which.test(name)).map(({ name }) => name);
}

/** An identity that was sent stands where it was sent. */
function idMembers({ id, create, made, describe, list }: ResourceKind, value: string): [string, string][] {
  // What names it in the path may go by another word in answers: that of the list.
  if (id.input !== undefined && list?.item !== undefined && list.item !== "") return [[list.item, value]];
  if (id.output !== undefined) return [[id.output.slice(create?.shows?.length ?? 0), value]];
  if (made === undefined || describe === undefined) return [];
  return [[made.at.slice(parentPointer(made.at).length), value]];
}

/** A server may leave the account out of ARNs, or the case of names. */
function contextOfArn({ habits, operation }: ServiceCall, context: SampleContext): SampleContext {
  const account = habits.minds(operation, "account") ? context.account : "";
  const ids = habits.minds(operation, "case in ARNs") ? context.ids : context.ids.map((id) => id.toUpperCase());
  return { ...context, account, ids };
}

function arnOf(kind: ResourceKind, context: SampleContext, service: Service): string {
  const end = service.world.arns[kind.name]?.(context) ?? [kind.name, ...context.ids].join("/");
  return arnWith(end, context, service);
}

function arnWith(end: string, { region, account }: SampleContext, { world }: Service): string {
  return `arn:aws:${world.service}:${region}:${account}:${end}`;
}

/** The first value that is no end of the wait. */
export function firstStatus(shape: Shape | undefined, { ready }: ResourceKind): string {
  const ends = [ready?.is, ...(ready?.failed ?? [])];
  const first = shape?.values?.find((value) => !ends.includes(valueText(value)));
  return typeof first === "string" ? first : "CREATING";
}
