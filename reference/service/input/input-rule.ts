/** A rule of the model about a value of the input: which member, `*` for any item or entry, and which keyword. */
export interface InputRule {
  /** A JSON pointer, such as `/tags/*`; keys of a map stand at `/tags/*key`. */
  readonly path: string;
  readonly keyword: "type" | "required" | "enum" | "pattern" | "min" | "max";
}

/** Whether the server keeps to a rule: a sound one does to all of them. */
export type Enforces = (constraint: InputRule) => boolean;
