import { constraintWords, pointerWords } from "#spec/derived/constraint.ts";
import { type ChildSchema, childSchemas } from "#spec/contract/child-schemas.ts";
import type { Constraint } from "#spec/requirement.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";

/** One step from a value to a value inside it. */
export type PathStep = ChildSchema["of"];

/** A schema below an input's schema, and the way to the values it describes. */
export interface SchemaLocation {
  /** JSON pointer into the input's schema, such as `/properties/tags/propertyNames`. */
  readonly pointer: string;
  readonly schema: JsonSchema;
  readonly steps: readonly PathStep[];
}

/** The schema itself and all schemas below it, outermost first, in document order. */
export function schemaLocations(schema: JsonSchema): SchemaLocation[] {
  return withChildren({ pointer: "", schema, steps: [] });
}

function withChildren(location: SchemaLocation): SchemaLocation[] {
  return [location, ...childLocations(location).flatMap(withChildren)];
}

function childLocations({ pointer, schema, steps }: SchemaLocation): SchemaLocation[] {
  return [...childSchemas(schema)].map((child) => ({
    pointer: pointer + child.pointer,
    schema: child.schema,
    steps: [...steps, child.of],
  }));
}

/** The location at a schema pointer; throws on a pointer at which no schema stands. */
export function schemaLocationAt(schema: JsonSchema, pointer: string): SchemaLocation {
  const location = schemaLocations(schema).find((candidate) => candidate.pointer === pointer);
  if (location === undefined) throw new Error(`No schema stands at ${pointer} in the operation's input.`);
  return location;
}

/** `tags/keys/max-length`: a constraint as the start of a key, its side left out. */
export function constraintPath(constraint: Constraint): string {
  return constraintWords(constraint).join("/");
}

/** `tags/keys`: a location as the start of a key; the empty string for the input itself. */
export function locationPath(pointer: string): string {
  return pointerWords(pointer).join("/");
}

/** `key of tags`, `provider.keyArn of item of encryptionConfig`: a location in words. */
export function locationName({ steps }: SchemaLocation): string {
  const parts: string[] = [];
  for (const [at, step] of steps.entries()) {
    if (step.kind !== "member") parts.push(step.kind);
    else if (steps[at - 1]?.kind === "member") parts.push(`${parts.pop() ?? ""}.${step.name}`);
    else parts.push(step.name);
  }
  return parts.reverse().join(" of ") || "input";
}
