import type { JsonSchema } from "./schema.ts";

export type InputLocation = "body" | "path" | "query";

/** One member of an operation's input and where restJson1 puts it in the HTTP request. */
export interface InputMember {
  readonly name: string;
  readonly in: InputLocation;
  readonly required: boolean;
  readonly schema: JsonSchema;
}

export interface DocumentedError {
  /** Shape name, such as `InvalidParameterException`. */
  readonly name: string;
  readonly status: number;
  readonly schema: JsonSchema;
}

/** One operation of the contract, dereferenced. */
export interface Operation {
  /** operationId, such as `RegisterCluster`. */
  readonly id: string;
  /** First segment of its requirement ids, such as `register`. */
  readonly prefix: string;
  readonly method: string;
  /** Path template, such as `/cluster-registrations/{name}`. */
  readonly path: string;
  readonly members: readonly InputMember[];
  /** All members of the input as one object schema, whatever their location. */
  readonly input: JsonSchema;
  readonly success: { readonly status: number; readonly schema: JsonSchema };
  readonly errors: readonly DocumentedError[];
}
