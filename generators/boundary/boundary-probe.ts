import type { JsonValue } from "#spec/json/json.ts";
import type { Side } from "#spec/requirement.ts";
import type { GenerationContext } from "#generators/schema/generation-context.ts";
import type { SchemaLocation } from "#generators/schema/schema-location.ts";

/** A deterministic value for one location of an input, on one side of one keyword. */
export interface Probe {
  /** Absent for values that probe no keyword, such as map keys that trip implementations. */
  readonly keyword?: string;
  readonly side: Side;
  /** For `required`: the member left out. */
  readonly member?: string;
  /** For `type`: see Constraint. */
  readonly coercible?: boolean;
  /** A value of the right type, but for its quotes: in a URL it breaks nothing. */
  readonly isSpelt?: boolean;
  /** Names the probe within its keyword and side: `101-astral`. */
  readonly name: string;
  readonly note: string;
  /** The last plain value that the keyword lets through. */
  readonly atLimit?: boolean;
  /** What a common way to judge such values badly lets through, and the others do not: whoever tries but a few has these. */
  readonly isTelling?: boolean;
  /** Also tried on the first and the last entry of a full map or list. */
  readonly crowded?: boolean;
  /** The value for the probe's location, fresh for each salt. */
  readonly value: (salt: string) => JsonValue | undefined;
}

/** Lists the probes of one family of keywords at a location. */
export type Prober = (location: SchemaLocation, context: GenerationContext) => Iterable<Probe>;
