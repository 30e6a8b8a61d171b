import type { TimestampFormat } from "#spec/contract/operation.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import { listAt, numberAt, objectAt, objectsIn, textAt } from "#spec/models/json-members.ts";
import type { Binding, Traits } from "#spec/models/service-model.ts";
import { has, trait, traitsAt } from "./shape-ids.ts";

const FORMATS: readonly TimestampFormat[] = ["epoch-seconds", "date-time", "http-date"];

/** What the traits of a shape or member say of its values. */
export function valueTraits(shape: JsonObject): Traits {
  const traits = traitsAt(shape);
  const bounds = { ...objectAt(traits, "smithy.api#range"), ...objectAt(traits, "smithy.api#length") };
  const format = textAt(traits, "smithy.api#timestampFormat");
  return {
    min: numberAt(bounds, "min"),
    max: numberAt(bounds, "max"),
    pattern: textAt(traits, "smithy.api#pattern"),
    enum: enumOf(shape),
    // A null takes a default away that the shape has.
    default: trait(shape, "default") ?? undefined,
    uniqueItems: has(shape, "uniqueItems") ? true : undefined,
    timestampFormat: FORMATS.find((known) => known === format),
    mediaType: textAt(traits, "smithy.api#mediaType"),
  };
}

function enumOf(shape: JsonObject): JsonValue[] | undefined {
  const { type } = shape;
  if (type === "enum" || type === "intEnum") {
    return objectsIn(objectAt(shape, "members")).map(([name, member]) => trait(member, "enumValue") ?? name);
  }
  const listed = listAt(traitsAt(shape), "smithy.api#enum");
  return listed.length === 0 ? undefined : listed.flatMap((item) => (isJsonObject(item) ? (item["value"] ?? []) : []));
}

const BINDINGS: Readonly<Record<string, Binding>> = {
  httpLabel: "label",
  httpQuery: "query",
  httpQueryParams: "query-params",
  httpHeader: "header",
  httpPrefixHeaders: "prefix-headers",
  httpPayload: "payload",
  httpResponseCode: "status",
};

/** Where HTTP carries a member, and under what name. */
export function bindingOf(member: JsonObject): { readonly binding?: Binding; readonly wireName?: string | undefined } {
  for (const [name, binding] of Object.entries(BINDINGS)) {
    const value = trait(member, name);
    if (value !== undefined) return { binding, wireName: typeof value === "string" ? value : undefined };
  }
  return { wireName: textAt(traitsAt(member), "smithy.api#jsonName") };
}
