import type { JsonSchema } from "#spec/contract/schema.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import { childPointer } from "#spec/json/json-pointer.ts";

/** A member that is absent while one stands there whose name differs in case and word breaks alone. */
export interface Misnamed {
  /** JSON pointer to the object. */
  readonly at: string;
  /** As the contract declares it. */
  readonly member: string;
  /** As the answer has it. */
  readonly as: string;
}

/** Clients read members by their exact names, so that these come to them as absent. Source: restJson1, jsonName. */
export function misnamedMembers(schema: JsonSchema, value: JsonValue): Misnamed[] {
  const { items, properties } = schema;
  if (Array.isArray(value) && items !== undefined) {
    return value.flatMap((item: JsonValue, index) => below(index, misnamedMembers(items, item)));
  }
  if (!isJsonObject(value) || properties === undefined) return [];
  const inner = Object.entries(properties).flatMap(([member, own]) => {
    const present = Object.hasOwn(value, member) ? value[member] : undefined;
    return present === undefined ? [] : below(member, misnamedMembers(own, present));
  });
  return [...misnamedIn(properties, value).map((each) => ({ at: "", ...each })), ...inner];
}

function below(token: string | number, found: readonly Misnamed[]): Misnamed[] {
  return found.map((each) => ({ ...each, at: childPointer("", token) + each.at }));
}

function misnamedIn(
  properties: NonNullable<JsonSchema["properties"]>,
  value: JsonObject,
): Pick<Misnamed, "member" | "as">[] {
  const absent = Object.keys(properties).filter((member) => !Object.hasOwn(value, member));
  return Object.keys(value)
    .filter((name) => !Object.hasOwn(properties, name) && value[name] !== null)
    .flatMap((as) => {
      const member = absent.find((declared) => folded(declared) === folded(as));
      return member === undefined ? [] : [{ member, as }];
    });
}

function folded(name: string): string {
  return name.replaceAll(/[_-]/g, "").toLowerCase();
}
