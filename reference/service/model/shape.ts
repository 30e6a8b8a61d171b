import type { JsonValue } from "#spec/json/json.ts";

type ShapeKind = "string" | "number" | "integer" | "boolean" | "list" | "map" | "structure" | "any";

/** What the model says of a value. */
export interface Shape {
  readonly kind: ShapeKind;
  /** Least and most characters, items or entries; of a number, its own bounds. */
  readonly min: number | undefined;
  readonly max: number | undefined;
  /** Anchored: a text must match it whole. */
  readonly pattern: RegExp | undefined;
  /** No item of the list comes twice. */
  readonly unique: boolean;
  readonly values: readonly JsonValue[] | undefined;
  /** Of a list, or of the values of a map. */
  readonly element: Shape | undefined;
  readonly key: Shape | undefined;
  readonly members: readonly Member[];
  /** Just one of the members is given. */
  readonly union: boolean;
  /** The text makes a repeated request safe. */
  readonly token: boolean;
  readonly timestamp: boolean;
}

/** A member of a structure, by its name in JSON. */
export interface Member {
  readonly name: string;
  readonly required: boolean;
  readonly shape: Shape;
}

export function memberOf(shape: Shape | undefined, name: string): Shape | undefined {
  return shape?.members.find((member) => member.name === name)?.shape;
}
