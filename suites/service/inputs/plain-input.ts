import { identityOf, type MadeResource } from "#custody/resources/made-resource.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { pointerTokens } from "#spec/json/json-pointer.ts";
import { filled, resourceNameOf } from "#spec/resources/placeholders.ts";
import type { Resource, ResourceOperation } from "#spec/resources/resource-table.ts";
import { freshName, slotsOfName } from "./fresh-name.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";

/**
 * What a plain input is filled from: the resource it is for, other resources (by default the shared ones), and fresh
 * values made from a salt.
 */
export interface PlainInputOptions {
  readonly made?: MadeResource | undefined;
  readonly salt: string;
  /** Values that replace those of placeholders. */
  readonly instead?: Readonly<Record<string, JsonValue>>;
}

/** The plain, valid input of an operation; undefined if something that it needs is missing. */
export function plainInput(
  { contract, table, alive, generation, tries }: ServiceContext,
  { operation, input = table.inputs[operation] }: ResourceOperation,
  { made, salt, instead = {} }: PlainInputOptions,
): JsonObject | undefined {
  if (input === undefined) return undefined;
  const own = identityOf(made);
  return filled(input, (name) => {
    if (Object.hasOwn(instead, name)) return instead[name];
    if (name === "new") {
      return freshName(generation, salt, slotsOfName(input, contract.operations.get(operation)?.input));
    }
    return (
      own(name) ??
      valueAlive(alive, name) ??
      generation.fixtures[name] ??
      table.values[name]?.[tries.get(tryOf(operation, name)) ?? tries.get(name) ?? 0]
    );
  });
}

/** What one operation took by this name: another may take another value of it. */
export function tryOf(operation: string, name: string): string {
  return `${operation} ${name}`;
}

/** The plain input of an operation, with a fresh or spare name if it creates something. */
export function newPlainInput(
  context: ServiceContext,
  operation: string,
  { creates, salt, made }: Omit<PlainInputOptions, "instead"> & { readonly creates: Resource | undefined },
): JsonObject | undefined {
  const plain = plainInput(context, { operation }, { salt, made });
  return plain === undefined || creates === undefined ? plain : withSpare(context, plain, creates);
}

/**
 * If a service has only a few names for a kind, the shared resource has one of them; another name replaces it: the first
 * that no resource of the run has, be it one that is still on its way out.
 */
export function withSpare(
  { keeper, alive }: ServiceContext,
  base: JsonObject,
  resource: Resource,
  parent = alive.get(resource.parent ?? ""),
): JsonObject {
  const { input, spares = [] } = resource.id;
  const [name] = input === undefined ? [] : pointerTokens(input);
  const isFree = (id: string): boolean => !keeper.mayBeThere({ resource, id, parent });
  const spare = spares.find(isFree) ?? spares[keeper.counts.created % spares.length];
  return spare === undefined || name === undefined ? base : { ...base, [name]: spare };
}

function valueAlive(alive: ServiceContext["alive"], name: string): JsonValue | undefined {
  const found = alive.get(resourceNameOf(name));
  return found === undefined ? undefined : identityOf(found)(name);
}
