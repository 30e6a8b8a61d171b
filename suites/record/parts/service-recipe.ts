import type { Evidence } from "./kept-evidence.ts";

/**
 * What it takes to make a resource again, and to remove it, such as a run of a whole service makes for its cases to work
 * on: a finding's file that comes later finds none there. Pointers are JSON pointers.
 */
export interface Recipe {
  /** As the resource table calls it, such as `fargate-profile`; and the kind that it belongs to. */
  readonly kind: string;
  readonly parent?: string | undefined;
  readonly id: string;
  readonly arn?: string | undefined;
  /** Where the id stands in the body of the request that makes one, or of the answer. */
  readonly idAt: { readonly input?: string | undefined; readonly output?: string | undefined };
  /** The id is one of a few that the service knows. */
  readonly fixed: boolean;
  /** The operation that makes one, and how it did. */
  readonly operation: string;
  readonly made: Evidence;
  /** The last answer that described it, and the values at a place of it that end the wait until it is ready. */
  readonly described?: Evidence;
  readonly ready?: { readonly at: string; readonly values: readonly string[] };
  readonly removal?: PlainRequest;
}

/** A request before it is signed, its body a text. */
export interface PlainRequest {
  readonly method: string;
  /** Path and query below the endpoint. */
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: string;
}
