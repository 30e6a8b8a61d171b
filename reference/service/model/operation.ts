import type { Shape } from "./shape.ts";

/** Where a member of the input stands in the request. */
export type MemberBinding =
  | { readonly in: "label" | "query" | "header"; readonly name: string }
  /** Every parameter of the query that no other member takes; or every header of a prefix. */
  | { readonly in: "query-params" | "prefix-headers"; readonly name: string }
  | { readonly in: "body"; readonly name: string }
  /** The whole body. */
  | { readonly in: "payload"; readonly name: string; readonly mediaType: string };

/** A member of the input, by its name in the model. */
export interface InputMember {
  readonly name: string;
  readonly required: boolean;
  readonly shape: Shape;
  readonly binding: MemberBinding;
}

/** An error that the operation documents. */
export interface ModelError {
  readonly code: string;
  readonly status: number;
  readonly shape: Shape;
}

/** How a list comes in pages: names of members of the input, and pointers into the output. */
export interface Pages {
  readonly inputToken: string;
  readonly outputToken: string;
  readonly items: string;
  readonly pageSize: string | undefined;
}

export interface Operation {
  readonly name: string;
  readonly method: string;
  /** Segments of the path: a text, or the label in braces. */
  readonly segments: readonly string[];
  /** What always stands in the query, such as `List=ALL`; empty for nothing. */
  readonly query: string;
  readonly input: readonly InputMember[];
  readonly status: number;
  /** A member of the answer is the status, so any success is right. */
  readonly anySuccess: boolean;
  readonly output: Shape | undefined;
  readonly errors: readonly ModelError[];
  readonly pages: Pages | undefined;
}
