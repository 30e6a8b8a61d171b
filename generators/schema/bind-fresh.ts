import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import { childPointer } from "#spec/json/json-pointer.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import type { GenerationContext } from "./generation-context.ts";
import { tokenValue, uniqueValue } from "./fresh-value.ts";
import { objectOf } from "./own-members.ts";
import { lengthOf } from "#generators/strings/string-space.ts";

export interface Rebinding {
  readonly input: JsonObject;
  readonly salt: string;
  /** Schema pointer of what must stay as it is, for that is what is broken or probed there. */
  readonly except?: string | undefined;
}

/**
 * A copy of an input whose unique members and tokens are those of `salt`, the rest as it was. Only strings that are
 * there are replaced, by values of the same length where that leaves room enough to be unique.
 */
export function bindFresh(
  schema: JsonSchema,
  context: GenerationContext,
  { input, salt, except }: Rebinding,
): JsonObject {
  return rebind({ schema, pointer: "", salt }, input, { context, except }) as JsonObject;
}

interface FreshLocation {
  readonly schema: JsonSchema;
  readonly pointer: string;
  readonly salt: string;
}

interface Options {
  readonly context: GenerationContext;
  readonly except: string | undefined;
}

function rebind(at: FreshLocation, value: JsonValue, options: Options): JsonValue {
  const { schema, pointer } = at;
  if (pointer === options.except && pointer !== "") return value;
  if (typeof value === "string") return freshString(schema, value, options.context, at.salt);
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      rebindChild({ schema: schema.items, pointer: `${pointer}/items`, salt: `${at.salt}/${index}` }, item, options),
    );
  }
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).map(
    ([name, member]) => [name, rebindChild(memberOf(at, name), member, options)] as const,
  );
  return objectOf(members);
}

type ChildBinding = Omit<FreshLocation, "schema"> & { readonly schema: JsonSchema | undefined };

function rebindChild({ schema, ...at }: ChildBinding, value: JsonValue, options: Options): JsonValue {
  return schema === undefined ? value : rebind({ ...at, schema }, value, options);
}

function memberOf({ schema, pointer, salt }: FreshLocation, name: string): ChildBinding {
  const { properties = {}, additionalProperties } = schema;
  const child = { salt: `${salt}/${name}` };
  if (Object.hasOwn(properties, name)) {
    return { ...child, schema: properties[name], pointer: childPointer(`${pointer}/properties`, name) };
  }
  const values = typeof additionalProperties === "object" ? additionalProperties : undefined;
  return { ...child, schema: values, pointer: `${pointer}/additionalProperties` };
}

function freshString(schema: JsonSchema, value: string, context: GenerationContext, salt: string): string {
  if (schema["x-unique"] === true) return uniqueValue(schema, context, salt, lengthOf(value));
  return schema["x-idempotency-token"] === true ? tokenValue(schema, context, salt) : value;
}
