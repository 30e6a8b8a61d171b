import { otherValue } from "#generators/schema/other-value.ts";
import { tellingValue } from "#generators/schema/telling-value.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { kindChangedBy, kindMadeBy, type Resource } from "#spec/resources/resource-table.ts";
import { memberSchema, withoutMembers } from "#spec/resources/member-schema.ts";
import { membersNamingNothing, shownSchema, tokenMemberOf } from "#spec/resources/table-readings.ts";
import { common } from "./held-as-sent.ts";
import { type MemberWithin, membersWithin } from "./members-within.ts";
import type { Service } from "#spec/resources/service.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import { isDeepStrictEqual } from "node:util";
import type { GenerationContext } from "#generators/schema/generation-context.ts";
import { pointerTokens, valueAt } from "#spec/json/json-pointer.ts";
import { withValue } from "./with-value.ts";

/** An input without values that would be the same had they not been sent: those tell nothing of whether they were kept. */
function otherThanDefault(
  input: JsonObject,
  schema: JsonSchema,
  { defaults = {} }: Resource,
  generation: GenerationContext,
): JsonObject {
  return Object.entries(defaults).reduce((one, [at, value]) => {
    const own = isDeepStrictEqual(valueAt(one, at), value) ? memberSchema(schema, at) : undefined;
    const other = own && otherValue(value, own, generation, at);
    return other === undefined ? one : withValue(one, pointerTokens(at), other);
  }, input);
}

/** Where what an operation that creates or changes a resource is sent is looked for afterwards. */
export interface ShownAfterwards {
  readonly operation: Operation;
  readonly promise: "shown.optional" | "applied.optional";
  readonly creates: Resource | undefined;
  readonly owner: Resource;
  /** What it is sent, without what the table doubts that a description shows. */
  readonly input: JsonSchema;
  readonly shape: JsonSchema;
}

/** What such an operation may be sent beside its plain input. */
export interface Optionals extends ShownAfterwards {
  /** A value of each optional member. */
  readonly members: JsonObject;
  /** The optional members within those of the plain input. */
  readonly within: readonly MemberWithin[];
  /** Members of the plain input of a creation, each with another value than that has. */
  readonly others: JsonObject;
}

/** Undefined where nothing describes the resource. */
export function shownAfterwards({ contract, table }: Service, operation: Operation): ShownAfterwards | undefined {
  const creates = kindMadeBy(table, operation.id);
  const owner = creates ?? kindChangedBy(table, operation.id);
  if (owner?.describe === undefined) return undefined;
  const shape = shownSchema(contract.operation(owner.describe.operation), owner.describe) ?? {};
  const doubted = (table.doubts[operation.id] ?? []).filter((each) => each.startsWith("/"));
  const input = withoutMembers(operation.input, doubted);
  const promise = creates === undefined ? "applied.optional" : "shown.optional";
  return { operation, promise, creates, owner, input, shape };
}

/** The same, and what it is sent; undefined where it has no plain input either. */
export function optionalsOf(context: ServiceContext, operation: Operation): Optionals | undefined {
  const { table, generation } = context;
  const lookedFor = shownAfterwards(context, operation);
  const plain = table.inputs[operation.id];
  if (lookedFor === undefined || plain === undefined) return undefined;
  const { creates, owner, input: accepted, shape } = lookedFor;
  const members = Object.entries(accepted.properties ?? {}).flatMap(([name, schema]): [string, JsonValue][] => {
    const isOwn = Object.hasOwn(plain, name) || `/${name}` === owner.tags?.input || name === tokenMemberOf(operation);
    const value = isOwn ? undefined : tellingValue(schema, generation, name);
    const isShown = value !== undefined && common({ [name]: value }, accepted, shape) !== undefined;
    return isShown ? [[name, value]] : [];
  });
  const telling = (input: JsonObject): JsonObject =>
    creates === undefined ? input : otherThanDefault(input, accepted, creates, generation);
  const free = creates === undefined ? [] : membersNamingNothing(table, operation.id, owner);
  const others = free.flatMap((name): [string, JsonValue][] => {
    const schema = accepted.properties?.[name];
    const other = schema && otherValue(plain[name] ?? null, schema, generation, name);
    const isShown = other !== undefined && common({ [name]: other }, accepted, shape) !== undefined;
    return isShown ? [[name, other]] : [];
  });
  const within = membersWithin(accepted, plain, (schema, name) => tellingValue(schema, generation, name));
  return {
    ...lookedFor,
    members: telling(Object.fromEntries(members)),
    others: Object.fromEntries(others),
    within: within
      .map(({ pointer, input }) => ({ pointer, input: telling(input) }))
      .filter(({ input }) => common(input, accepted, shape) !== undefined),
  };
}
