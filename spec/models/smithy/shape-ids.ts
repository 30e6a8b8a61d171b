import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { objectAt, textAt } from "#spec/models/json-members.ts";

/** The traits of a shape or member by absolute id. */
export function traitsAt(shape: JsonObject): JsonObject {
  return objectAt(shape, "traits");
}

/** A trait of the prelude by its short name, such as `httpLabel`. */
export function trait(shape: JsonObject, name: string): JsonValue | undefined {
  return traitsAt(shape)[`smithy.api#${name}`];
}

/** Whether a trait without a value is there. */
export function has(shape: JsonObject, name: string): boolean {
  return trait(shape, name) !== undefined;
}

/** `Cluster` of `com.amazonaws.eks#Cluster`. */
export function shortName(id: string): string {
  return id.slice(id.indexOf("#") + 1);
}

/** Undefined where nothing is meant: no target, or the prelude's unit. */
export function targetOf(reference: JsonObject): string | undefined {
  const target = textAt(reference, "target");
  return target === "smithy.api#Unit" ? undefined : target;
}
