import type { JsonObject, JsonValue } from "#spec/json/json.ts";

/** An operation on a kind of resource. Pointers are JSON pointers. */
export interface KindOperation {
  readonly operation: string;
  /** Where its answer shows the resource. */
  readonly shows?: string;
  /** What its input looks like where another kind has the operation too; of a list, what the input asks for it by. */
  readonly input?: JsonObject;
}

/** How far a resource is: where it says so, and the value that it comes to. */
export interface Readiness {
  readonly at: string;
  readonly is: string;
  readonly failed: readonly string[];
}

/** A kind of resource, as spec/eks/resources.yaml describes it. */
export interface ResourceKind {
  readonly name: string;
  readonly parent?: string;
  /** `unique`: members of the input that creates one which no other of the parent has all alike, where the service names it. */
  readonly id: { readonly input?: string; readonly output?: string; readonly unique?: readonly string[] };
  readonly arn?: string;
  readonly ready?: Readiness;
  readonly create?: KindOperation;
  readonly made?: { readonly operation: string; readonly at: string };
  readonly describe?: KindOperation;
  readonly list?: KindOperation & { readonly at: string; readonly item?: string };
  readonly delete?: KindOperation;
  readonly updates: readonly string[];
  readonly others: readonly string[];
  /** Where the input that creates one, and what is shown of it, have its tags: JSON pointers. */
  readonly tags?: { readonly input: string; readonly shown: string };
  readonly fixed: boolean;
  /** What members are that were not sent, by pointers into the input and into what is shown. */
  readonly defaults?: Readonly<Record<string, JsonValue>>;
  /** How many of it a parent may have. */
  readonly most?: { readonly count: number };
  /** It is kept by a rule of the service's own, whatever a client asks for; in words. */
  readonly stays?: string;
}

/** The operations about the tags of whatever has an ARN; pointers into their inputs and answers. */
export interface Tagging {
  readonly tag: { readonly operation: string; readonly arn: string; readonly tags: string };
  readonly untag: { readonly operation: string; readonly arn: string; readonly keys: string };
  readonly list: { readonly operation: string; readonly arn: string; readonly shows: string };
}

export interface Table {
  readonly kinds: readonly ResourceKind[];
  readonly tagging?: Tagging;
  /** Names of errors, the first that an operation documents is answered. */
  readonly unknown: readonly string[];
  readonly taken: readonly string[];
  /** By operation, where its input and the facts have what it changes entry by entry, the members that say how, and those that tell the items of a list apart. */
  readonly patches: Readonly<
    Record<
      string,
      Readonly<Record<string, { readonly put: string; readonly remove: string; readonly by?: readonly string[] }>>
    >
  >;
  /** By operation, members of its input of which the model is known to be wrong. */
  readonly doubts: Readonly<Record<string, readonly string[]>>;
  /** The least input of each operation, with placeholders such as `$cluster`. */
  readonly inputs: Readonly<Record<string, JsonObject>>;
}
