import type { MadeResource } from "#custody/resources/made-resource.ts";
import { encodeInput } from "#protocol/encode.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { resourcesNamedIn } from "#spec/resources/table-readings.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { fitsIn, freshName, slotsOfName, type NameSlot } from "./fresh-name.ts";
import { withMembers } from "./members-within.ts";
import { plainInput } from "./plain-input.ts";

interface AboutUnknown {
  readonly resource: Resource;
  readonly more?: JsonObject;
  /** Its name, where that may stand in the input. */
  readonly id?: string | undefined;
  /** What it would belong to: the shared resource of that kind, unless told. */
  readonly made?: MadeResource;
}

/** The plain request of an operation about a resource that there is none of, with more members; undefined where none can be made. */
export function aboutUnknown(
  session: ServiceSession,
  operation: Operation,
  { resource, more = {}, id, made }: AboutUnknown,
): WireRequest | undefined {
  const { settings, table, alive } = session.context;
  // Where nothing can be made, what it would belong to does not exist either.
  const above = settings.readOnly === true ? resourcesNamedIn(table, table.inputs[operation.id]) : [];
  const unmade = above.filter(({ name }) => name !== resource.name && !alive.has(name));
  const instead = [resource, ...unmade]
    .map((each) => unknownIdentity(session, operation, each, each === resource ? id : undefined))
    .reduce((all, each) => all && each && { ...all, ...each });
  const input =
    instead && plainInput(session.context, { operation: operation.id }, { salt: session.salt(), instead, made });
  return input && encodeInput(operation, withMembers(input, more));
}

/** Values for the placeholders of a resource that there is none of; undefined where too few identities fit the model. */
function unknownIdentity(
  session: ServiceSession,
  operation: Operation,
  resource: Resource,
  wanted: string | undefined,
): Record<string, JsonValue> | undefined {
  const { context } = session;
  const slots = slotsOfIdentity(context, operation, resource);
  const fitting = wanted !== undefined && fitsIn(wanted, slots) ? wanted : undefined;
  const id = resource.id.unknown ?? fitting ?? freshName(context.generation, session.salt("unknown"), slots);
  if (id === undefined) return undefined;
  const there = context.alive.get(resource.name);
  const arn = there?.arn === undefined ? {} : { [`${resource.name}.arn`]: there.arn.replaceAll(there.id, id) };
  return { [resource.name]: id, ...arn };
}

/** Where the plain input has the identity of a resource, by itself or within the ARN that is known of another one. */
function slotsOfIdentity({ table, alive }: ServiceContext, operation: Operation, { name }: Resource): NameSlot[] {
  const slotsOf = (placeholder: string) => slotsOfName(table.inputs[operation.id] ?? {}, operation.input, placeholder);
  const { arn, id } = alive.get(name) ?? {};
  const [before, ...after] = arn === undefined || id === undefined ? [] : arn.split(id);
  // Where an identity occurs more than once in the ARN, nothing is known of a single place.
  const inArn = before === undefined || after.length !== 1 ? [] : slotsOf(`${name}.arn`);
  return [
    ...slotsOf(name),
    ...inArn.map((place) => ({ ...place, before: place.before + before, after: after.join("") + place.after })),
  ];
}
