import type { Shape } from "#reference/service/model/shape.ts";

/** A rule of the model about a value of the input: which member, `*` for any item or entry, and which keyword. */
export interface InputRule {
  /** A JSON pointer, such as `/tags/*`; keys of a map stand at `/tags/*key`. */
  readonly path: string;
  readonly keyword: "type" | "required" | "enum" | "pattern" | "min" | "max" | "unique";
}

/** A rule with what the model says of its place. */
export interface PlacedRule extends InputRule {
  readonly shape: Shape;
  /** The member must be there: asked of each, by the keyword `required` alone. */
  readonly required: boolean;
}

/** Whether a server takes a value, or its absence, for one that keeps a rule. */
export type Keeps = (value: unknown, rule: PlacedRule) => boolean;

/** A rule that an input breaks: where, and as a sentence. */
export interface BrokenRule {
  readonly path: string;
  readonly sentence: string;
}

/** Whether the server keeps to a rule: a sound one does to all of them. */
export type Enforces = (constraint: InputRule) => boolean;

/** How strictly the server keeps to the rules about values of the right type. */
export interface Strictness {
  readonly enforces: Enforces;
  /** Whether it refuses the last value, too, that a bound lets through. */
  readonly tightens: (constraint: InputRule) => boolean;
}
