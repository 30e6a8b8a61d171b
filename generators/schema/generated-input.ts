import type { JsonObject } from "#spec/json/json.ts";
import type { Constraint } from "#spec/requirement.ts";

export type GeneratedKind = "boundary" | "one-fault" | "random";

/** The kind and the key of an input, for an id: keys of random inputs begin with their kind already. */
export function kindAndKey({ kind, key }: Pick<GeneratedInput, "kind" | "key">): string {
  return key.startsWith(`${kind}/`) ? key : `${kind}/${key}`;
}

/** One input of an operation with a label: which keyword it probes or breaks, and how. */
export interface GeneratedInput {
  /** Stable and unique within an operation and kind, such as `name/max-length/reject/101-plain`. */
  readonly key: string;
  readonly kind: GeneratedKind;
  /** The constraint probed (side accept) or the single one broken (side reject); absent on plain valid inputs. */
  readonly constraint?: Constraint;
  /** What is special about the value, in a few words: `tags with 51 entries`. */
  readonly note: string;
  /** The constraint is kept by its last plain value: one step further, and it would be broken. */
  readonly atLimit?: boolean;
  /** Its value is of the right type, but for its quotes. */
  readonly isSpelt?: boolean;
  /** Values of the input members, whatever their location in the HTTP request. */
  readonly input: JsonObject;
  /**
   * The same probe of a name that another may have, with another name: of one character, another character. Undefined
   * for a salt that gives none.
   */
  readonly renamed?: (salt: string) => JsonObject | undefined;
}
