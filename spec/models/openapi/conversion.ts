import type { JsonObject } from "#spec/json/json.ts";
import type { ServiceModel } from "#spec/models/service-model.ts";

export type Usage = "request" | "response";

/** What a conversion has come to so far. */
export interface Conversion {
  readonly model: ServiceModel;
  /** Names of the structures that can hold themselves. */
  readonly recursive: ReadonlySet<string>;
  /** Schemas of structures by the name they have under components. */
  readonly components: Map<string, JsonObject>;
  /** Whether a structure has a schema, and what was noted of it, by the name it has under components. */
  readonly converted: Map<string, Converted>;
  /** What can't be handled, with the operations that it is about. */
  readonly unsupported: Map<string, Set<string>>;
  /** Operations that can't be called at all, as `x-left-out` of the document has them. */
  readonly leftOut: JsonObject[];
}

export interface Converted {
  /** False where it would lack what it must have. */
  readonly exists: boolean;
  /** What can't be handled in it, for whichever operation comes upon it. */
  readonly notes: readonly string[];
}

/** What stands around a shape that becomes a schema. */
export interface SchemaUse {
  readonly operation: string;
  readonly usage: Usage;
  readonly nullable: boolean;
  /** How many recursive structures stand around it: schemas are trees, and end at DEEPEST. */
  readonly depth: number;
  /** Where the value stands: text in a URL or header takes other forms than JSON. */
  readonly form: "json" | "text" | "header";
}

export const DEEPEST = 4;

export function note({ unsupported }: Conversion, { operation }: Pick<SchemaUse, "operation">, what: string): void {
  const operations = unsupported.get(what) ?? new Set();
  unsupported.set(what, operations.add(operation));
}
