import type { JsonValue } from "#spec/json/json.ts";

/**
 * What the generators need to know beside the schema. Compiled arbitraries are cached per context object, so make one
 * per run and pass that same object everywhere.
 */
export interface GenerationContext {
  /** Start of every fresh value, such as `ecf-k3x9-`: lower-case letters, digits and hyphens. */
  readonly prefix: string;
  /** Other values that the target takes for them as well, by the same name. */
  readonly forms?: Readonly<Record<string, readonly string[]>>;
  /** Values of the members marked `x-fixture`, by that name. */
  readonly fixtures: Readonly<Record<string, JsonValue>>;
  /** Words tried as enum near-misses, such as the values of another version of the contract. */
  readonly dictionary?: readonly string[];
  /** Keeps boundary values apart from those of another operation, which may name things in the same space. */
  readonly salt?: string;
}
